package io.bytebucket.core.access;

import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.object.ObjectKey;
import java.util.Optional;

/** What an action is done to. */
public sealed interface Resource {
  /** The name of the bucket; the empty string for the store as a whole. */
  String bucketName();

  /** The bucket that it is, or is in; empty for the store as a whole. */
  default Optional<BucketName> inside() {
    return switch (this) {
      case Store store -> Optional.empty();
      case OfBucket(BucketName bucket) -> Optional.of(bucket);
      case OfObject(BucketName bucket, ObjectKey key) -> Optional.of(bucket);
    };
  }

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
