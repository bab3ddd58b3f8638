package io.bytebucket.s3.op.bucket;

import io.bytebucket.core.access.Admission;
import io.bytebucket.core.bucket.Bucket;
import io.bytebucket.core.bucket.Buckets;
import io.bytebucket.http.Response;
import io.bytebucket.s3.route.NamedBucket;
import io.bytebucket.s3.route.Operation;
import io.bytebucket.s3.route.S3Request;
import io.bytebucket.s3.route.S3Response;

/**
 * Tells the region that a bucket was made in. For us-east-1 the answer is empty.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketLocation.html">GetBucketLocation</a>
 */
public final class GetBucketLocation implements Operation<NamedBucket> {
  private final Buckets buckets;

  /** The operation, over these buckets. */
  public GetBucketLocation(Buckets buckets) {
    this.buckets = buckets;
  }

  @Override
  public NamedBucket decode(S3Request request) {
    return new NamedBucket(request.bucket());
  }

  @Override
  public Response handle(NamedBucket input, Admission admission) {
    Bucket bucket = buckets.get(input.bucket());
    return S3Response.ok().xml("LocationConstraint", xml -> xml.text(bucket.locationConstraint()));
  }
}
