package io.bytebucket.s3.op.setting;

import io.bytebucket.core.access.Admission;
import io.bytebucket.core.bucket.Buckets;
import io.bytebucket.core.bucket.Versioning;
import io.bytebucket.http.MemoryBudget;
import io.bytebucket.http.Response;
import io.bytebucket.s3.body.DocumentBody;
import io.bytebucket.s3.error.S3ErrorCode;
import io.bytebucket.s3.error.S3Exception;
import io.bytebucket.s3.op.value.BucketDocument;
import io.bytebucket.s3.route.Operation;
import io.bytebucket.s3.route.S3Request;
import io.bytebucket.s3.route.S3Response;
import io.bytebucket.s3.xml.XmlFields;
import java.io.IOException;
import java.util.Map;

/**
 * Turns the versioning of a bucket on, or suspends it.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketVersioning.html">PutBucketVersioning</a>
 */
public final class PutBucketVersioning implements Operation<BucketDocument> {
  private static final int DOCUMENT_LIMIT_BYTES = 64 << 10;

  private static final Map<String, Integer> FIELDS = Map.of("Status", 64, "MfaDelete", 64);

  private final Buckets buckets;
  private final MemoryBudget memory;

  /**
   * The operation, over these buckets.
   *
   * @param memory what the documents of all clients may hold of memory together
   */
  public PutBucketVersioning(Buckets buckets, MemoryBudget memory) {
    this.buckets = buckets;
    this.memory = memory;
  }

  @Override
  public BucketDocument decode(S3Request request) {
    return BucketDocument.decode(request);
  }

  @Override
  public Response handle(BucketDocument input, Admission admission) throws IOException {
    XmlFields document;
    try (DocumentBody body = input.document(DOCUMENT_LIMIT_BYTES, memory)) {
      document = body.read("VersioningConfiguration", (xml, room) -> XmlFields.read(xml, FIELDS));
    }
    // Every delete would need the code of a device, and this server has no such devices.
    if (document.text("MfaDelete").map(String::strip).filter("Enabled"::equals).isPresent()) {
      throw new S3Exception(
          S3ErrorCode.ACCESS_DENIED, "MFA delete needs multi-factor authentication.");
    }
    buckets.setVersioning(
        input.bucket(),
        switch (document.text("Status").map(String::strip).orElse("")) {
          case "Enabled" -> Versioning.ENABLED;
          case "Suspended" -> Versioning.SUSPENDED;
          case "" ->
              throw new S3Exception(
                  S3ErrorCode.ILLEGAL_VERSIONING_CONFIGURATION,
                  "The Versioning element must be specified");
          default -> throw new S3Exception(S3ErrorCode.MALFORMED_XML);
        });
    return S3Response.ok().empty();
  }
}
