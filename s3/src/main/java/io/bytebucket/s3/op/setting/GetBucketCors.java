package io.bytebucket.s3.op.setting;

import io.bytebucket.core.access.Admission;
import io.bytebucket.core.bucket.BucketSettings;
import io.bytebucket.core.bucket.CorsConfiguration;
import io.bytebucket.http.Response;
import io.bytebucket.s3.error.S3ErrorCode;
import io.bytebucket.s3.error.S3Exception;
import io.bytebucket.s3.route.NamedBucket;
import io.bytebucket.s3.route.Operation;
import io.bytebucket.s3.route.S3Request;
import io.bytebucket.s3.route.S3Response;

/**
 * Tells which web pages of other origins may use a bucket.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketCors.html">GetBucketCors</a>
 */
public final class GetBucketCors implements Operation<NamedBucket> {
  private final BucketSettings settings;

  /** The operation, over these settings. */
  public GetBucketCors(BucketSettings settings) {
    this.settings = settings;
  }

  @Override
  public NamedBucket decode(S3Request request) {
    return new NamedBucket(request.bucket());
  }

  @Override
  public Response handle(NamedBucket input, Admission admission) {
    CorsConfiguration configuration =
        settings
            .cors(input.bucket())
            .orElseThrow(() -> new S3Exception(S3ErrorCode.NO_SUCH_CORS_CONFIGURATION));
    return S3Response.ok().xml("CORSConfiguration", xml -> CorsDocument.write(xml, configuration));
  }
}
