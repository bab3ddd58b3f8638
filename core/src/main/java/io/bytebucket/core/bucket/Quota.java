package io.bytebucket.core.bucket;

import java.util.OptionalLong;

/**
 * How much a bucket may hold. What counts is what AWS counts for its storage metrics: all versions,
 * and the bytes of the parts of uploads that are under way.
 *
 * @param bytes of all versions and of all parts together, at most; none for any number
 * @param objects versions and delete markers, at most; none for any number
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/metrics-dimensions.html">BucketSizeBytes
 *     and NumberOfObjects</a>
 */
public record Quota(OptionalLong bytes, OptionalLong objects) {
  /** Any number of either. */
  public static final Quota NONE = new Quota(OptionalLong.empty(), OptionalLong.empty());

  /** The largest number there may be of either. */
  public static final long MAX = Long.MAX_VALUE / 2;

  /** Checks that numbers are from 0 to {@link #MAX}. */
  public Quota {
    requireNumber(bytes);
    requireNumber(objects);
  }

  private static void requireNumber(OptionalLong number) {
    if (number.isPresent() && (number.getAsLong() < 0 || number.getAsLong() > MAX)) {
      throw new IllegalArgumentException("quota out of range");
    }
  }

  /** Whether there is no limit at all. */
  public boolean isNone() {
    return bytes.isEmpty() && objects.isEmpty();
  }
}
