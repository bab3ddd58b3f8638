package io.bytebucket.server;

import io.bytebucket.core.audit.Origin;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.engine.local.DataDirectoryException;
import io.bytebucket.server.config.ConfigException;
import io.bytebucket.server.config.ServerConfig;
import io.bytebucket.server.config.Settings;
import io.bytebucket.server.moving.ImportLog;
import io.bytebucket.server.progress.ExitStatus;
import io.bytebucket.server.progress.Outlet;
import io.bytebucket.server.progress.Terminal;
import io.bytebucket.transfer.report.ReportLine;
import io.bytebucket.transfer.report.ReportWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;

/**
 * What all imports into a stopped store have in common: the report, what is shown meanwhile, the
 * signal that ends it in order, and what is returned to whoever called.
 */
final class ImportRun {

  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final String what;
  private final PrintWriter errors;
  private final Clock clock = Clock.systemUTC();
  private final StopSignal signal = StopSignal.listen();

  /**
   * An import.
   *
   * @param what the command
   * @param errors where it is shown how far it is, and why it failed
   */
  ImportRun(String what, PrintWriter errors) {
    this.what = what;
    this.errors = errors;
  }

  /** What an import does with a store that is open. */
  interface Task {
    void run(ServerConfig config, OfflineStore store, ImportLog log) throws IOException;
  }

  /** What is looked at before there is a store. */
  interface Check {
    void run(ServerConfig config) throws IOException;
  }

  boolean isStopped() {
    return signal.isTold();
  }

  Clock clock() {
    return clock;
  }

  /** Runs an import, and returns the exit status of the command. */
  int call(Path from, Optional<Path> report, Map<String, String> options, Check check, Task task) {
    try {
      ServerConfig config = ServerConfig.of(Settings.read(System.getenv()));
      check.run(config);
      Path file =
          report.orElseGet(() ->
              Path.of(
                  "bytebucket-"
                      + what.replace(' ', '-')
                      + "-"
                      + NAME.format(clock.instant())
                      + ".jsonl"));
      try (OfflineStore store = OfflineStore.open(config, clock);
          ReportWriter writer =
              ReportWriter.create(
                  file,
                  new ReportLine.Header(
                      what,
                      clock.instant(),
                      from.toString(),
                      config.dataDirectory().toString(),
                      options))) {
        return run(config, store, writer, file, task);
      }
    } catch (FileAlreadyExistsException e) {
      return failed("--report: there is a file " + e.getFile() + " already");
    } catch (ConfigException | DataDirectoryException | StoreException e) {
      return failed(StartFailure.explain(e));
    } catch (UncheckedIOException e) {
      return failed(String.valueOf(e.getCause() == null ? e : e.getCause().getMessage()));
    } catch (IOException e) {
      return failed(e.getMessage() == null ? e.toString() : e.getMessage());
    }
  }

  private int run(
      ServerConfig config, OfflineStore store, ReportWriter writer, Path file, Task task)
      throws IOException {
    Outlet outlet = Outlet.of(errors, Terminal.isWatched(), clock);
    ImportLog log = new ImportLog(outlet, writer);
    try (outlet) {
      Origin.run(
          what,
          () -> {
            try {
              task.run(config, store, log);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    }
    // What came of it is the last line.
    if (isStopped()) {
      outlet.note("stopped", log.summary());
      return ExitStatus.STOPPED;
    }
    ReportLine.Totals _ = writer.finish();
    Map<String, Object> summary = log.summary();
    summary.put("report", file.toString());
    outlet.note(log.hasDifferences() ? "done, with differences" : "done", summary);
    return log.hasDifferences() ? ExitStatus.FINDINGS : ExitStatus.DONE;
  }

  private int failed(String reason) {
    errors.println("bytebucket: " + reason);
    errors.flush();
    return ExitStatus.FAILED;
  }
}
