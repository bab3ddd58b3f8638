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
import io.bytebucket.s3.op.value.TagSet;
import io.bytebucket.s3.op.value.UnsupportedHeaders;
import io.bytebucket.s3.route.ObjectInput;
import io.bytebucket.s3.route.Operation;
import io.bytebucket.s3.route.S3Request;
import java.io.IOException;
import java.util.Map;

/**
 * Puts an object that comes in an HTML form. The fields of the form are read like the header of a
 * PutObject. On success the object is durable.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/RESTObjectPOST.html">POST
 *     Object</a>
 */
public final class PostObject implements Operation<PostObject.Input> {
  private final ObjectWriter objects;

  /** The operation, over these objects. */
  public PostObject(ObjectWriter objects) {
    this.objects = objects;
  }

  record Input(
      BucketName bucket,
      ObjectKey key,
      ObjectAttributes attributes,
      DigestClaims claims,
      PayloadBody body,
      FormAnswer answer)
      implements ObjectInput {
    @Override
    public Value<Map<String, String>> tagsSent() {
      return Demand.tags(attributes.tags());
    }
  }

  @Override
  public boolean takesForm() {
    return true;
  }

  @Override
  public Input decode(S3Request request) {
    UnsupportedHeaders.refuse(request);
    String key =
        request.header("key").orElseThrow(() -> new StoreException(new Failure.InvalidKey("")));
    return new Input(
        request.bucket(),
        new ObjectKey(key),
        attributes(request),
        ChecksumHeaders.decode(request),
        request.body(),
        FormAnswer.decode(request));
  }

  private static ObjectAttributes attributes(S3Request request) {
    ObjectAttributes attributes = AttributeHeaders.decodeForm(request);
    Map<String, String> tags =
        request
            .header("tagging")
            .map(document -> TagSet.decodeObject(document).values())
            .orElse(attributes.tags());
    return attributes.withTags(tags);
  }

  @Override
  public Response handle(Input input, Admission admission) throws IOException {
    HeldObject object =
        objects.put(
            new ObjectWriter.Put(
                input.bucket(),
                input.key(),
                input.body().lengthBytes(),
                input.attributes(),
                admission.actor(),
                new WriteCondition.None(),
                input.claims()),
            input.body());
    return input.answer().encode(input.bucket(), input.key(), object);
  }
}
