package io.bytebucket.admin.bucket;

import io.bytebucket.admin.json.Json;
import io.bytebucket.admin.route.AdminRequest;
import io.bytebucket.admin.route.StoreOperation;
import io.bytebucket.admin.value.BucketDemand;
import io.bytebucket.core.access.Admission;
import io.bytebucket.core.bucket.Buckets;
import io.bytebucket.core.bucket.LocationConstraint;
import io.bytebucket.http.Response;

/** Makes a bucket, which is the administrator's own. A body is not looked at. */
public final class CreateBucket implements StoreOperation<BucketDemand> {
  private final Buckets buckets;

  /** Among those buckets. */
  public CreateBucket(Buckets buckets) {
    this.buckets = buckets;
  }

  private record Made(String location) {}

  @Override
  public BucketDemand decode(AdminRequest request) {
    return BucketDemand.of(request);
  }

  @Override
  public Response handle(AdminRequest request, BucketDemand input, Admission admission) {
    buckets.create(input.bucket(), admission.actor(), LocationConstraint.NONE);
    return Json.answer(200, new Made("/" + input.bucket().value()));
  }
}
