package io.bytebucket.core.bucket;

import io.bytebucket.core.schema.Keyspace;
import io.bytebucket.core.schema.Keyspace.BucketCounter;
import io.bytebucket.core.store.Snapshot;

/**
 * What a bucket holds, exactly: it is counted in the commits that change it.
 *
 * @param objects current versions that are not delete markers
 * @param bytes theirs
 * @param noncurrentVersions versions that are not current, and delete markers
 * @param noncurrentBytes theirs
 * @param uploads uploads in parts that are under way
 * @param partBytes the bytes of their parts
 */
public record BucketUsage(
    long objects,
    long bytes,
    long noncurrentVersions,
    long noncurrentBytes,
    long uploads,
    long partBytes) {
  /** What that bucket holds in that state of the store. */
  public static BucketUsage of(Snapshot snapshot, Bucket bucket) {
    return new BucketUsage(
        count(snapshot, bucket, BucketCounter.OBJECTS),
        count(snapshot, bucket, BucketCounter.BYTES),
        count(snapshot, bucket, BucketCounter.NONCURRENT_VERSIONS),
        count(snapshot, bucket, BucketCounter.NONCURRENT_BYTES),
        count(snapshot, bucket, BucketCounter.UPLOADS),
        count(snapshot, bucket, BucketCounter.PART_BYTES));
  }

  private static long count(Snapshot snapshot, Bucket bucket, BucketCounter counter) {
    return snapshot.counter(Keyspace.counter(bucket.id(), counter));
  }

  /** What the quota of bytes is held against. */
  public long allBytes() {
    return bytes + noncurrentBytes + partBytes;
  }

  /** What the quota of objects is held against. */
  public long allVersions() {
    return objects + noncurrentVersions;
  }
}
