package io.bytebucket.core.object;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * The identity of a version of an object.
 *
 * @param sequence orders the versions of a key: a later version has a higher number. It comes from
 *     the clock, but is always higher than that of the version before
 * @param isNull whether clients call it {@code null}, because it was made while the bucket kept no
 *     versions
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/versioning-workflows.html">How S3
 *     Versioning works</a>
 */
public record VersionId(long sequence, boolean isNull) {
  /** The name of the version that was made while the bucket kept no versions. */
  public static final String NULL = "null";

  /** Leaves room for about a million versions a millisecond. */
  private static final int CLOCK_SHIFT = 20;

  /**
   * The sequence of a version that is made now. It is higher than {@code previous}, which is 0 when
   * there is no version before.
   */
  public static long sequence(long nowMillis, long previous) {
    return Math.max(nowMillis << CLOCK_SHIFT, previous + 1);
  }

  /** The only version of an object in a bucket that keeps none, made at that time. */
  public static VersionId only(Instant made) {
    return new VersionId(sequence(Math.max(1, made.toEpochMilli()), 0), true);
  }

  /**
   * The name of the version for clients: {@code null}, or 24 hex digits. Their end is a check
   * value, which tells a version that is gone from a text that never named one.
   */
  public String text() {
    return isNull ? NULL : HexFormat.of().formatHex(withCheck(sequence));
  }

  /** The version that a client names; empty when no version can have that name. */
  public static Optional<VersionSelector> parse(String text) {
    if (text.equals(NULL)) {
      return Optional.of(new VersionSelector.Null());
    }
    if (text.length() != 2 * (Long.BYTES + Integer.BYTES)) {
      return Optional.empty();
    }
    try {
      long sequence = HexFormat.fromHexDigitsToLong(text, 0, 2 * Long.BYTES);
      return new VersionId(sequence, false).text().equals(text)
          ? Optional.of(new VersionSelector.Exactly(sequence))
          : Optional.empty();
    } catch (IllegalArgumentException notHex) {
      return Optional.empty();
    }
  }

  private static byte[] withCheck(long sequence) {
    ByteBuffer out = ByteBuffer.allocate(Long.BYTES + Integer.BYTES).putLong(sequence);
    CRC32C check = new CRC32C();
    check.update(out.array(), 0, Long.BYTES);
    return out.putInt((int) check.getValue()).array();
  }
}
