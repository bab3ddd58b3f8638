package io.bytebucket.s3.op.acl;

import io.bytebucket.core.access.Admission;
import io.bytebucket.core.acl.PublicAccessBlock;
import io.bytebucket.core.bucket.BucketAcls;
import io.bytebucket.http.MemoryBudget;
import io.bytebucket.http.Response;
import io.bytebucket.s3.body.DocumentBody;
import io.bytebucket.s3.op.value.BucketDocument;
import io.bytebucket.s3.route.Operation;
import io.bytebucket.s3.route.S3Request;
import io.bytebucket.s3.route.S3Response;
import java.io.IOException;
import java.util.Optional;

/**
 * Says which public access a bucket refuses.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutPublicAccessBlock.html">PutPublicAccessBlock</a>
 */
public final class PutPublicAccessBlock implements Operation<BucketDocument> {
  private static final int LIMIT_BYTES = 16 << 10;

  private final BucketAcls acls;
  private final MemoryBudget memory;

  /**
   * The operation, over what buckets say about access.
   *
   * @param memory what the documents of all clients may hold of memory together
   */
  public PutPublicAccessBlock(BucketAcls acls, MemoryBudget memory) {
    this.acls = acls;
    this.memory = memory;
  }

  @Override
  public BucketDocument decode(S3Request request) {
    return BucketDocument.decode(request);
  }

  @Override
  public Response handle(BucketDocument input, Admission admission) throws IOException {
    try (DocumentBody document = input.document(LIMIT_BYTES, memory)) {
      PublicAccessBlock block = document.read(BlockDocument.ROOT, BlockDocument::decode);
      acls.setBlock(input.bucket(), Optional.of(block));
      return S3Response.ok().empty();
    }
  }
}
