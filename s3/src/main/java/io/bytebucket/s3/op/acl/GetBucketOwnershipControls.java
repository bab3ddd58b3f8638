package io.bytebucket.s3.op.acl;

import io.bytebucket.core.access.Admission;
import io.bytebucket.core.acl.ObjectOwnership;
import io.bytebucket.core.bucket.BucketAcls;
import io.bytebucket.http.Response;
import io.bytebucket.s3.error.S3ErrorCode;
import io.bytebucket.s3.error.S3Exception;
import io.bytebucket.s3.route.NamedBucket;
import io.bytebucket.s3.route.Operation;
import io.bytebucket.s3.route.S3Request;
import io.bytebucket.s3.route.S3Response;

/**
 * Tells who owns the objects in a bucket.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketOwnershipControls.html">GetBucketOwnershipControls</a>
 */
public final class GetBucketOwnershipControls implements Operation<NamedBucket> {
  private final BucketAcls acls;

  /** The operation, over what buckets say about access. */
  public GetBucketOwnershipControls(BucketAcls acls) {
    this.acls = acls;
  }

  @Override
  public NamedBucket decode(S3Request request) {
    return new NamedBucket(request.bucket());
  }

  @Override
  public Response handle(NamedBucket input, Admission admission) {
    ObjectOwnership ownership =
        acls.ownership(input.bucket())
            .said()
            .orElseThrow(() ->
                new S3Exception(S3ErrorCode.OWNERSHIP_CONTROLS_NOT_FOUND)
                    .with("BucketName", input.bucket().value()));
    return S3Response.ok()
        .xml(OwnershipDocument.ROOT, xml -> OwnershipDocument.write(xml, ownership));
  }
}
