package io.bytebucket.s3.op.acl;

import io.bytebucket.core.access.Admission;
import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.object.ObjectAcls;
import io.bytebucket.core.object.ObjectKey;
import io.bytebucket.core.object.ObjectReader;
import io.bytebucket.core.object.VersionSelector;
import io.bytebucket.http.MemoryBudget;
import io.bytebucket.http.Response;
import io.bytebucket.s3.op.value.AclHeaders;
import io.bytebucket.s3.op.value.ChecksumHeaders;
import io.bytebucket.s3.op.value.VersionParameter;
import io.bytebucket.s3.route.ObjectInput;
import io.bytebucket.s3.route.Operation;
import io.bytebucket.s3.route.S3Request;
import io.bytebucket.s3.route.S3Response;
import java.io.IOException;

/**
 * Sets the access control list of an object; nothing else about it changes.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObjectAcl.html">PutObjectAcl</a>
 */
public final class PutObjectAcl implements Operation<PutObjectAcl.Input> {
  private final ObjectAcls acls;
  private final MemoryBudget memory;

  /**
   * The operation, over these lists.
   *
   * @param memory what the documents of all clients may hold of memory together
   */
  public PutObjectAcl(ObjectAcls acls, MemoryBudget memory) {
    this.acls = acls;
    this.memory = memory;
  }

  record Input(BucketName bucket, ObjectKey key, VersionSelector version, SentAcl acl)
      implements ObjectInput {
    @Override
    public VersionSelector addressedVersion() {
      return version;
    }
  }

  @Override
  public Input decode(S3Request request) {
    return new Input(
        request.bucket(),
        request.key(),
        VersionParameter.decode(request),
        new SentAcl(AclHeaders.ofObject(request), ChecksumHeaders.decode(request), request.body()));
  }

  @Override
  public Response handle(Input input, Admission admission) throws IOException {
    ObjectReader.Source source =
        admission.judged(new ObjectReader.Source(input.bucket(), input.key(), input.version()));
    input.acl().set(memory, sent -> acls.set(source, sent, admission.actor()));
    return S3Response.ok().empty();
  }
}
