package io.bytebucket.s3.route;

import io.bytebucket.core.access.Resource;
import io.bytebucket.core.bucket.BucketName;

/** An input that is aimed at a bucket. */
public interface BucketInput extends Operation.Input {
  /** The bucket. */
  BucketName bucket();

  @Override
  default Resource resource() {
    return new Resource.OfBucket(bucket());
  }
}
