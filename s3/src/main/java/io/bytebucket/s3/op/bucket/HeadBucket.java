package io.bytebucket.s3.op.bucket;

import io.bytebucket.core.access.Action;
import io.bytebucket.core.access.Caller;
import io.bytebucket.core.bucket.Bucket;
import io.bytebucket.core.bucket.Buckets;
import io.bytebucket.http.Response;
import io.bytebucket.s3.route.NamedBucket;
import io.bytebucket.s3.route.Operation;
import io.bytebucket.s3.route.Regions;
import io.bytebucket.s3.route.S3Request;
import io.bytebucket.s3.route.S3Response;

/**
 * Tells whether a bucket exists, and in which region.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadBucket.html">HeadBucket</a>
 */
public final class HeadBucket implements Operation<NamedBucket> {
  private final Buckets buckets;
  private final String region;

  /**
   * The operation, over these buckets.
   *
   * @param region the region of this server
   */
  public HeadBucket(Buckets buckets, String region) {
    this.buckets = buckets;
    this.region = region;
  }

  @Override
  public NamedBucket decode(S3Request request) {
    return new NamedBucket(request.bucket());
  }

  @Override
  public Action action(NamedBucket input) {
    return Action.LIST_BUCKET;
  }

  @Override
  public Response handle(NamedBucket input, Caller caller) {
    Bucket bucket = buckets.get(input.bucket());
    return S3Response.ok()
        .header(Regions.HEADER, bucket.region(region))
        .header(BucketArn.HEADER, BucketArn.of(bucket.name()))
        .header("content-type", "application/xml")
        .header("x-amz-access-point-alias", "false")
        .empty();
  }
}
