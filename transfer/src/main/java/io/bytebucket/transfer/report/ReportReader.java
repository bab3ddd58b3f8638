package io.bytebucket.transfer.report;

import io.bytebucket.transfer.lines.JsonObject;
import io.bytebucket.transfer.lines.LinesException;
import io.bytebucket.transfer.lines.LinesReader;
import io.bytebucket.transfer.lines.MalformedLineException;
import io.bytebucket.transfer.report.ReportLine.Totals;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;

/** Reads reports, a line at a time. */
public final class ReportReader {
  private ReportReader() {}

  /** Takes lines one after the other. */
  @FunctionalInterface
  public interface Sink {
    /** Takes a line. */
    void take(ReportLine line) throws IOException;
  }

  /**
   * Reads a report from end to end, and finds out whether it is whole.
   *
   * @return its last line
   * @throws LinesException when it is cut, changed, or no report
   */
  public static Totals verify(Path file) throws IOException {
    return read(file, _ -> {});
  }

  /**
   * Hands on every line but the last one, in order. A cut or changed report shows as such only at
   * its end: whoever acts on lines calls {@link #verify} before.
   *
   * @return its last line
   * @throws LinesException when it is cut, changed, or no report
   */
  public static Totals read(Path file, Sink sink) throws IOException {
    InOrder inOrder = new InOrder(sink);
    AtomicReference<Totals> counted = new AtomicReference<>(Totals.NONE);
    JsonObject last =
        LinesReader.read(
            file,
            json -> {
              ReportLine line = inOrder.take(json);
              counted.updateAndGet(before -> before.plus(line));
            });
    inOrder.requireHeader(file);
    try {
      if (ReportCodec.decode(last) instanceof Totals totals && totals.equals(counted.get())) {
        return totals;
      }
    } catch (MalformedLineException e) {
      throw new LinesException(LinesException.Fault.MALFORMED, file, 0, e.reason());
    }
    throw new LinesException(LinesException.Fault.CHANGED, file, 0, "its totals are other ones");
  }

  /** Lines where they may stand: a header first, and only there. */
  static final class InOrder {
    private final Sink sink;
    private boolean isBegun;

    InOrder(Sink sink) {
      this.sink = sink;
    }

    ReportLine take(JsonObject json) throws IOException {
      if (json.has(ReportCodec.REPORT) == isBegun) {
        throw new MalformedLineException(
            isBegun ? "a second first line" : "not the first line of a report");
      }
      ReportLine line = ReportCodec.decode(json);
      isBegun = true;
      sink.take(line);
      return line;
    }

    void requireHeader(Path file) throws LinesException {
      if (!isBegun) {
        throw new LinesException(LinesException.Fault.UNKNOWN, file, 0, "it is empty");
      }
    }
  }
}
