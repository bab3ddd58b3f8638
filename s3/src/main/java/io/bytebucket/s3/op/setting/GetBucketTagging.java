package io.bytebucket.s3.op.setting;

import io.bytebucket.core.access.Admission;
import io.bytebucket.core.bucket.BucketSettings;
import io.bytebucket.http.Response;
import io.bytebucket.s3.error.S3ErrorCode;
import io.bytebucket.s3.error.S3Exception;
import io.bytebucket.s3.op.value.TagSet;
import io.bytebucket.s3.route.NamedBucket;
import io.bytebucket.s3.route.Operation;
import io.bytebucket.s3.route.S3Request;
import io.bytebucket.s3.route.S3Response;
import java.util.Map;

/**
 * Tells the tags of a bucket itself.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketTagging.html">GetBucketTagging</a>
 */
public final class GetBucketTagging implements Operation<NamedBucket> {
  private final BucketSettings settings;

  /** The operation, over these settings. */
  public GetBucketTagging(BucketSettings settings) {
    this.settings = settings;
  }

  @Override
  public NamedBucket decode(S3Request request) {
    return new NamedBucket(request.bucket());
  }

  @Override
  public Response handle(NamedBucket input, Admission admission) {
    Map<String, String> tags = settings.tags(input.bucket());
    if (tags.isEmpty()) {
      throw new S3Exception(S3ErrorCode.NO_SUCH_TAG_SET).with("BucketName", input.bucket().value());
    }
    return S3Response.ok().xml("Tagging", xml -> TagSet.write(xml, tags));
  }
}
