package io.bytebucket.s3.op.bucket;

import io.bytebucket.core.access.Admission;
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
  @Override
  public NamedBucket decode(S3Request request) {
    return new NamedBucket(request.bucket());
  }

  @Override
  public Response handle(NamedBucket input, Admission admission) {
    String region = admission.bucket(input.bucket()).region();
    return S3Response.ok()
        .header(Regions.HEADER, region)
        .header(BucketArn.HEADER, BucketArn.of(input.bucket()))
        .header("content-type", "application/xml")
        .header("x-amz-access-point-alias", "false")
        .empty();
  }
}
