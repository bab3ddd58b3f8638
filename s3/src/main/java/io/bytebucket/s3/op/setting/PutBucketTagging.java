package io.bytebucket.s3.op.setting;

import io.bytebucket.core.access.Admission;
import io.bytebucket.core.bucket.BucketSettings;
import io.bytebucket.http.MemoryBudget;
import io.bytebucket.http.Response;
import io.bytebucket.s3.body.DocumentBody;
import io.bytebucket.s3.op.value.BucketDocument;
import io.bytebucket.s3.op.value.TagSet;
import io.bytebucket.s3.route.Operation;
import io.bytebucket.s3.route.S3Request;
import io.bytebucket.s3.route.S3Response;
import java.io.IOException;

/**
 * Sets the tags of a bucket, in place of those it has.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketTagging.html">PutBucketTagging</a>
 */
public final class PutBucketTagging implements Operation<BucketDocument> {
  private final BucketSettings settings;
  private final MemoryBudget memory;

  /**
   * The operation, over these settings.
   *
   * @param memory what the documents of all clients may hold of memory together
   */
  public PutBucketTagging(BucketSettings settings, MemoryBudget memory) {
    this.settings = settings;
    this.memory = memory;
  }

  @Override
  public BucketDocument decode(S3Request request) {
    return BucketDocument.decode(request);
  }

  @Override
  public Response handle(BucketDocument input, Admission admission) throws IOException {
    try (DocumentBody document = input.document(TagSet.DOCUMENT_LIMIT_BYTES, memory)) {
      settings.putTags(input.bucket(), document.read("Tagging", TagSet::decodeBucket));
      return S3Response.status(204).empty();
    }
  }
}
