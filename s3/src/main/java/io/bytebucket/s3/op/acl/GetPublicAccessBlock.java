package io.bytebucket.s3.op.acl;

import io.bytebucket.core.access.Admission;
import io.bytebucket.core.acl.PublicAccessBlock;
import io.bytebucket.core.bucket.BucketAcls;
import io.bytebucket.http.Response;
import io.bytebucket.s3.error.S3ErrorCode;
import io.bytebucket.s3.error.S3Exception;
import io.bytebucket.s3.route.NamedBucket;
import io.bytebucket.s3.route.Operation;
import io.bytebucket.s3.route.S3Request;
import io.bytebucket.s3.route.S3Response;

/**
 * Tells which public access a bucket refuses.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetPublicAccessBlock.html">GetPublicAccessBlock</a>
 */
public final class GetPublicAccessBlock implements Operation<NamedBucket> {
  private final BucketAcls acls;

  /** The operation, over what buckets say about access. */
  public GetPublicAccessBlock(BucketAcls acls) {
    this.acls = acls;
  }

  @Override
  public NamedBucket decode(S3Request request) {
    return new NamedBucket(request.bucket());
  }

  @Override
  public Response handle(NamedBucket input, Admission admission) {
    PublicAccessBlock block =
        acls.block(input.bucket())
            .orElseThrow(() ->
                new S3Exception(S3ErrorCode.NO_SUCH_PUBLIC_ACCESS_BLOCK)
                    .with("BucketName", input.bucket().value()));
    return S3Response.ok().xml(BlockDocument.ROOT, xml -> BlockDocument.write(xml, block));
  }
}
