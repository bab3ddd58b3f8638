package io.bytebucket.transfer.report;

import io.bytebucket.transfer.lines.MalformedLineException;
import java.util.Locale;

/** What became of a version of an object. */
public enum Outcome {
  /** It was brought over in this run, and is there. */
  COPIED,
  /** It was there before, and equal. */
  SKIPPED_EQUAL,
  /** It is at both ends, and they are not equal. */
  DIFFERS,
  /** It could not be brought over, and may be tried again. */
  FAILED,
  /** It cannot be brought over, because this end does not have what it would take. */
  NOT_CARRIED;

  private final String text = name().toLowerCase(Locale.ROOT).replace('_', '-');

  /** As it stands in a report. */
  public String text() {
    return text;
  }

  /** Whether the object that a line names must be there. */
  public boolean isThere() {
    return this == COPIED || this == SKIPPED_EQUAL;
  }

  static Outcome of(String text) {
    for (Outcome outcome : values()) {
      if (outcome.text.equals(text)) {
        return outcome;
      }
    }
    throw new MalformedLineException("unknown outcome");
  }
}
