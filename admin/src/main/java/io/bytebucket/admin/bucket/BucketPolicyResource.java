package io.bytebucket.admin.bucket;

import io.bytebucket.admin.error.AdminException;
import io.bytebucket.admin.json.Json;
import io.bytebucket.admin.json.JsonBody;
import io.bytebucket.admin.route.AdminRequest;
import io.bytebucket.admin.value.BucketDemand;
import io.bytebucket.admin.value.IfSet;
import io.bytebucket.core.access.Admission;
import io.bytebucket.core.policy.BucketPolicies;
import io.bytebucket.http.Headers;
import io.bytebucket.http.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The policies of buckets, as they were sent: a policy is a document in JSON anyway. */
final class BucketPolicyResource {
  /** More than a policy may have, so that one which is too long is refused as such. */
  static final int LIMIT_BYTES = 64 << 10;

  private final BucketPolicies policies;

  BucketPolicyResource(BucketPolicies policies) {
    this.policies = policies;
  }

  private record Status(boolean isPublic) {}

  Response get(AdminRequest request, BucketDemand input, Admission admission) {
    return policies
        .find(input.bucket())
        .map(
            document -> Json.text(200, Headers.EMPTY, new String(document, StandardCharsets.UTF_8)))
        .orElseGet(() -> IfSet.unset(request, noPolicy()));
  }

  /** Sets it, in place of what there is. */
  Response put(AdminRequest request, BucketDemand input, Admission admission) throws IOException {
    policies.put(input.bucket(), JsonBody.bytes(request.body(), request.memory()));
    return Json.nothing();
  }

  Response delete(AdminRequest request, BucketDemand input, Admission admission) {
    policies.delete(input.bucket());
    return Json.nothing();
  }

  /** Whether it gives something to everybody. */
  Response status(AdminRequest request, BucketDemand input, Admission admission) {
    return Json.answer(
        200,
        new Status(
            policies
                .isPublic(admission.bucket(input.bucket()).bucket())
                .orElseThrow(BucketPolicyResource::noPolicy)));
  }

  private static AdminException noPolicy() {
    return new AdminException(404, "NoSuchBucketPolicy", "The bucket has no policy.");
  }
}
