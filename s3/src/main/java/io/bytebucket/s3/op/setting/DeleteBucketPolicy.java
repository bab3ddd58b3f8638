package io.bytebucket.s3.op.setting;

import io.bytebucket.core.access.Admission;
import io.bytebucket.core.policy.BucketPolicies;
import io.bytebucket.http.Response;
import io.bytebucket.s3.route.NamedBucket;
import io.bytebucket.s3.route.Operation;
import io.bytebucket.s3.route.S3Request;
import io.bytebucket.s3.route.S3Response;

/**
 * Takes the policy of a bucket away; answers 204 also when there is none.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucketPolicy.html">DeleteBucketPolicy</a>
 */
public final class DeleteBucketPolicy implements Operation<NamedBucket> {
  private final BucketPolicies policies;

  /** The operation, over these policies. */
  public DeleteBucketPolicy(BucketPolicies policies) {
    this.policies = policies;
  }

  @Override
  public NamedBucket decode(S3Request request) {
    return new NamedBucket(request.bucket());
  }

  @Override
  public Response handle(NamedBucket input, Admission admission) {
    policies.delete(input.bucket());
    return S3Response.status(204).empty();
  }
}
