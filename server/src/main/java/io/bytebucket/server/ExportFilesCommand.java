package io.bytebucket.server;

import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.server.config.ConfigException;
import io.bytebucket.server.config.ServerConfig;
import io.bytebucket.transfer.files.FilesExport;
import io.bytebucket.transfer.files.UnsafePathException;
import io.bytebucket.transfer.lines.LinesException;
import io.bytebucket.transfer.report.ReportLine;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** Brings the store out as plain files. The server must be stopped. */
@CommandLine.Command(
    name = "files",
    description = {
      "Bring everything out as plain files, while the server is stopped.",
      "",
      "Objects become files at DIR/objects/BUCKET/KEY, with sidecars as the Go original has them."
          + " All that such a tree cannot hold stands in an index beside it, DIR/export:"
          + " 'bytebucket import files DIR' brings everything back as it was. Needs DATA_DIR and"
          + " the other settings of a start. Nothing in the store is changed. A run that was"
          + " stopped goes on when the same command is given again.",
      "",
      "Shows how far it is on standard error: a bar on a terminal, else lines of JSON. Ends with a"
          + " report, which says of every version of every object what became of it."
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:All of it is there.",
      "1:It could not be done; standard error says why.",
      "2:Arguments that there are not.",
      "3:Done, but something was left behind; the report names it.",
      "4:Stopped by a signal; the same command goes on."
    })
final class ExportFilesCommand implements Callable<Integer> {
  private static final int THREADS_MAX = 64;

  @CommandLine.Parameters(
      paramLabel = "DIR",
      description = "Where to: empty, or not there yet, and outside of DATA_DIR.")
  private @Nullable Path directory;

  @CommandLine.Option(
      names = "--bucket",
      paramLabel = "BUCKET",
      description = "Only that bucket; may be repeated.")
  private List<String> buckets = new ArrayList<>();

  @CommandLine.Option(
      names = "--prefix",
      paramLabel = "PREFIX",
      description = "Only objects whose keys begin so.")
  private String prefix = "";

  @CommandLine.Option(
      names = "--with-secrets",
      description =
          "Bring the secrets of users and their second factors along, encrypted with"
              + " ENCRYPTION_KEY. Without, their keys have to be reset after an import.")
  private boolean withSecrets;

  @CommandLine.Option(
      names = "--portable",
      description =
          "Give paths only to keys that look the same on every file system: for a tree that is"
              + " carried to a Mac, to Windows or to a stick. All others stand in the index.")
  private boolean isPortable;

  @CommandLine.Option(
      names = "--parallel",
      paramLabel = "N",
      description = "How many files at once, 1 to 64; by default ${DEFAULT-VALUE}.")
  private int parallel = 8;

  @CommandLine.Option(
      names = "--report",
      paramLabel = "FILE",
      description = "The report to make; by default DIR/export/report.jsonl.")
  private @Nullable Path report;

  @CommandLine.Spec private CommandLine.Model.@Nullable CommandSpec spec;

  @Override
  public Integer call() {
    requireThreads(parallel, THREADS_MAX, Objects.requireNonNull(spec));
    return OfflineWork.call(spec.commandLine().getErr(), "export files", this::check, this::run);
  }

  static void requireThreads(int parallel, int most, CommandLine.Model.CommandSpec spec) {
    if (parallel < 1 || parallel > most) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "--parallel must be from 1 to " + most);
    }
  }

  private void check(ServerConfig config) {
    OfflineWork.requireStore(config);
    OfflineWork.requireApart(config, Objects.requireNonNull(directory));
  }

  private int run(ServerConfig config, OfflineStore store, OfflineWork.Shown shown)
      throws IOException {
    Path to = Objects.requireNonNull(directory);
    FilesExport.Order order =
        new FilesExport.Order(
            to,
            Optional.ofNullable(report).orElse(to.resolve("export").resolve("report.jsonl")),
            config.dataDirectory().toAbsolutePath().toString(),
            buckets.stream().map(name -> bucket(store, name)).toList(),
            prefix,
            withSecrets,
            isPortable,
            parallel);
    ReportLine.Totals totals = export(config, store, shown, order);
    return ImportFilesCommand.told(shown, totals, order.report());
  }

  private static ReportLine.Totals export(
      ServerConfig config, OfflineStore store, OfflineWork.Shown shown, FilesExport.Order order)
      throws IOException {
    try {
      return new FilesExport(order, store.store(), store.moving(), shown, shown.clock())
          .run(Engines.cipher(config));
    } catch (FileSystemException | LinesException | UnsafePathException saysWhere) {
      throw saysWhere;
    } catch (IOException e) {
      throw new IOException("cannot write below " + order.directory() + ": " + e.getMessage(), e);
    }
  }

  private static BucketName bucket(OfflineStore store, String name) {
    try {
      BucketName bucket = new BucketName(name);
      if (store.store().buckets().find(bucket).isPresent()) {
        return bucket;
      }
    } catch (StoreException notAllowed) {
      // As one that is not there.
    }
    throw new ConfigException("--bucket: there is no bucket " + name);
  }
}
