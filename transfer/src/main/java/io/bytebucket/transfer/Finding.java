package io.bytebucket.transfer;

import io.bytebucket.transfer.report.ReportLine;
import java.util.Locale;

/**
 * Something about what is brought in, or about what was made of it, that somebody should know.
 *
 * @param name what it is about: a user, a bucket, or a bucket and a key with a slash between them
 * @param reason what is so, in words
 */
public record Finding(Kind kind, String name, String reason) {
  private static final int NAME_LIMIT = 4_096;

  /** Cuts what is longer than a report holds of it. */
  public Finding {
    name = name.length() > NAME_LIMIT ? name.substring(0, NAME_LIMIT) : name;
    reason = ReportLine.cut(reason);
  }

  /** What a finding is about. */
  public enum Kind {
    /** A user, or a part of it, is not here as it was there. */
    USER(true),
    /** A policy, or a part of it, cannot be said here. */
    POLICY(true),
    /** A setting that was in force there is not in force here. */
    SETTING(true),
    /** A bucket, or a part of it, is not here as it was there. */
    BUCKET(true),
    /** An object is not here at all. */
    OBJECT_MISSING(true),
    /** An object is here, but something about it is not as it was there. */
    OBJECT_DIFFERS(true),
    /** Something is kept here under that name, and is another; it was left alone. */
    CONFLICT(true),
    /** Something stands beside an object that is not there. */
    NO_OBJECT(false),
    /** A file that the program there had begun to write. */
    TEMPORARY(false),
    /** An upload in parts that nobody completed; it is not taken over. */
    OPEN_UPLOAD(false),
    /**
     * A file that is not of the making of the program there: a link, a device, one outside of a
     * bucket.
     */
    STRANGE(true),
    /** Something that is as it was, and means something else here. */
    REMARK(false);

    private final boolean isDifference;

    Kind(boolean isDifference) {
      this.isDifference = isDifference;
    }

    /** Whether what is stored is less, or other, than what clients could see there. */
    public boolean isDifference() {
      return isDifference;
    }

    /** How it is written. */
    public String text() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
