package io.bytebucket.s3.op.bucket;

import io.bytebucket.core.access.Admission;
import io.bytebucket.core.bucket.Buckets;
import io.bytebucket.http.Response;
import io.bytebucket.s3.route.NamedBucket;
import io.bytebucket.s3.route.Operation;
import io.bytebucket.s3.route.S3Request;
import io.bytebucket.s3.route.S3Response;

/**
 * Deletes an empty bucket.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucket.html">DeleteBucket</a>
 */
public final class DeleteBucket implements Operation<NamedBucket> {
  private final Buckets buckets;

  /** The operation, over these buckets. */
  public DeleteBucket(Buckets buckets) {
    this.buckets = buckets;
  }

  @Override
  public NamedBucket decode(S3Request request) {
    return new NamedBucket(request.bucket());
  }

  @Override
  public Response handle(NamedBucket input, Admission admission) {
    buckets.delete(input.bucket());
    return S3Response.status(204).empty();
  }
}
