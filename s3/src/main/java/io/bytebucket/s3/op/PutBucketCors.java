package io.bytebucket.s3.op;

import io.bytebucket.core.access.Action;
import io.bytebucket.core.access.Caller;
import io.bytebucket.core.bucket.BucketSettings;
import io.bytebucket.http.Response;
import io.bytebucket.s3.route.Operation;
import io.bytebucket.s3.route.S3Request;
import java.io.IOException;

/**
 * Says which pages of other origins may use a bucket.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketCors.html">PutBucketCors</a>
 */
final class PutBucketCors implements Operation<BucketDocument> {
  private final BucketSettings settings;

  PutBucketCors(BucketSettings settings) {
    this.settings = settings;
  }

  @Override
  public BucketDocument decode(S3Request request) {
    return BucketDocument.decode(request);
  }

  @Override
  public Action action(BucketDocument input) {
    return Action.PUT_BUCKET_CORS;
  }

  @Override
  public Response handle(BucketDocument input, Caller caller) throws IOException {
    settings.putCors(
        input.bucket(),
        CorsDocument.decode(input.read("CORSConfiguration", CorsDocument.LIMIT_BYTES)));
    return S3Response.ok().empty();
  }
}
