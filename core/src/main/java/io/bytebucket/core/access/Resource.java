package io.bytebucket.core.access;

import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.object.ObjectKey;

/** What an action is done to. */
public sealed interface Resource {
  /** The name of the bucket; the empty string for the store as a whole. */
  String bucketName();

  /** The store as a whole. */
  record Store() implements Resource {
    @Override
    public String bucketName() {
      return "";
    }
  }

  /** A bucket. */
  record OfBucket(BucketName bucket) implements Resource {
    @Override
    public String bucketName() {
      return bucket.value();
    }
  }

  /** An object. */
  record OfObject(BucketName bucket, ObjectKey key) implements Resource {
    @Override
    public String bucketName() {
      return bucket.value();
    }
  }
}
