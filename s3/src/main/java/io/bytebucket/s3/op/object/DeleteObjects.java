package io.bytebucket.s3.op.object;

import io.bytebucket.core.access.Admission;
import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.checksum.DigestClaims;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.object.ObjectRemover;
import io.bytebucket.core.object.VersionId;
import io.bytebucket.core.object.VersionSelector;
import io.bytebucket.http.MemoryBudget;
import io.bytebucket.http.Response;
import io.bytebucket.s3.body.DocumentBody;
import io.bytebucket.s3.body.PayloadBody;
import io.bytebucket.s3.error.FailureToS3;
import io.bytebucket.s3.error.S3Exception;
import io.bytebucket.s3.op.object.DeletionDocument.Entry;
import io.bytebucket.s3.op.value.ChecksumHeaders;
import io.bytebucket.s3.op.value.UnsupportedHeaders;
import io.bytebucket.s3.route.BucketInput;
import io.bytebucket.s3.route.Operation;
import io.bytebucket.s3.route.S3Request;
import io.bytebucket.s3.route.S3Response;
import io.bytebucket.s3.xml.XmlWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Deletes up to 1,000 objects in one commit. Whether the caller may delete an object or version is
 * asked for each one, as on AWS. The request may carry any checksum instead of Content-MD5, or none
 * at all.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html">DeleteObjects</a>
 */
public final class DeleteObjects implements Operation<DeleteObjects.Input> {
  /**
   * Enough for 1,000 keys of 1,024 bytes, even with every character written as a reference; twice
   * what AWS takes.
   */
  private static final int DOCUMENT_LIMIT_BYTES = 4 << 20;

  private final ObjectRemover objects;
  private final MemoryBudget memory;

  public DeleteObjects(ObjectRemover objects, MemoryBudget memory) {
    this.objects = objects;
    this.memory = memory;
  }

  record Input(BucketName bucket, DigestClaims claims, PayloadBody body) implements BucketInput {}

  @Override
  public Input decode(S3Request request) {
    UnsupportedHeaders.refuseBypass(request);
    return new Input(request.bucket(), ChecksumHeaders.decode(request), request.body());
  }

  @Override
  public Response handle(Input input, Admission admission) throws IOException {
    try (DocumentBody body =
        new DocumentBody(input.body(), input.claims(), DOCUMENT_LIMIT_BYTES, memory)) {
      DeletionDocument document = body.read("Delete", DeletionDocument::decode);
      List<Entry> entries = delete(input.bucket(), document.entries(), admission);
      return S3Response.ok()
          .xml(
              "DeleteResult",
              xml -> entries.forEach(entry -> write(xml, entry, document.isQuiet())));
    }
  }

  private List<Entry> delete(BucketName bucket, List<Entry> entries, Admission admission) {
    List<ObjectRemover.Target> targets =
        entries.stream().flatMap(entry -> entry.target().stream()).toList();
    List<ObjectRemover.Outcome> outcomes =
        objects.deleteAll(bucket, targets, admission.actor(), admission::requireEach);
    List<Entry> done = new ArrayList<>(entries.size());
    int next = 0;
    for (Entry entry : entries) {
      done.add(entry.target().isPresent() ? entry.with(outcomes.get(next++)) : entry);
    }
    return done;
  }

  private static void write(XmlWriter xml, Entry entry, boolean quiet) {
    switch (entry.outcome().orElseThrow()) {
      case ObjectRemover.Outcome.Refused(Failure failure) -> {
        S3Exception error = FailureToS3.translate(failure, "POST");
        xml.element(
            "Error",
            out ->
                out.element("Key", entry.key())
                    .optional("VersionId", entry.version())
                    .element("Code", error.code().code())
                    .element("Message", error.text()));
      }
      case ObjectRemover.Outcome.Gone gone -> deleted(xml, entry, quiet, Optional.empty());
      case ObjectRemover.Outcome.Marked(VersionId marker) ->
          deleted(xml, entry, quiet, Optional.of(marker.text()));
      case ObjectRemover.Outcome.VersionGone(VersionSelector version, boolean wasMarker) ->
          deleted(xml, entry, quiet, wasMarker ? Optional.of(version.text()) : Optional.empty());
    }
  }

  /** Writes what was deleted, with the delete marker that was made or deleted, if there was one. */
  private static void deleted(XmlWriter xml, Entry entry, boolean quiet, Optional<String> marker) {
    if (!quiet) {
      xml.element(
          "Deleted",
          out -> {
            out.element("Key", entry.key()).optional("VersionId", entry.version());
            if (marker.isPresent()) {
              out.element("DeleteMarker", true).element("DeleteMarkerVersionId", marker.get());
            }
          });
    }
  }
}
