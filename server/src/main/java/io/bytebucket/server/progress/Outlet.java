package io.bytebucket.server.progress;

import java.io.PrintWriter;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Shows progress: on a terminal one line that is drawn anew, else a line of JSON at most once a
 * second. {@link #close} shows the last state, whatever was shown before. Thread-safe.
 *
 * <p>The lines have {@code event} ({@code progress}, or what was noted) and {@code time} (RFC 3339,
 * UTC); {@code progress} has {@code items}, {@code bytes}, where known {@code totalItems} and
 * {@code totalBytes}, and {@code bytesPerSecond}, {@code itemsPerSecond} and {@code secondsLeft} as
 * soon as they can be told.
 */
public final class Outlet implements Progress, AutoCloseable {
  private static final long PAUSE_MILLIS = 1000;
  private static final JsonMapper JSON = JsonMapper.shared();

  private final PrintWriter out;
  private final boolean isTerminal;
  private final Clock clock;
  private final long startedAt;
  private long shownAt;
  private int drawn;
  private Amounts amounts = Amounts.NONE;
  private boolean isClosed;

  private Outlet(PrintWriter out, boolean isTerminal, Clock clock) {
    this.out = out;
    this.isTerminal = isTerminal;
    this.clock = clock;
    this.startedAt = clock.millis();
    this.shownAt = startedAt;
  }

  /**
   * Progress for whoever reads {@code out}, which stays the caller's.
   *
   * @param isTerminal whether a person looks
   */
  public static Outlet of(PrintWriter out, boolean isTerminal, Clock clock) {
    return new Outlet(out, isTerminal, clock);
  }

  @Override
  public synchronized void total(long items, long bytes) {
    amounts = amounts.of(items, bytes);
  }

  @Override
  public synchronized void done(long items, long bytes) {
    amounts = amounts.plus(items, bytes);
    if (clock.millis() - shownAt >= PAUSE_MILLIS) {
      show();
    }
  }

  @Override
  public synchronized void note(String what, Map<String, ?> fields) {
    if (isTerminal) {
      wipe();
      out.println(PersonText.of(what, fields));
      out.flush();
    } else {
      line(what, fields);
    }
  }

  /** Shows where it ended; idempotent. */
  @Override
  public synchronized void close() {
    if (isClosed) {
      return;
    }
    isClosed = true;
    if (amounts.isAny()) {
      show();
      if (isTerminal) {
        out.println();
        out.flush();
      }
    }
  }

  private void show() {
    shownAt = clock.millis();
    long millis = shownAt - startedAt;
    if (isTerminal) {
      String text = amounts.text(millis);
      // What the line before was longer by is overwritten.
      out.print("\r" + text + " ".repeat(Math.max(0, drawn - text.length())));
      out.flush();
      drawn = text.length();
    } else {
      line("progress", amounts.fields(millis));
    }
  }

  private void wipe() {
    if (drawn > 0) {
      out.print("\r" + " ".repeat(drawn) + "\r");
      drawn = 0;
    }
  }

  private void line(String event, Map<String, ?> fields) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("event", event);
    all.put("time", clock.instant().toString());
    all.putAll(fields);
    try {
      out.println(JSON.writeValueAsString(all));
    } catch (JacksonException e) {
      throw new IllegalArgumentException("a field that is no JSON", e);
    }
    out.flush();
  }
}
