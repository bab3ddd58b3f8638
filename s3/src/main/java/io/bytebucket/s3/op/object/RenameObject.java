package io.bytebucket.s3.op.object;

import io.bytebucket.core.access.Admission;
import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.object.HeldObject;
import io.bytebucket.core.object.ObjectCopier;
import io.bytebucket.core.object.ObjectKey;
import io.bytebucket.core.object.ObjectReader;
import io.bytebucket.core.object.ReadConditions;
import io.bytebucket.core.object.VersionSelector;
import io.bytebucket.core.object.WriteCondition;
import io.bytebucket.http.PercentCoding;
import io.bytebucket.http.Response;
import io.bytebucket.s3.error.S3ErrorCode;
import io.bytebucket.s3.error.S3Exception;
import io.bytebucket.s3.op.value.ConditionHeaders;
import io.bytebucket.s3.op.value.VersionParameter;
import io.bytebucket.s3.route.ObjectInput;
import io.bytebucket.s3.route.Operation;
import io.bytebucket.s3.route.S3Request;
import io.bytebucket.s3.route.S3Response;
import java.util.Optional;

/**
 * Renames an object inside its bucket, in one commit.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_RenameObject.html">RenameObject</a>
 */
public final class RenameObject implements Operation<RenameObject.Input> {
  private static final String HEADER = "x-amz-rename-source";

  private final ObjectCopier objects;

  /** The operation, over these objects. */
  public RenameObject(ObjectCopier objects) {
    this.objects = objects;
  }

  record Input(
      BucketName bucket,
      ObjectKey key,
      ObjectKey from,
      ReadConditions conditions,
      WriteCondition condition)
      implements ObjectInput {
    @Override
    public Optional<Source> accessSource() {
      return Optional.of(new Source(bucket, from, VersionSelector.current(), Optional.empty()));
    }
  }

  @Override
  public Input decode(S3Request request) {
    return new Input(
        request.bucket(),
        request.key(),
        source(request),
        ConditionHeaders.renameSource(request),
        ConditionHeaders.write(request));
  }

  /** The key that is renamed. The header may name the bucket before it, after a slash. */
  private static ObjectKey source(S3Request request) {
    String header = request.header(HEADER).orElse("");
    String bucket = "/" + request.bucket().value() + "/";
    String encoded = header.startsWith(bucket) ? header.substring(bucket.length()) : header;
    return PercentCoding.decode(encoded, false)
        .filter(key -> !key.isEmpty())
        .map(ObjectKey::new)
        .orElseThrow(() ->
            new S3Exception(S3ErrorCode.INVALID_ARGUMENT)
                .with("ArgumentName", HEADER)
                .with("ArgumentValue", header));
  }

  @Override
  public Response handle(Input input, Admission admission) {
    HeldObject object =
        objects.rename(
            new ObjectCopier.Rename(
                admission.judgedOrigin(ObjectReader.Source.current(input.bucket(), input.from())),
                input.conditions(),
                input.key(),
                input.condition(),
                admission.actor()));
    return S3Response.ok().header(VersionParameter.HEADER, object.versionId()).empty();
  }
}
