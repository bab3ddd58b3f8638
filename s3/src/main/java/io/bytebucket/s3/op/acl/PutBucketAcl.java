package io.bytebucket.s3.op.acl;

import io.bytebucket.core.access.Admission;
import io.bytebucket.core.bucket.BucketAcls;
import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.http.MemoryBudget;
import io.bytebucket.http.Response;
import io.bytebucket.s3.op.value.AclHeaders;
import io.bytebucket.s3.op.value.ChecksumHeaders;
import io.bytebucket.s3.route.BucketInput;
import io.bytebucket.s3.route.Operation;
import io.bytebucket.s3.route.S3Request;
import io.bytebucket.s3.route.S3Response;
import java.io.IOException;

/**
 * Sets the access control list of a bucket.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketAcl.html">PutBucketAcl</a>
 */
public final class PutBucketAcl implements Operation<PutBucketAcl.Input> {
  private final BucketAcls acls;
  private final MemoryBudget memory;

  /**
   * The operation, over these lists.
   *
   * @param memory what the documents of all clients may hold of memory together
   */
  public PutBucketAcl(BucketAcls acls, MemoryBudget memory) {
    this.acls = acls;
    this.memory = memory;
  }

  record Input(BucketName bucket, SentAcl acl) implements BucketInput {}

  @Override
  public Input decode(S3Request request) {
    return new Input(
        request.bucket(),
        new SentAcl(AclHeaders.ofBucket(request), ChecksumHeaders.decode(request), request.body()));
  }

  @Override
  public Response handle(Input input, Admission admission) throws IOException {
    input.acl().set(memory, sent -> acls.putAcl(input.bucket(), sent));
    return S3Response.ok().empty();
  }
}
