package io.bytebucket.server;

import io.bytebucket.core.audit.AuditCheck;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.store.MetadataStore;
import io.bytebucket.engine.local.DataDirectoryException;
import io.bytebucket.engine.local.DataDirectoryProbe;
import io.bytebucket.server.config.ConfigException;
import io.bytebucket.server.config.ServerConfig;
import io.bytebucket.server.config.Settings;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/** Looks whether what is stored is whole; changes nothing. The server must be stopped. */
@CommandLine.Command(
    name = "check",
    description = {
      "Check the audit log, while the server is stopped.",
      "",
      "Every record must be there, in its place, as it was written, from the latest back to the"
          + " oldest that is kept. Needs DATA_DIR and the other settings of a start. Nothing is"
          + " changed."
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:The log is whole.",
      "1:It is not, or could not be looked at; standard error says where, or why.",
      "2:Arguments that there are not."
    })
final class CheckCommand implements Callable<Integer> {
  @Override
  public Integer call() {
    try {
      ServerConfig config = ServerConfig.of(Settings.read(System.getenv()));
      LocalUsersCommand.requireStore(config, DataDirectoryProbe.toRead(config.dataDirectory()));
      try (MetadataStore metadata = Engines.look(config)) {
        return told(AuditCheck.of(metadata));
      }
    } catch (ConfigException | DataDirectoryException | StoreException e) {
      System.err.println("bytebucket: " + StartFailure.explain(e));
      return 1;
    }
  }

  private static int told(AuditCheck check) {
    Optional<AuditCheck.Break> broken = check.broken();
    if (broken.isEmpty()) {
      System.out.println("audit log: whole, " + check.records() + " records");
      return 0;
    }
    System.err.println(
        "bytebucket: audit log: record "
            + broken.get().id()
            + ": "
            + broken.get().reason()
            + "; the "
            + check.records()
            + " records after it are as they were written");
    return 1;
  }
}
