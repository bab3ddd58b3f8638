package io.bytebucket.s3.op.object;

import io.bytebucket.core.access.Admission;
import io.bytebucket.core.object.HeldObject;
import io.bytebucket.core.object.ObjectTagger;
import io.bytebucket.http.Response;
import io.bytebucket.s3.op.value.TagSet;
import io.bytebucket.s3.op.value.VersionParameter;
import io.bytebucket.s3.route.Operation;
import io.bytebucket.s3.route.S3Request;
import io.bytebucket.s3.route.S3Response;

/**
 * Tells the tags of an object.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObjectTagging.html">GetObjectTagging</a>
 */
public final class GetObjectTagging implements Operation<TaggedInput.Plain> {
  private final ObjectTagger objects;

  /** The operation, over these tags. */
  public GetObjectTagging(ObjectTagger objects) {
    this.objects = objects;
  }

  @Override
  public TaggedInput.Plain decode(S3Request request) {
    return TaggedInput.Plain.decode(request);
  }

  @Override
  public Response handle(TaggedInput.Plain input, Admission admission) {
    HeldObject object = objects.get(admission.judged(input.source()));
    return S3Response.ok()
        .header(VersionParameter.HEADER, object.versionId())
        .xml("Tagging", xml -> TagSet.write(xml, object.record().attributes().tags()));
  }
}
