package io.bytebucket.admin.bucket;

import io.bytebucket.admin.json.Json;
import io.bytebucket.admin.route.AdminRequest;
import io.bytebucket.admin.route.StoreOperation;
import io.bytebucket.admin.value.BucketDemand;
import io.bytebucket.core.access.Admission;
import io.bytebucket.core.bucket.Buckets;
import io.bytebucket.http.Response;

/** Deletes an empty bucket. */
public final class DeleteBucket implements StoreOperation<BucketDemand> {
  private final Buckets buckets;

  /** Among those buckets. */
  public DeleteBucket(Buckets buckets) {
    this.buckets = buckets;
  }

  @Override
  public BucketDemand decode(AdminRequest request) {
    return BucketDemand.of(request);
  }

  @Override
  public Response handle(AdminRequest request, BucketDemand input, Admission admission) {
    buckets.delete(input.bucket());
    return Json.nothing();
  }
}
