package io.bytebucket.s3.op.upload;

import io.bytebucket.core.access.Admission;
import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.checksum.Checksum;
import io.bytebucket.core.checksum.ChecksumAlgorithm;
import io.bytebucket.core.checksum.DigestClaims;
import io.bytebucket.core.object.ObjectKey;
import io.bytebucket.core.upload.PartWriter;
import io.bytebucket.http.Response;
import io.bytebucket.s3.body.PayloadBody;
import io.bytebucket.s3.op.value.ChecksumHeaders;
import io.bytebucket.s3.op.value.PartNumber;
import io.bytebucket.s3.op.value.UnsupportedHeaders;
import io.bytebucket.s3.route.Operation;
import io.bytebucket.s3.route.S3Request;
import io.bytebucket.s3.route.S3Response;
import java.io.IOException;
import java.util.Optional;

/**
 * Stores a part. Once it is answered with 200, the part is durable.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_UploadPart.html">UploadPart</a>
 */
public final class UploadPart implements Operation<UploadPart.Input> {
  private final PartWriter parts;

  /** The operation, over these parts. */
  public UploadPart(PartWriter parts) {
    this.parts = parts;
  }

  record Input(
      BucketName bucket,
      ObjectKey key,
      String upload,
      int number,
      DigestClaims claims,
      Optional<ChecksumAlgorithm> claimed,
      PayloadBody body)
      implements UploadInput {}

  @Override
  public Input decode(S3Request request) {
    UnsupportedHeaders.refuseEncryption(request);
    request.requireFramedBody();
    return new Input(
        request.bucket(),
        request.key(),
        UploadInput.decode(request),
        PartNumber.require(request),
        ChecksumHeaders.decode(request),
        ChecksumHeaders.claimed(request),
        request.body());
  }

  @Override
  public Response handle(Input input, Admission admission) throws IOException {
    PartWriter.Written written =
        parts.put(
            new PartWriter.Put(
                input.handle(),
                input.number(),
                input.body().lengthBytes(),
                input.claims(),
                input.claimed()),
            input.body());
    S3Response response = S3Response.ok().header("etag", written.part().etag().quoted());
    Optional<String> claimed = input.claims().checksum().get();
    if (claimed.isPresent()) {
      // This checksum was checked, even if the upload keeps one of another algorithm.
      ChecksumHeaders.encodePart(input.claims().algorithm(), claimed.get(), response);
    } else if (written.isChecksumAskedFor()) {
      Checksum checksum = written.part().checksum();
      ChecksumHeaders.encodePart(checksum.algorithm(), checksum.base64(), response);
    }
    return response.empty();
  }
}
