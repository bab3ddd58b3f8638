package io.bytebucket.transfer.files;

import io.bytebucket.transfer.lines.MalformedLineException;
import java.time.DateTimeException;
import java.time.Instant;

/** Moments in the index. Those that no store can keep are none. */
final class Dates {
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999Z");

  private Dates() {}

  static Instant parse(String text) {
    try {
      Instant at = Instant.parse(text);
      if (!at.isBefore(Instant.EPOCH) && !at.isAfter(LAST)) {
        return at;
      }
    } catch (DateTimeException none) {
      // As one that cannot be.
    }
    throw new MalformedLineException("no point in time");
  }
}
