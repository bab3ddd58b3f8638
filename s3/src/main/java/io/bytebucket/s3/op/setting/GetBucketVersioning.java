package io.bytebucket.s3.op.setting;

import io.bytebucket.core.access.Admission;
import io.bytebucket.core.bucket.Buckets;
import io.bytebucket.core.bucket.Versioning;
import io.bytebucket.http.Response;
import io.bytebucket.s3.route.NamedBucket;
import io.bytebucket.s3.route.Operation;
import io.bytebucket.s3.route.S3Request;
import io.bytebucket.s3.route.S3Response;

/**
 * Tells whether a bucket keeps versions. For a bucket that never did, the answer is empty.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketVersioning.html">GetBucketVersioning</a>
 */
public final class GetBucketVersioning implements Operation<NamedBucket> {
  private final Buckets buckets;

  /** The operation, over these buckets. */
  public GetBucketVersioning(Buckets buckets) {
    this.buckets = buckets;
  }

  @Override
  public NamedBucket decode(S3Request request) {
    return new NamedBucket(request.bucket());
  }

  @Override
  public Response handle(NamedBucket input, Admission admission) {
    Versioning versioning = buckets.get(input.bucket()).versioning();
    return S3Response.ok()
        .xml(
            "VersioningConfiguration",
            xml -> {
              switch (versioning) {
                case UNVERSIONED -> {}
                case ENABLED -> xml.element("Status", "Enabled");
                case SUSPENDED -> xml.element("Status", "Suspended");
              }
            });
  }
}
