package io.bytebucket.server;

import io.bytebucket.server.progress.ExitStatus;
import io.bytebucket.transfer.check.ReportCheck;
import io.bytebucket.transfer.lines.JsonObject;
import io.bytebucket.transfer.report.ReportLine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** Checks a report of a transfer again. The server must be stopped. */
@CommandLine.Command(
    name = "check",
    description = {
      "Check the report of an import or an export again, while the server is stopped.",
      "",
      "Every object of which the report says that it is there must be in the store, with that size,"
          + " ETag and checksum; what the report does not know is not compared. A report that was"
          + " cut or changed is refused. Differences go to standard output, a line of JSON each."
          + " Needs DATA_DIR and the other settings of a start. No object is changed."
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:All are there.",
      "1:It could not be done; standard error says why.",
      "2:Arguments that there are not.",
      "3:Some are not there, or are others; they are named.",
      "4:Stopped by a signal."
    })
final class ImportCheckCommand implements Callable<Integer> {
  @CommandLine.Parameters(paramLabel = "REPORT", description = "The file of the report.")
  private @Nullable Path report;

  @CommandLine.Option(
      names = "--deep",
      description = "Read every byte, and hold it against the checksums.")
  private boolean isDeep;

  @CommandLine.Spec private CommandLine.Model.@Nullable CommandSpec spec;

  @Override
  public Integer call() {
    return OfflineWork.call(
        Objects.requireNonNull(spec).commandLine().getErr(),
        "import check",
        OfflineWork::requireStore,
        (_, store, shown) -> run(store, shown));
  }

  private int run(OfflineStore store, OfflineWork.Shown shown) throws IOException {
    ReportCheck.Result result =
        ReportCheck.run(
            Objects.requireNonNull(report),
            store.store(),
            isDeep,
            shown,
            ImportCheckCommand::print);
    Map<String, Long> fields = Map.of("checked", result.checked(), "different", result.different());
    return result.different() == 0
        ? shown.ended(ExitStatus.DONE, "done", fields)
        : shown.ended(ExitStatus.FINDINGS, "done, with differences", fields);
  }

  private static void print(ReportLine.OfObject object, String what) {
    System.out.println(
        new String(
            new JsonObject()
                .put("bucket", object.bucket())
                .put("key", object.key())
                .putIfSaid("versionId", object.versionId())
                .put("difference", what)
                .toBytes(),
            StandardCharsets.US_ASCII));
  }
}
