package io.bytebucket.server.logging;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;

/**
 * Writes times as RFC 3339 has them, in UTC with milliseconds. The calendar is asked once a second,
 * not once a line. Used by one thread.
 */
final class Timestamps {
  private long second = Long.MIN_VALUE;
  private String text = "";

  void append(long epochMillis, LineBuffer out) {
    long current = Math.floorDiv(epochMillis, TimeUnit.SECONDS.toMillis(1));
    if (current != second) {
      second = current;
      LocalDateTime time = LocalDateTime.ofInstant(Instant.ofEpochSecond(current), ZoneOffset.UTC);
      // Without its fraction, which is zero; a whole minute would lose its seconds too.
      text = time.plusNanos(1).toString().substring(0, "yyyy-MM-ddTHH:mm:ss".length());
    }
    out.ascii(text);
    out.ascii('.');
    out.digits((int) Math.floorMod(epochMillis, TimeUnit.SECONDS.toMillis(1)), 3);
    out.ascii('Z');
  }
}
