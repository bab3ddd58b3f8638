package io.bytebucket.s3.op.acl;

import io.bytebucket.core.access.Admission;
import io.bytebucket.core.acl.BucketAccess;
import io.bytebucket.core.bucket.BucketAcls;
import io.bytebucket.http.Response;
import io.bytebucket.s3.route.NamedBucket;
import io.bytebucket.s3.route.Operation;
import io.bytebucket.s3.route.S3Request;
import io.bytebucket.s3.route.S3Response;

/**
 * Tells the access control list of a bucket.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketAcl.html">GetBucketAcl</a>
 */
public final class GetBucketAcl implements Operation<NamedBucket> {
  private final BucketAcls acls;

  /** The operation, over these lists. */
  public GetBucketAcl(BucketAcls acls) {
    this.acls = acls;
  }

  @Override
  public NamedBucket decode(S3Request request) {
    return new NamedBucket(request.bucket());
  }

  @Override
  public Response handle(NamedBucket input, Admission admission) {
    BucketAccess access = acls.access(input.bucket());
    return S3Response.ok()
        .xml(AclDocument.ROOT, xml -> AclDocument.write(xml, access.owner(), access.grants()));
  }
}
