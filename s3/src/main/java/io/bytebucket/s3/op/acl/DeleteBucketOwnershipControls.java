package io.bytebucket.s3.op.acl;

import io.bytebucket.core.access.Admission;
import io.bytebucket.core.acl.OwnershipControls;
import io.bytebucket.core.bucket.BucketAcls;
import io.bytebucket.http.Response;
import io.bytebucket.s3.route.NamedBucket;
import io.bytebucket.s3.route.Operation;
import io.bytebucket.s3.route.S3Request;
import io.bytebucket.s3.route.S3Response;

/**
 * Deletes what was said about who owns the objects in a bucket.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucketOwnershipControls.html">DeleteBucketOwnershipControls</a>
 */
public final class DeleteBucketOwnershipControls implements Operation<NamedBucket> {
  private final BucketAcls acls;

  /** The operation, over what buckets say about access. */
  public DeleteBucketOwnershipControls(BucketAcls acls) {
    this.acls = acls;
  }

  @Override
  public NamedBucket decode(S3Request request) {
    return new NamedBucket(request.bucket());
  }

  @Override
  public Response handle(NamedBucket input, Admission admission) {
    acls.putOwnership(input.bucket(), OwnershipControls.DELETED);
    return S3Response.status(204).empty();
  }
}
