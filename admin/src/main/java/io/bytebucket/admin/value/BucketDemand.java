package io.bytebucket.admin.value;

import io.bytebucket.admin.route.AdminRequest;
import io.bytebucket.core.access.Demand;
import io.bytebucket.core.access.Resource;
import io.bytebucket.core.bucket.BucketName;

/** An operation on a bucket of which only the bucket is known before its body is read. */
public record BucketDemand(BucketName bucket) implements Demand {
  /** The bucket in the path. */
  public static BucketDemand of(AdminRequest request) {
    return new BucketDemand(new BucketName(request.name("bucket")));
  }

  @Override
  public Resource resource() {
    return new Resource.OfBucket(bucket);
  }
}
