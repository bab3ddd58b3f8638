package io.bytebucket.core.object;

/**
 * The identity of a version of an object.
 *
 * @param sequence orders the versions of a key, a later one higher; from the clock, and always
 *     above that of the version before
 * @param isNull whether clients know it as {@code null}: it was made while the bucket kept no
 *     versions
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/versioning-workflows.html">How S3
 *     Versioning works</a>
 */
public record VersionId(long sequence, boolean isNull) {
  /** Leaves room for about a million versions a millisecond. */
  private static final int CLOCK_SHIFT = 20;

  /** The sequence of a version made now, above {@code previous} (0 when there is none). */
  static long sequence(long nowMillis, long previous) {
    return Math.max(nowMillis << CLOCK_SHIFT, previous + 1);
  }
}
