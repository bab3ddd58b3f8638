package io.bytebucket.s3.op;

import io.bytebucket.core.access.Action;
import io.bytebucket.core.access.Caller;
import io.bytebucket.core.bucket.BucketSettings;
import io.bytebucket.http.Response;
import io.bytebucket.s3.route.Operation;
import io.bytebucket.s3.route.S3Request;
import java.io.IOException;

/**
 * Tags a bucket, in place of the tags it has.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketTagging.html">PutBucketTagging</a>
 */
final class PutBucketTagging implements Operation<BucketDocument> {
  private final BucketSettings settings;

  PutBucketTagging(BucketSettings settings) {
    this.settings = settings;
  }

  @Override
  public BucketDocument decode(S3Request request) {
    return BucketDocument.decode(request);
  }

  @Override
  public Action action(BucketDocument input) {
    return Action.PUT_BUCKET_TAGGING;
  }

  @Override
  public Response handle(BucketDocument input, Caller caller) throws IOException {
    settings.putTags(
        input.bucket(),
        TagSet.decode(input.read("Tagging", TagSet.DOCUMENT_LIMIT_BYTES), TagSet.BUCKET_TAGS_MAX));
    return S3Response.status(204).empty();
  }
}
