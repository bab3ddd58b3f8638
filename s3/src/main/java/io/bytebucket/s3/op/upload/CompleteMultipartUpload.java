package io.bytebucket.s3.op.upload;

import io.bytebucket.core.access.Admission;
import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.checksum.Checksum;
import io.bytebucket.core.checksum.DigestClaims;
import io.bytebucket.core.object.ObjectKey;
import io.bytebucket.core.object.WriteCondition;
import io.bytebucket.core.upload.UploadCompleter;
import io.bytebucket.http.MemoryBudget;
import io.bytebucket.http.Response;
import io.bytebucket.s3.body.DocumentBody;
import io.bytebucket.s3.body.PayloadBody;
import io.bytebucket.s3.error.S3ErrorCode;
import io.bytebucket.s3.error.S3Exception;
import io.bytebucket.s3.op.value.ChecksumHeaders;
import io.bytebucket.s3.op.value.ConditionHeaders;
import io.bytebucket.s3.op.value.VersionParameter;
import io.bytebucket.s3.route.Operation;
import io.bytebucket.s3.route.S3Request;
import io.bytebucket.s3.route.S3Response;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Makes an object of the parts of an upload. A client that lost the answer may send the same
 * request again.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_CompleteMultipartUpload.html">CompleteMultipartUpload</a>
 */
public final class CompleteMultipartUpload implements Operation<CompleteMultipartUpload.Input> {
  /** Room for 10,000 parts with the longest checksum. */
  private static final int DOCUMENT_LIMIT_BYTES = 4 << 20;

  private static final String SIZE = "x-amz-mp-object-size";

  private final UploadCompleter uploads;
  private final MemoryBudget memory;

  /**
   * The operation, over these uploads.
   *
   * @param memory what the documents of all clients may hold of memory together
   */
  public CompleteMultipartUpload(UploadCompleter uploads, MemoryBudget memory) {
    this.uploads = uploads;
    this.memory = memory;
  }

  /**
   * @param location the URL of the object
   */
  record Input(
      BucketName bucket,
      ObjectKey key,
      String upload,
      OptionalLong sizeBytes,
      Optional<String> checksum,
      Optional<Checksum.Type> checksumType,
      WriteCondition condition,
      String location,
      PayloadBody body)
      implements UploadInput {}

  @Override
  public Input decode(S3Request request) {
    return new Input(
        request.bucket(),
        request.key(),
        UploadInput.decode(request),
        size(request),
        ChecksumHeaders.ofObject(request),
        ChecksumHeaders.wantedType(request),
        ConditionHeaders.write(request),
        request.url(),
        request.body());
  }

  private static OptionalLong size(S3Request request) {
    Optional<String> text = request.header(SIZE);
    if (text.isEmpty()) {
      return OptionalLong.empty();
    }
    try {
      long size = Long.parseLong(text.get());
      if (size >= 0) {
        return OptionalLong.of(size);
      }
    } catch (NumberFormatException notANumber) {
      // Refused below, like a negative number.
    }
    throw new S3Exception(
            S3ErrorCode.INVALID_REQUEST, "Value for x-amz-mp-object-size header is invalid.")
        .with("ArgumentName", SIZE)
        .with("ArgumentValue", text.get());
  }

  @Override
  public Response handle(Input input, Admission admission) throws IOException {
    // The checksums in this request's header are of the object, not of the document.
    try (DocumentBody document =
        new DocumentBody(input.body(), DigestClaims.NONE, DOCUMENT_LIMIT_BYTES, memory)) {
      List<UploadCompleter.Listed> parts =
          document
              .readUnlessEmpty("CompleteMultipartUpload", CompletionDocument::decode)
              .orElse(List.of());
      return complete(input, parts, admission);
    }
  }

  private Response complete(Input input, List<UploadCompleter.Listed> parts, Admission admission) {
    UploadCompleter.Completed object =
        uploads.complete(
            new UploadCompleter.Completion(
                input.handle(),
                parts,
                input.sizeBytes(),
                input.checksum(),
                input.checksumType(),
                input.condition(),
                admission.actor()));
    return S3Response.ok()
        .header(
            VersionParameter.HEADER,
            object.version().isNull() ? Optional.empty() : Optional.of(object.version().text()))
        .xml(
            "CompleteMultipartUploadResult",
            xml -> {
              xml.element("Location", input.location())
                  .element("Bucket", input.bucket().value())
                  .element("Key", input.key().value())
                  .element("ETag", object.etag().quoted());
              ChecksumHeaders.write(xml, object.checksum(), parts.size());
            });
  }
}
