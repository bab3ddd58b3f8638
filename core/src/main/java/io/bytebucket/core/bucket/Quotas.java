package io.bytebucket.core.bucket;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.Failure.QuotaExceeded.Measure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.schema.BucketSetting;
import io.bytebucket.core.schema.Keyspace;
import io.bytebucket.core.schema.Keyspace.BucketCounter;
import io.bytebucket.core.store.Key;
import io.bytebucket.core.store.Snapshot;
import io.bytebucket.core.store.Transaction;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/**
 * Holds buckets to their quotas, inside the commits that make them grow. So a quota is exact
 * however many write at once. A bucket without one costs nothing, and one that is far from its own
 * does not have its writers wait for each other: they depend on there being room, not on how much.
 */
public final class Quotas {
  private Quotas() {}

  /** Whether the bucket may have a quota. */
  public static boolean isSetFor(Bucket bucket) {
    return bucket.settings().contains(BucketSetting.QUOTA);
  }

  /**
   * Requires that a bucket is within its quota after a change that is counted already. What does
   * not make it grow passes, even where it is above: a quota may have been set below what there is.
   *
   * @param addedBytes how many bytes the commit adds
   * @param addedVersions how many versions it adds
   * @throws StoreException with {@link Failure.QuotaExceeded}
   */
  public static void requireKept(
      Transaction transaction, Bucket bucket, long addedBytes, long addedVersions) {
    require(transaction, bucket, addedBytes, addedVersions, 0);
  }

  /**
   * Requires that a change would fit that nobody has begun to make. A later commit decides.
   *
   * @throws StoreException with {@link Failure.QuotaExceeded}
   */
  public static void requireRoom(
      Snapshot snapshot, Bucket bucket, long addedBytes, long addedVersions) {
    require(snapshot, bucket, addedBytes, addedVersions, 1);
  }

  /**
   * @param times how often what is added has still to be counted
   */
  private static void require(
      Snapshot snapshot, Bucket bucket, long addedBytes, long addedVersions, int times) {
    if (!isSetFor(bucket) || (addedBytes <= 0 && addedVersions <= 0)) {
      return;
    }
    Quota quota =
        BucketSettings.get(snapshot, bucket, BucketSetting.QUOTA, QuotaCodec::decode)
            .orElse(Quota.NONE);
    if (addedBytes > 0) {
      require(snapshot, bucket, Measure.BYTES, quota.bytes(), times * addedBytes);
    }
    if (addedVersions > 0) {
      require(snapshot, bucket, Measure.OBJECTS, quota.objects(), times * addedVersions);
    }
  }

  private static void require(
      Snapshot snapshot, Bucket bucket, Measure measure, OptionalLong limit, long uncounted) {
    if (limit.isPresent()
        && !snapshot.isAtMost(limit.getAsLong() - uncounted, counters(bucket, measure))) {
      throw new StoreException(
          new Failure.QuotaExceeded(bucket.name().value(), measure, limit.getAsLong()));
    }
  }

  private static List<Key> counters(Bucket bucket, Measure measure) {
    return switch (measure) {
      case BYTES ->
          counters(
              bucket,
              BucketCounter.BYTES,
              BucketCounter.NONCURRENT_BYTES,
              BucketCounter.PART_BYTES);
      case OBJECTS -> counters(bucket, BucketCounter.OBJECTS, BucketCounter.NONCURRENT_VERSIONS);
    };
  }

  private static List<Key> counters(Bucket bucket, BucketCounter... counters) {
    return Arrays.stream(counters).map(counter -> Keyspace.counter(bucket.id(), counter)).toList();
  }
}
