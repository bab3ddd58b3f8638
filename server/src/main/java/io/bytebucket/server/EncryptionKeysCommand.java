package io.bytebucket.server;

import io.bytebucket.core.StoreSecrets;
import io.bytebucket.core.audit.Origin;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.secret.SecretCount;
import io.bytebucket.core.secret.SecretPass;
import io.bytebucket.core.secret.StoredSecrets;
import io.bytebucket.core.store.Engine;
import io.bytebucket.core.store.MetadataStore;
import io.bytebucket.engine.local.DataDirectoryException;
import io.bytebucket.engine.local.DataDirectoryProbe;
import io.bytebucket.server.config.ConfigException;
import io.bytebucket.server.config.ServerConfig;
import io.bytebucket.server.config.Settings;
import io.bytebucket.server.progress.Outlet;
import io.bytebucket.server.progress.Progress;
import io.bytebucket.server.progress.Terminal;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** The change of the key that stored secrets are encrypted with. The server must be stopped. */
@CommandLine.Command(
    name = "keys",
    description = {
      "See under which encryption key stored secrets are, or bring them under the present one,"
          + " while the server is stopped.",
      "",
      "A running server does that by itself when ENCRYPTION_KEY_PREVIOUS is set beside"
          + " ENCRYPTION_KEY."
    },
    subcommands = {EncryptionKeysCommand.Status.class, EncryptionKeysCommand.Rotate.class})
final class EncryptionKeysCommand {
  /** Not everything is under the present key. */
  private static final int SOME_LEFT = 3;

  private static final int INTERRUPTED = 4;

  private EncryptionKeysCommand() {}

  /** Counts. */
  @CommandLine.Command(
      name = "status",
      description = {
        "Count the stored secrets by the encryption key that decrypts them.",
        "",
        "Secrets are those of access keys and of second factors. Needs DATA_DIR, ENCRYPTION_KEY"
            + " and, where it is set, ENCRYPTION_KEY_PREVIOUS. Those that neither decrypts are"
            + " named. Nothing is changed, and no secret is shown."
      },
      exitCodeListHeading = "%nExit status:%n",
      exitCodeList = {
        "0:All are under ENCRYPTION_KEY.",
        "1:The store could not be looked at; standard error says why.",
        "2:Arguments that there are not.",
        "3:Some are not; they are counted, and those that no key decrypts are named."
      })
  static final class Status implements Callable<Integer> {
    @Override
    public Integer call() {
      return explained(() -> {
        ServerConfig config = ServerConfig.of(Settings.read(System.getenv()));
        LocalUsersCommand.requireStore(config, DataDirectoryProbe.toRead(config.dataDirectory()));
        try (MetadataStore metadata = Engines.look(config)) {
          return told(secrets(metadata, config).count());
        }
      });
    }
  }

  /** Encrypts anew. */
  @CommandLine.Command(
      name = "rotate",
      description = {
        "Encrypt every stored secret with ENCRYPTION_KEY that is under ENCRYPTION_KEY_PREVIOUS.",
        "",
        "It may be ended at any moment and begun again: each secret is always under one of the two."
            + " Afterwards ENCRYPTION_KEY_PREVIOUS is not needed any more. Standard error shows how"
            + " far it is: a bar on a terminal, else lines of JSON."
      },
      exitCodeListHeading = "%nExit status:%n",
      exitCodeList = {
        "0:All are under ENCRYPTION_KEY.",
        "1:It could not be done; standard error says why.",
        "2:Arguments that there are not.",
        "3:Done, but for some that neither key decrypts; they are named, and were left as they"
            + " are.",
        "4:Interrupted by a signal; the same command goes on with the rest."
      })
  static final class Rotate implements Callable<Integer> {
    @CommandLine.Spec private CommandLine.Model.@Nullable CommandSpec spec;

    @Override
    public Integer call() {
      return explained(() -> {
        ServerConfig config = ServerConfig.of(Settings.read(System.getenv()));
        if (config.credentials().previousKey().isEmpty()) {
          throw new ConfigException(
              "ENCRYPTION_KEY_PREVIOUS is not set: it is the key that the secrets are under now,"
                  + " and ENCRYPTION_KEY the one that they shall be under");
        }
        LocalUsersCommand.requireStore(config, DataDirectoryProbe.of(config.dataDirectory()));
        StopSignal stop = StopSignal.listen();
        try (Engine engine = Engines.open(config, _ -> {})) {
          StoredSecrets secrets = secrets(engine.metadata(), config);
          SecretPass pass = secrets.pass();
          AtomicBoolean isMore = new AtomicBoolean(true);
          try (Outlet outlet = Outlet.of(errors(), Terminal.isWatched(), Clock.systemUTC())) {
            long old = secrets.count().previous();
            outlet.total(old, 0);
            outlet.note("encrypting anew", Map.of("secrets", old));
            Origin.run("keys rotate", () -> isMore.set(goOn(pass, stop, outlet)));
          }
          System.out.println("encrypted anew: " + pass.count().renewed());
          if (isMore.get()) {
            System.err.println("bytebucket: interrupted; the same command goes on with the rest");
            return INTERRUPTED;
          }
          return told(pass.count());
        }
      });
    }

    /** Whether there is more to do, because it was told to stop. */
    private static boolean goOn(SecretPass pass, StopSignal stop, Progress progress) {
      boolean isMore = true;
      while (isMore && !stop.isTold()) {
        long before = pass.count().renewed();
        isMore = pass.step();
        progress.done(pass.count().renewed() - before, 0);
      }
      return isMore;
    }

    private PrintWriter errors() {
      if (spec == null) {
        throw new IllegalStateException("the command line was not read");
      }
      return spec.commandLine().getErr();
    }
  }

  private static StoredSecrets secrets(MetadataStore metadata, ServerConfig config) {
    return StoreSecrets.of(metadata, Engines.cipher(config), Clock.systemUTC());
  }

  private static int told(SecretCount count) {
    System.out.println("under ENCRYPTION_KEY: " + count.present());
    System.out.println("under ENCRYPTION_KEY_PREVIOUS: " + count.previous());
    System.out.println("not readable with either: " + count.unreadable());
    count.named().forEach(owner -> System.out.println("not readable: " + owner));
    if (count.unreadable() > count.named().size()) {
      System.out.println("not readable: " + (count.unreadable() - count.named().size()) + " more");
    }
    return count.isAllPresent() ? 0 : SOME_LEFT;
  }

  private static int explained(IntSupplier task) {
    try {
      return task.getAsInt();
    } catch (ConfigException | DataDirectoryException | StoreException e) {
      System.err.println("bytebucket: " + StartFailure.explain(e));
      return 1;
    }
  }
}
