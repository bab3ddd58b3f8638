package io.bytebucket.server;

import io.bytebucket.server.config.ServerConfig;
import io.bytebucket.server.moving.ImportLog;
import io.bytebucket.server.progress.ExitStatus;
import io.bytebucket.transfer.report.ReportLine;
import io.bytebucket.transfer.report.ReportWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;

/**
 * Writes the report of an import that tells of things in no certain order. When such an import goes
 * on, it tells of everything anew: so the report of a run that was stopped gives way.
 *
 * @param what the command
 * @param from where the things come from
 * @param report where it goes; else a new file in the present directory
 * @param options those that matter to what is done; no secrets
 * @param inner the import itself
 */
record ImportReport(
    String what, Path from, Optional<Path> report, Map<String, String> options, Inner inner)
    implements OfflineWork.Task {
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  /** What an import does with a store that is open. */
  interface Inner {
    void run(ServerConfig config, OfflineStore store, OfflineWork.Shown shown, ImportLog log)
        throws IOException;
  }

  @Override
  public int run(ServerConfig config, OfflineStore store, OfflineWork.Shown shown)
      throws IOException {
    Instant now = shown.clock().instant();
    Path file = report.orElseGet(() -> fresh(Path.of(""), what, now));
    try (ReportWriter writer =
        ReportWriter.anew(
            file,
            new ReportLine.Header(
                what, now, from.toString(), config.dataDirectory().toString(), options))) {
      ImportLog log = new ImportLog(shown.progress(), writer);
      inner.run(config, store, shown, log);
      if (shown.isStopped()) {
        return shown.ended(ExitStatus.STOPPED, "stopped", log.summary());
      }
      ReportLine.Totals _ = writer.finish();
      Map<String, Object> summary = log.summary();
      summary.put("report", file.toString());
      return log.hasDifferences()
          ? shown.ended(ExitStatus.FINDINGS, "done, with differences", summary)
          : shown.ended(ExitStatus.DONE, "done", summary);
    }
  }

  /** A name that no file there has: two short imports may begin in one second. */
  static Path fresh(Path directory, String what, Instant now) {
    String stem = "bytebucket-" + what.replace(' ', '-') + "-" + NAME.format(now);
    Path file = directory.resolve(stem + ".jsonl");
    for (int number = 2; Files.exists(file); number++) {
      file = directory.resolve(stem + "-" + number + ".jsonl");
    }
    return file;
  }
}
