package io.bytebucket.transfer.report;

import io.bytebucket.transfer.lines.LinesException;
import io.bytebucket.transfer.lines.LinesWriter;
import io.bytebucket.transfer.report.ReportLine.Totals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Writes a report while a transfer runs. Keeps nothing but counts in memory. Thread-safe: lines may
 * come from many threads, in any order. A line about an object is added when the object is durable.
 *
 * <p>Lines are buffered; {@link #sync} makes all before it durable, {@link #finish} the whole
 * report. What was not synced may be lost when the process is killed: so a run that goes on finds
 * such objects equal, and says so in their line.
 */
public final class ReportWriter implements AutoCloseable {
  private final LinesWriter lines;
  private final AtomicReference<Totals> totals = new AtomicReference<>(Totals.NONE);

  private ReportWriter(LinesWriter lines) {
    this.lines = lines;
  }

  /**
   * A new report, in a file that only its owner can read.
   *
   * @throws java.nio.file.FileAlreadyExistsException when something has that name
   */
  public static ReportWriter create(Path file, ReportLine.Header header) throws IOException {
    ReportWriter report = new ReportWriter(LinesWriter.create(file));
    try {
      report.write(header);
      report.sync();
      return report;
    } catch (IOException e) {
      report.lines.close();
      throw e;
    }
  }

  /**
   * A new report. One that is there already gives way if its run was stopped and did the same: for
   * those who tell of everything anew when they go on.
   *
   * @throws java.nio.file.FileAlreadyExistsException when something else has that name
   */
  public static ReportWriter anew(Path file, ReportLine.Header header) throws IOException {
    if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && isCut(file, header)) {
      Files.delete(file);
    }
    return create(file, header);
  }

  private static boolean isCut(Path file, ReportLine.Header header) throws IOException {
    AtomicBoolean isLike = new AtomicBoolean(Files.size(file) == 0);
    try {
      Totals _ =
          ReportReader.read(
              file,
              line -> {
                if (line instanceof ReportLine.Header there) {
                  isLike.set(there.isLike(header));
                }
              });
      return false;
    } catch (LinesException e) {
      return isLike.get() && e.fault() == LinesException.Fault.CUT;
    }
  }

  /**
   * Begins a report, or goes on with the one that is there, if its run was stopped and did the
   * same.
   *
   * @param known is given each line that is there, in order
   * @throws LinesException when it is complete, of another run, no report, or damaged
   */
  public static ReportWriter open(
      Path file, ReportLine.Header header, Clock clock, ReportReader.Sink known)
      throws IOException {
    if (Files.exists(file) && Files.size(file) == 0) {
      // The run was stopped before its first line.
      Files.delete(file);
    }
    if (!Files.exists(file)) {
      return create(file, header);
    }
    return resume(
        file,
        clock,
        line -> {
          if (line instanceof ReportLine.Header there && !there.isLike(header)) {
            throw new LinesException(
                LinesException.Fault.UNKNOWN, file, 1, "it is the report of another run");
          }
          known.take(line);
        });
  }

  /**
   * Goes on with a report whose run was stopped. What follows its last whole line is cut off.
   *
   * @param known is given each line that is there, in order: who must not tell of an object twice
   *     remembers from them what it needs
   * @throws LinesException when it is complete, no report, or damaged
   */
  public static ReportWriter resume(Path file, Clock clock, ReportReader.Sink known)
      throws IOException {
    AtomicReference<Totals> counted = new AtomicReference<>(Totals.NONE);
    ReportReader.InOrder inOrder = new ReportReader.InOrder(known);
    LinesWriter lines =
        LinesWriter.resume(
            file,
            json -> {
              ReportLine line = inOrder.take(json);
              counted.updateAndGet(before -> before.plus(line));
            });
    ReportWriter report = new ReportWriter(lines);
    report.totals.set(counted.get());
    try {
      inOrder.requireHeader(file);
      report.write(new ReportLine.Resumed(clock.instant()));
      return report;
    } catch (IOException e) {
      lines.close();
      throw e;
    }
  }

  /** Adds what became of an object. */
  public void add(ReportLine.OfObject object) throws IOException {
    write(object);
  }

  /** Adds something that is no object and was not carried over. */
  public void add(ReportLine.NotCarried thing) throws IOException {
    write(thing);
  }

  private void write(ReportLine line) throws IOException {
    lines.add(ReportCodec.encode(line));
    totals.updateAndGet(before -> before.plus(line));
  }

  /** What the lines so far come to. */
  public Totals totals() {
    return totals.get();
  }

  /** On return all lines that were added before are on disk. */
  public void sync() throws IOException {
    lines.sync();
  }

  /**
   * Adds the last line; nothing can be added after it. On return the report is on disk. To be
   * called when nobody adds any more.
   *
   * @return what it says
   */
  public Totals finish() throws IOException {
    Totals all = totals.get();
    lines.finish(ReportCodec.encode(all));
    return all;
  }

  /** Closes the file. Without {@link #finish} it stays a cut report, which can be resumed. */
  @Override
  public void close() throws IOException {
    lines.close();
  }
}
