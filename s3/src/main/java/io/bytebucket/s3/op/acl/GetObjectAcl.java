package io.bytebucket.s3.op.acl;

import io.bytebucket.core.access.Admission;
import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.object.ObjectAcls;
import io.bytebucket.core.object.ObjectKey;
import io.bytebucket.core.object.ObjectReader;
import io.bytebucket.core.object.VersionSelector;
import io.bytebucket.http.Response;
import io.bytebucket.s3.op.value.VersionParameter;
import io.bytebucket.s3.route.ObjectInput;
import io.bytebucket.s3.route.Operation;
import io.bytebucket.s3.route.S3Request;
import io.bytebucket.s3.route.S3Response;

/**
 * Tells the access control list of an object.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObjectAcl.html">GetObjectAcl</a>
 */
public final class GetObjectAcl implements Operation<GetObjectAcl.Input> {
  private final ObjectAcls acls;

  /** The operation, over these lists. */
  public GetObjectAcl(ObjectAcls acls) {
    this.acls = acls;
  }

  record Input(BucketName bucket, ObjectKey key, VersionSelector version) implements ObjectInput {
    @Override
    public VersionSelector addressedVersion() {
      return version;
    }
  }

  @Override
  public Input decode(S3Request request) {
    return new Input(request.bucket(), request.key(), VersionParameter.decode(request));
  }

  @Override
  public Response handle(Input input, Admission admission) {
    ObjectAcls.InForce acl =
        acls.get(
            admission.judged(
                new ObjectReader.Source(input.bucket(), input.key(), input.version())));
    return S3Response.ok()
        .header(VersionParameter.HEADER, acl.object().versionId())
        .xml(AclDocument.ROOT, xml -> AclDocument.write(xml, acl.owner(), acl.grants()));
  }
}
