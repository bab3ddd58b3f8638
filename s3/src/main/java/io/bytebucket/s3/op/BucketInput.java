package io.bytebucket.s3.op;

import io.bytebucket.core.access.Resource;
import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.s3.route.Operation;

/** An input that is aimed at a bucket. */
interface BucketInput extends Operation.Input {
  BucketName bucket();

  @Override
  default Resource resource() {
    return new Resource.OfBucket(bucket());
  }
}
