package io.bytebucket.transfer.files;

import io.bytebucket.transfer.report.ReportLine;
import io.bytebucket.transfer.report.ReportWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The report of a run that tells of the same things in the same order whenever it is run: one that
 * was stopped is gone on with, and what it tells of already is passed over. For one thread.
 */
final class RunReport implements AutoCloseable {
  private final ReportWriter report;
  private long objectsTold;
  private long thingsTold;

  private RunReport(ReportWriter report, long objectsTold, long thingsTold) {
    this.report = report;
    this.objectsTold = objectsTold;
    this.thingsTold = thingsTold;
  }

  /** Begins a report, or goes on with the one that is there. */
  static RunReport open(Path file, ReportLine.Header title, Clock clock) throws IOException {
    AtomicLong objects = new AtomicLong();
    AtomicLong things = new AtomicLong();
    ReportWriter report =
        ReportWriter.open(
            file,
            title,
            clock,
            line -> {
              switch (line) {
                case ReportLine.OfObject _ -> objects.incrementAndGet();
                case ReportLine.NotCarried _ -> things.incrementAndGet();
                case ReportLine.Header _, ReportLine.Resumed _, ReportLine.Totals _ -> {}
              }
            });
    return new RunReport(report, objects.get(), things.get());
  }

  /** Whether the next object was told of in the run before. */
  boolean passes() {
    return objectsTold > 0 && objectsTold-- > 0;
  }

  /** Tells of an object that {@link #passes} did not pass over. */
  void addNew(ReportLine.OfObject line) throws IOException {
    report.add(line);
  }

  /** Tells of an object, unless the run before did. */
  void add(ReportLine.OfObject line) throws IOException {
    if (!passes()) {
      report.add(line);
    }
  }

  /** Tells of something else, unless the run before did. */
  void add(ReportLine.NotCarried thing) throws IOException {
    if (thingsTold > 0) {
      thingsTold--;
    } else {
      report.add(thing);
    }
  }

  /** Ends it. On return it is on disk. */
  ReportLine.Totals finish() throws IOException {
    return report.finish();
  }

  @Override
  public void close() throws IOException {
    report.close();
  }
}
