package io.bytebucket.server;

import io.bytebucket.core.user.User;
import io.bytebucket.core.user.UserId;
import io.bytebucket.core.user.Users;
import io.bytebucket.server.config.ConfigException;
import io.bytebucket.server.config.ServerConfig;
import io.bytebucket.server.moving.Verify;
import io.bytebucket.server.progress.ExitStatus;
import io.bytebucket.transfer.files.FilesImport;
import io.bytebucket.transfer.files.PlainImport;
import io.bytebucket.transfer.report.Outcome;
import io.bytebucket.transfer.report.ReportLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** Takes plain files in. The server must be stopped. */
@CommandLine.Command(
    name = "files",
    description = {
      "Take plain files in, while the server is stopped.",
      "",
      "What 'bytebucket export files' wrote comes back as it was: buckets with their settings,"
          + " versions, users. A plain tree of files comes in as objects: each folder of DIR is a"
          + " bucket, and the path of a file below it is its key. DIR is only read. What is stored"
          + " here already is never changed; what is equal is passed over, so a run that was"
          + " stopped goes on when the same command is given again. Needs DATA_DIR, which is made,"
          + " and ENCRYPTION_KEY: the one of the export, if that has secrets.",
      "",
      "Shows how far it is on standard error: a bar on a terminal, else lines of JSON. Ends with a"
          + " report, which says of every version of every object what became of it."
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:All of it is here.",
      "1:It could not be done; standard error says why.",
      "2:Arguments that there are not.",
      "3:Done, but something is not here as it is there; the report names it.",
      "4:Stopped by a signal; the same command goes on."
    })
final class ImportFilesCommand implements Callable<Integer> {
  private static final int THREADS_MAX = 64;

  @CommandLine.Parameters(paramLabel = "DIR", description = "Where the files are.")
  private @Nullable Path directory;

  @CommandLine.Option(
      names = "--owner",
      paramLabel = "NAME",
      description =
          "The user who is to own what comes from a plain tree, by name or access key id; by"
              + " default the one of ACCESS_KEY_ID, or nobody where there is none.")
  private @Nullable String owner;

  @CommandLine.Option(
      names = "--verify",
      paramLabel = "HOW",
      converter = Verify.Word.class,
      description =
          "tags: bytes are held against ETags and checksums as they are read (the default). full:"
              + " each object is read back and compared with its file byte for byte as well.")
  private Verify verify = Verify.TAGS;

  @CommandLine.Option(
      names = "--parallel",
      paramLabel = "N",
      description = "How many objects at once, 1 to 64; by default ${DEFAULT-VALUE}.")
  private int parallel = 8;

  @CommandLine.Option(
      names = "--report",
      paramLabel = "FILE",
      description =
          "The report to make; by default bytebucket-import-files.jsonl in the present directory.")
  private Path report = Path.of("bytebucket-import-files.jsonl");

  @CommandLine.Spec private CommandLine.Model.@Nullable CommandSpec spec;

  @Override
  public Integer call() {
    ExportFilesCommand.requireThreads(parallel, THREADS_MAX, spec());
    return OfflineWork.call(spec().commandLine().getErr(), "import files", this::check, this::run);
  }

  private CommandLine.Model.CommandSpec spec() {
    return Objects.requireNonNull(spec);
  }

  /** Before a store is made. */
  private void check(ServerConfig config) {
    Path from = Objects.requireNonNull(directory);
    requireTree(from);
    OfflineWork.requireApart(config, from);
  }

  private int run(ServerConfig config, OfflineStore store, OfflineWork.Shown shown)
      throws IOException {
    Path from = Objects.requireNonNull(directory);
    FilesImport.Order order =
        new FilesImport.Order(
            from,
            report,
            config.dataDirectory().toAbsolutePath().toString(),
            verify == Verify.FULL,
            parallel);
    ReportLine.Totals totals =
        FilesImport.hasIndex(from)
            ? FilesImport.run(
                order, store.store(), store.moving(), Engines.cipher(config), shown, shown.clock())
            : PlainImport.run(
                order,
                store.store(),
                store.moving(),
                owner(config, store.store().users()),
                shown,
                shown.clock());
    return told(shown, totals, report);
  }

  private static void requireTree(Path from) {
    if (!Files.isDirectory(from)) {
      throw new ConfigException("there is no directory " + from);
    }
    boolean isOriginal =
        Files.isDirectory(from.resolve("objects"))
            && (Files.exists(from.resolve("users.db")) || Files.exists(from.resolve("data")));
    if (isOriginal && !FilesImport.hasIndex(from)) {
      throw new ConfigException(
          from + " is a data directory of the Go original: 'bytebucket import original' reads it");
    }
  }

  private UserId owner(ServerConfig config, Users users) {
    if (owner != null) {
      String name = owner;
      return users
          .byName(name)
          .or(() -> users.byKey(name))
          .map(User::id)
          .orElseThrow(() -> new ConfigException("--owner: there is no user " + name));
    }
    Optional<User> first =
        config.credentials().firstUser().flatMap(given -> users.byKey(given.accessKeyId()));
    return first.map(User::id).orElse(UserId.NOBODY);
  }

  /** Says what came of it. */
  static int told(OfflineWork.Shown shown, ReportLine.Totals totals, Path report) {
    Map<String, Object> fields = new LinkedHashMap<>();
    for (Outcome outcome : Outcome.values()) {
      ReportLine.Count count = totals.of(outcome);
      if (count.objects() > 0 || outcome == Outcome.COPIED) {
        fields.put(outcome.text(), count.objects());
      }
    }
    fields.put("bytes", totals.of(Outcome.COPIED).bytes());
    if (totals.notCarried() > 0) {
      fields.put("notCarriedThings", totals.notCarried());
    }
    fields.put("report", report.toString());
    return totals.isClean()
        ? shown.ended(ExitStatus.DONE, "done", fields)
        : shown.ended(ExitStatus.FINDINGS, "done, with differences", fields);
  }
}
