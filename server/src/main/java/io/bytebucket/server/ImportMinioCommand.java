package io.bytebucket.server;

import io.bytebucket.transfer.minio.MinioImport;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** Brings in what MinIO exports of its users and of its buckets. The server must be stopped. */
@CommandLine.Command(
    name = "minio",
    description = {
      "Bring in what MinIO exports of its users, or of the settings of its buckets, while the server"
          + " is stopped.",
      "",
      "FILE is what 'mc admin cluster iam export' or 'mc admin cluster bucket export' wrote. Users"
          + " keep their access keys and secrets; what their policies allow becomes rules. What"
          + " cannot be said here is named, with the reason. What is stored already is never"
          + " replaced. Objects come by S3. Needs DATA_DIR and ENCRYPTION_KEY."
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:All of it is here.",
      "1:It could not be done; standard error says why.",
      "2:Arguments that there are not.",
      "3:Done, but something cannot be said here, or is another here; it is named.",
      "4:Stopped by a signal; the same command goes on."
    })
final class ImportMinioCommand implements Callable<Integer> {
  @CommandLine.Parameters(paramLabel = "FILE", description = "The archive that mc wrote.")
  private @Nullable Path archive;

  @CommandLine.Option(
      names = "--root",
      paramLabel = "ACCESS_KEY_ID",
      description =
          "MinIO's root user, who is in no export: its service accounts become access keys of an"
              + " administrator of that name.")
  private @Nullable String root;

  @CommandLine.Option(
      names = "--owner",
      paramLabel = "ACCESS_KEY_ID",
      description = "Who is to own the buckets that are made; by default an administrator.")
  private @Nullable String owner;

  @CommandLine.Option(
      names = "--report",
      paramLabel = "FILE",
      description = "The report to make; by default a new file in the present directory.")
  private @Nullable Path report;

  @CommandLine.Spec private CommandLine.Model.@Nullable CommandSpec spec;

  @Override
  public Integer call() {
    Path from = Objects.requireNonNull(archive);
    return OfflineWork.call(
        commandLine().getErr(),
        "import minio",
        _ -> MinioImport.check(from),
        new ImportReport(
            "import minio",
            from,
            Optional.ofNullable(report),
            Map.of(),
            (_, store, shown, log) ->
                MinioImport.run(
                    store.store(),
                    store.moving(),
                    from,
                    new MinioImport.Options(
                        Optional.ofNullable(root), Optional.ofNullable(owner), shown::isStopped),
                    log,
                    shown.clock())));
  }

  private CommandLine commandLine() {
    return Objects.requireNonNull(spec).commandLine();
  }
}
