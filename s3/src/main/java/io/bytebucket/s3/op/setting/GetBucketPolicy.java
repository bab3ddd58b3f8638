package io.bytebucket.s3.op.setting;

import io.bytebucket.core.access.Admission;
import io.bytebucket.core.policy.BucketPolicies;
import io.bytebucket.http.Response;
import io.bytebucket.http.ResponseBody;
import io.bytebucket.s3.route.NamedBucket;
import io.bytebucket.s3.route.Operation;
import io.bytebucket.s3.route.S3Request;
import io.bytebucket.s3.route.S3Response;

/**
 * Tells the policy of a bucket, as it was sent.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketPolicy.html">GetBucketPolicy</a>
 */
public final class GetBucketPolicy implements Operation<NamedBucket> {
  private final BucketPolicies policies;

  /** The operation, over these policies. */
  public GetBucketPolicy(BucketPolicies policies) {
    this.policies = policies;
  }

  @Override
  public NamedBucket decode(S3Request request) {
    return new NamedBucket(request.bucket());
  }

  @Override
  public Response handle(NamedBucket input, Admission admission) {
    byte[] document =
        policies.find(input.bucket()).orElseThrow(() -> NoBucketPolicy.of(input.bucket()));
    return S3Response.ok()
        .header("content-type", "application/json")
        .body(new ResponseBody.Bytes(document));
  }
}
