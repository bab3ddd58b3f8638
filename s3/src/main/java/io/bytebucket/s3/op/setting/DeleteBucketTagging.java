package io.bytebucket.s3.op.setting;

import io.bytebucket.core.access.Admission;
import io.bytebucket.core.bucket.BucketSettings;
import io.bytebucket.http.Response;
import io.bytebucket.s3.route.NamedBucket;
import io.bytebucket.s3.route.Operation;
import io.bytebucket.s3.route.S3Request;
import io.bytebucket.s3.route.S3Response;

/**
 * Takes the tags of a bucket away; answers 204 also when there are none.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucketTagging.html">DeleteBucketTagging</a>
 */
public final class DeleteBucketTagging implements Operation<NamedBucket> {
  private final BucketSettings settings;

  /** The operation, over these settings. */
  public DeleteBucketTagging(BucketSettings settings) {
    this.settings = settings;
  }

  @Override
  public NamedBucket decode(S3Request request) {
    return new NamedBucket(request.bucket());
  }

  @Override
  public Response handle(NamedBucket input, Admission admission) {
    settings.deleteTags(input.bucket());
    return S3Response.status(204).empty();
  }
}
