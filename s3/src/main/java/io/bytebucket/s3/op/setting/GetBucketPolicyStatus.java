package io.bytebucket.s3.op.setting;

import io.bytebucket.core.access.Admission;
import io.bytebucket.core.policy.BucketPolicies;
import io.bytebucket.http.Response;
import io.bytebucket.s3.route.NamedBucket;
import io.bytebucket.s3.route.Operation;
import io.bytebucket.s3.route.S3Request;
import io.bytebucket.s3.route.S3Response;

/**
 * Tells whether the policy of a bucket gives something to everybody.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketPolicyStatus.html">GetBucketPolicyStatus</a>
 */
public final class GetBucketPolicyStatus implements Operation<NamedBucket> {
  private final BucketPolicies policies;

  /** The operation, over these policies. */
  public GetBucketPolicyStatus(BucketPolicies policies) {
    this.policies = policies;
  }

  @Override
  public NamedBucket decode(S3Request request) {
    return new NamedBucket(request.bucket());
  }

  @Override
  public Response handle(NamedBucket input, Admission admission) {
    boolean isPublic =
        policies
            .isPublic(admission.bucket(input.bucket()).bucket())
            .orElseThrow(() -> NoBucketPolicy.of(input.bucket()));
    return S3Response.ok().xml("PolicyStatus", xml -> xml.element("IsPublic", isPublic));
  }
}
