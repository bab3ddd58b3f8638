package io.bytebucket.core.job;

import io.bytebucket.core.bucket.BucketName;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What a job does. */
public sealed interface JobTask {
  /** Where its objects are. */
  BucketName bucket();

  /** Every bucket that it has to do with. */
  default Set<BucketName> buckets() {
    return switch (this) {
      case Delete delete -> Set.of(delete.bucket());
      case Transfer transfer ->
          new LinkedHashSet<>(List.of(transfer.bucket(), transfer.toBucket()));
    };
  }

  /** What their keys start with; empty for the whole bucket. */
  String prefix();

  /**
   * Deletes objects.
   *
   * @param everyVersion whether every version goes for good; else objects are deleted in the way of
   *     their bucket
   * @param uploads whether uploads in parts that are under way are aborted too
   * @param bucketToo whether the bucket is deleted in the end, if it is empty then
   */
  record Delete(
      BucketName bucket, String prefix, boolean everyVersion, boolean uploads, boolean bucketToo)
      implements JobTask {
    /** Deletes objects, and leaves the bucket. */
    public Delete(BucketName bucket, String prefix, boolean everyVersion, boolean uploads) {
      this(bucket, prefix, everyVersion, uploads, false);
    }

    /** All that a bucket holds: then it can be deleted. */
    public static Delete everythingIn(BucketName bucket) {
      return new Delete(bucket, "", true, true);
    }

    /** All that a bucket holds, and then the bucket itself. */
    public static Delete bucketWithAll(BucketName bucket) {
      return new Delete(bucket, "", true, true, true);
    }
  }

  /**
   * Copies or moves current objects to keys that start with another prefix.
   *
   * @param toBucket where they go; it may be the same bucket
   * @param toPrefix what stands in place of {@code prefix} there
   * @param mayReplace whether objects that are there are replaced; else they are left as they are,
   *     and so is what would have replaced them
   * @param isMove whether each object is deleted in the commit that copies it
   */
  record Transfer(
      BucketName bucket,
      String prefix,
      BucketName toBucket,
      String toPrefix,
      boolean mayReplace,
      boolean isMove)
      implements JobTask {
    /** Whether a key in the target is one that the job would come to as a source, too. */
    boolean wouldMeet(String key) {
      return bucket.equals(toBucket) && key.startsWith(prefix);
    }

    /** The key that an object gets. */
    String target(String key) {
      return toPrefix + key.substring(prefix.length());
    }
  }
}
