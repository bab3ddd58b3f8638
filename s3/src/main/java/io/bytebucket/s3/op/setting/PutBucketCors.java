package io.bytebucket.s3.op.setting;

import io.bytebucket.core.access.Admission;
import io.bytebucket.core.bucket.BucketSettings;
import io.bytebucket.http.MemoryBudget;
import io.bytebucket.http.Response;
import io.bytebucket.s3.body.DocumentBody;
import io.bytebucket.s3.op.value.BucketDocument;
import io.bytebucket.s3.route.Operation;
import io.bytebucket.s3.route.S3Request;
import io.bytebucket.s3.route.S3Response;
import java.io.IOException;

/**
 * Sets which web pages of other origins may use a bucket.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketCors.html">PutBucketCors</a>
 */
public final class PutBucketCors implements Operation<BucketDocument> {
  private final BucketSettings settings;
  private final MemoryBudget memory;

  /**
   * The operation, over these settings.
   *
   * @param memory what the documents of all clients may hold of memory together
   */
  public PutBucketCors(BucketSettings settings, MemoryBudget memory) {
    this.settings = settings;
    this.memory = memory;
  }

  @Override
  public BucketDocument decode(S3Request request) {
    return BucketDocument.decode(request);
  }

  @Override
  public Response handle(BucketDocument input, Admission admission) throws IOException {
    try (DocumentBody document = input.document(CorsDocument.LIMIT_BYTES, memory)) {
      settings.putCors(input.bucket(), document.read("CORSConfiguration", CorsDocument::decode));
      return S3Response.ok().empty();
    }
  }
}
