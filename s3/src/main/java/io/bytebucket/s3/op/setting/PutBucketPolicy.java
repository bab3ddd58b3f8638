package io.bytebucket.s3.op.setting;

import io.bytebucket.core.access.Admission;
import io.bytebucket.core.policy.BucketPolicies;
import io.bytebucket.http.MemoryBudget;
import io.bytebucket.http.Response;
import io.bytebucket.s3.body.DocumentBody;
import io.bytebucket.s3.op.value.BucketDocument;
import io.bytebucket.s3.route.Operation;
import io.bytebucket.s3.route.S3Request;
import io.bytebucket.s3.route.S3Response;
import java.io.IOException;

/**
 * Sets the policy of a bucket, in place of the one that it has.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketPolicy.html">PutBucketPolicy</a>
 */
public final class PutBucketPolicy implements Operation<BucketDocument> {
  /** More than a policy may have, so that one which is too long is refused as such. */
  private static final int LIMIT_BYTES = 64 << 10;

  private final BucketPolicies policies;
  private final MemoryBudget memory;

  /**
   * The operation, over these policies.
   *
   * @param memory what the documents of all clients may hold of memory together
   */
  public PutBucketPolicy(BucketPolicies policies, MemoryBudget memory) {
    this.policies = policies;
    this.memory = memory;
  }

  @Override
  public BucketDocument decode(S3Request request) {
    return BucketDocument.decode(request);
  }

  @Override
  public Response handle(BucketDocument input, Admission admission) throws IOException {
    try (DocumentBody document = input.document(LIMIT_BYTES, memory)) {
      policies.put(input.bucket(), document.readBytes());
      return S3Response.status(204).empty();
    }
  }
}
