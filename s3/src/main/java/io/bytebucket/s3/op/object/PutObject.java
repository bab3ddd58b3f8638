package io.bytebucket.s3.op.object;

import io.bytebucket.core.access.Admission;
import io.bytebucket.core.access.Demand;
import io.bytebucket.core.access.Value;
import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.checksum.DigestClaims;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.object.HeldObject;
import io.bytebucket.core.object.ObjectAttributes;
import io.bytebucket.core.object.ObjectKey;
import io.bytebucket.core.object.ObjectWriter;
import io.bytebucket.core.object.WriteCondition;
import io.bytebucket.http.Response;
import io.bytebucket.s3.body.PayloadBody;
import io.bytebucket.s3.op.value.AttributeHeaders;
import io.bytebucket.s3.op.value.ChecksumHeaders;
import io.bytebucket.s3.op.value.ConditionHeaders;
import io.bytebucket.s3.op.value.UnsupportedHeaders;
import io.bytebucket.s3.op.value.VersionParameter;
import io.bytebucket.s3.route.ObjectInput;
import io.bytebucket.s3.route.Operation;
import io.bytebucket.s3.route.S3Request;
import io.bytebucket.s3.route.S3Response;
import java.io.IOException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;

/**
 * Puts an object. Once it is answered with 200, the object is durable.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html">PutObject</a>
 */
public final class PutObject implements Operation<PutObject.Input> {
  private final ObjectWriter objects;

  /** The operation, over these objects. */
  public PutObject(ObjectWriter objects) {
    this.objects = objects;
  }

  record Input(
      BucketName bucket,
      ObjectKey key,
      ObjectAttributes attributes,
      WriteCondition condition,
      DigestClaims claims,
      PayloadBody body)
      implements ObjectInput {
    @Override
    public Value<Map<String, String>> tagsSent() {
      return Demand.tags(attributes.tags());
    }
  }

  @Override
  public Input decode(S3Request request) {
    UnsupportedHeaders.refuse(request);
    VersionParameter.refuse(request);
    request.requireFramedBody();
    return new Input(
        request.bucket(),
        request.key(),
        AttributeHeaders.decode(request),
        ConditionHeaders.write(request),
        ChecksumHeaders.decode(request),
        request.body());
  }

  @Override
  public Response handle(Input input, Admission admission) throws IOException {
    HeldObject object = put(input, admission);
    S3Response response =
        S3Response.ok()
            .header("etag", object.record().etag().quoted())
            .header(VersionParameter.HEADER, object.writtenVersionId());
    ChecksumHeaders.encode(object.record(), response);
    return response.empty();
  }

  private HeldObject put(Input input, Admission admission) throws IOException {
    try {
      return objects.put(
          new ObjectWriter.Put(
              input.bucket(),
              input.key(),
              input.body().lengthBytes(),
              input.attributes(),
              admission.actor(),
              input.condition(),
              input.claims()),
          input.body());
    } catch (StoreException e) {
      throw e.failure() instanceof Failure.BadDigest(String expected, String actual)
          ? new StoreException(new Failure.BadDigest(hex(expected), actual))
          : e;
    }
  }

  /** For this operation AWS reports the expected digest in hex, and for all others in Base64. */
  private static String hex(String base64) {
    return HexFormat.of().formatHex(Base64.getDecoder().decode(base64));
  }
}
