package io.bytebucket.admin.bucket;

import io.bytebucket.admin.route.AdminRequest;
import io.bytebucket.admin.route.StoreOperation;
import io.bytebucket.admin.value.BucketDemand;
import io.bytebucket.core.access.Admission;
import io.bytebucket.http.Headers;
import io.bytebucket.http.Response;
import io.bytebucket.http.ResponseBody;

/** Says that a bucket is there, and where. */
public final class HeadBucket implements StoreOperation<BucketDemand> {
  @Override
  public BucketDemand decode(AdminRequest request) {
    return BucketDemand.of(request);
  }

  @Override
  public Response handle(AdminRequest request, BucketDemand input, Admission admission) {
    return new Response(
        200,
        Headers.builder()
            .add("x-amz-bucket-region", admission.bucket(input.bucket()).region())
            .build(),
        ResponseBody.EMPTY);
  }
}
