package io.bytebucket.s3.op.object;

import io.bytebucket.core.access.Admission;
import io.bytebucket.core.access.Value;
import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.checksum.DigestClaims;
import io.bytebucket.core.object.HeldObject;
import io.bytebucket.core.object.ObjectKey;
import io.bytebucket.core.object.ObjectTagger;
import io.bytebucket.core.object.VersionSelector;
import io.bytebucket.core.value.Tags;
import io.bytebucket.http.MemoryBudget;
import io.bytebucket.http.Response;
import io.bytebucket.s3.body.DocumentBody;
import io.bytebucket.s3.body.PayloadBody;
import io.bytebucket.s3.op.value.ChecksumHeaders;
import io.bytebucket.s3.op.value.TagSet;
import io.bytebucket.s3.op.value.VersionParameter;
import io.bytebucket.s3.route.Operation;
import io.bytebucket.s3.route.S3Request;
import io.bytebucket.s3.route.S3Response;
import java.io.IOException;
import java.util.Map;

/**
 * Sets the tags of an object; nothing else about it changes.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObjectTagging.html">PutObjectTagging</a>
 */
public final class PutObjectTagging implements Operation<PutObjectTagging.Input> {
  private final ObjectTagger objects;
  private final MemoryBudget memory;

  /**
   * The operation, over these tags.
   *
   * @param memory what the documents of all clients may hold of memory together
   */
  public PutObjectTagging(ObjectTagger objects, MemoryBudget memory) {
    this.objects = objects;
    this.memory = memory;
  }

  record Input(
      BucketName bucket,
      ObjectKey key,
      VersionSelector version,
      DigestClaims claims,
      PayloadBody body)
      implements TaggedInput {
    /** They stand in the body, which is read when the caller may set some. */
    @Override
    public Value<Map<String, String>> tagsSent() {
      return new Value.Unavailable<>();
    }
  }

  @Override
  public Input decode(S3Request request) {
    return new Input(
        request.bucket(),
        request.key(),
        VersionParameter.decode(request),
        ChecksumHeaders.decode(request),
        request.body());
  }

  @Override
  public Response handle(Input input, Admission admission) throws IOException {
    try (DocumentBody document =
        new DocumentBody(input.body(), input.claims(), TagSet.DOCUMENT_LIMIT_BYTES, memory)) {
      Tags tags = document.read("Tagging", TagSet::decodeObject);
      admission.requireTagsSent(tags.values());
      HeldObject object = objects.set(admission.judged(input.source()), tags, admission.actor());
      return S3Response.ok().header(VersionParameter.HEADER, object.versionId()).empty();
    }
  }
}
