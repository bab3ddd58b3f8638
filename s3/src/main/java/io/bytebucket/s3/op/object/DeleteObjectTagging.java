package io.bytebucket.s3.op.object;

import io.bytebucket.core.access.Admission;
import io.bytebucket.core.failure.TagFault.Tagged;
import io.bytebucket.core.object.HeldObject;
import io.bytebucket.core.object.ObjectTagger;
import io.bytebucket.core.value.Tags;
import io.bytebucket.http.Response;
import io.bytebucket.s3.op.value.VersionParameter;
import io.bytebucket.s3.route.Operation;
import io.bytebucket.s3.route.S3Request;
import io.bytebucket.s3.route.S3Response;

/**
 * Takes all tags from an object.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjectTagging.html">DeleteObjectTagging</a>
 */
public final class DeleteObjectTagging implements Operation<TaggedInput.Plain> {
  private final ObjectTagger objects;

  /** The operation, over these tags. */
  public DeleteObjectTagging(ObjectTagger objects) {
    this.objects = objects;
  }

  @Override
  public TaggedInput.Plain decode(S3Request request) {
    return TaggedInput.Plain.decode(request);
  }

  @Override
  public Response handle(TaggedInput.Plain input, Admission admission) {
    HeldObject object =
        objects.set(admission.judged(input.source()), Tags.none(Tagged.OBJECT), admission.actor());
    return S3Response.status(204).header(VersionParameter.HEADER, object.versionId()).empty();
  }
}
