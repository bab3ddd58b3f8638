package io.bytebucket.s3.op.bucket;

import io.bytebucket.core.access.Admission;
import io.bytebucket.core.acl.Acl;
import io.bytebucket.core.acl.ObjectOwnership;
import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.bucket.Buckets;
import io.bytebucket.core.bucket.LocationConstraint;
import io.bytebucket.core.bucket.NewBucket;
import io.bytebucket.core.checksum.DigestClaims;
import io.bytebucket.http.MemoryBudget;
import io.bytebucket.http.Response;
import io.bytebucket.s3.body.DocumentBody;
import io.bytebucket.s3.body.PayloadBody;
import io.bytebucket.s3.error.S3ErrorCode;
import io.bytebucket.s3.error.S3Exception;
import io.bytebucket.s3.op.value.AclHeaders;
import io.bytebucket.s3.op.value.ChecksumHeaders;
import io.bytebucket.s3.op.value.UnsupportedHeaders;
import io.bytebucket.s3.route.BucketInput;
import io.bytebucket.s3.route.Operation;
import io.bytebucket.s3.route.S3Request;
import io.bytebucket.s3.route.S3Response;
import io.bytebucket.s3.xml.MalformedXmlException;
import io.bytebucket.s3.xml.XmlReader;
import java.io.IOException;
import java.util.Optional;

/**
 * Makes a bucket.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucket.html">CreateBucket</a>
 */
public final class CreateBucket implements Operation<CreateBucket.Input> {
  private static final int DOCUMENT_LIMIT_BYTES = 64 << 10;
  private static final int LOCATION_CHARS_MAX = 1_024;
  private static final String OWNERSHIP = "x-amz-object-ownership";

  private final Buckets buckets;
  private final String region;
  private final MemoryBudget memory;

  /**
   * The operation.
   *
   * @param region the region this server says it is in
   */
  public CreateBucket(Buckets buckets, String region, MemoryBudget memory) {
    this.buckets = buckets;
    this.region = region;
    this.memory = memory;
  }

  record Input(
      BucketName bucket,
      Optional<Acl> acl,
      Optional<ObjectOwnership> ownership,
      DigestClaims claims,
      PayloadBody body)
      implements BucketInput {}

  @Override
  public Input decode(S3Request request) {
    UnsupportedHeaders.refuse(request);
    return new Input(
        request.bucket(),
        AclHeaders.ofBucket(request),
        ownership(request),
        ChecksumHeaders.decode(request),
        request.body());
  }

  /** Other than elsewhere, an empty value is no ownership rather than none that was sent. */
  private static Optional<ObjectOwnership> ownership(S3Request request) {
    return request
        .headers()
        .first(OWNERSHIP)
        .map(text ->
            ObjectOwnership.of(text)
                .orElseThrow(() ->
                    new S3Exception(
                            S3ErrorCode.INVALID_ARGUMENT,
                            "Invalid x-amz-object-ownership header: " + text)
                        .with("ArgumentName", OWNERSHIP)));
  }

  @Override
  public Response handle(Input input, Admission admission) throws IOException {
    LocationConstraint location;
    try (DocumentBody document =
        new DocumentBody(input.body(), input.claims(), DOCUMENT_LIMIT_BYTES, memory)) {
      location =
          document
              .readUnlessEmpty("CreateBucketConfiguration", (xml, room) -> locationConstraint(xml))
              .orElse(LocationConstraint.NONE);
    }
    buckets.createIn(
        region,
        new NewBucket(input.bucket(), admission.actor(), location, input.acl(), input.ownership()));
    return S3Response.ok()
        .header("location", "/" + input.bucket().value())
        .header(BucketArn.HEADER, BucketArn.of(input.bucket()))
        .empty();
  }

  private static LocationConstraint locationConstraint(XmlReader configuration)
      throws MalformedXmlException, IOException {
    Optional<String> text = Optional.empty();
    while (configuration.next()) {
      switch (configuration.name()) {
        case "Tags", "Bucket" -> throw new S3Exception(S3ErrorCode.NOT_IMPLEMENTED);
        case "LocationConstraint" -> {
          String next = configuration.text(LOCATION_CHARS_MAX);
          text = text.or(() -> Optional.of(next));
        }
        default -> configuration.skip();
      }
    }
    return new LocationConstraint(text.orElse("").strip());
  }
}
