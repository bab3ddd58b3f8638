package io.bytebucket.s3.body;

import io.bytebucket.s3.error.S3ErrorCode;
import io.bytebucket.s3.error.S3Exception;

/**
 * How a body is sent and what of it is signed: the meaning of {@code x-amz-content-sha256}.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-auth-using-authorization-header.html">
 *     Using the Authorization Header</a>
 */
public sealed interface PayloadForm {
  /** The header field that names the form. */
  String HEADER = "x-amz-content-sha256";

  /** The name of {@link Plain}. */
  String UNSIGNED_PAYLOAD = "UNSIGNED-PAYLOAD";

  /** The bytes as they are, without a signature over them. */
  record Plain() implements PayloadForm {}

  /**
   * The bytes as they are, with a signed hash.
   *
   * @param sha256 64 hex digits in lower case
   */
  record Hashed(String sha256) implements PayloadForm {}

  /**
   * The bytes in chunks, each with its length before it.
   *
   * @param signed whether each chunk carries a signature
   * @param trailers whether headers may follow the last chunk
   */
  record Chunked(boolean signed, boolean trailers) implements PayloadForm {}

  /** The form of that name, or of that hash. */
  static PayloadForm parse(String text) {
    return switch (text) {
      case UNSIGNED_PAYLOAD -> new Plain();
      case "STREAMING-AWS4-HMAC-SHA256-PAYLOAD" -> new Chunked(true, false);
      case "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER" -> new Chunked(true, true);
      case "STREAMING-UNSIGNED-PAYLOAD-TRAILER" -> new Chunked(false, true);
      case "STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD",
          "STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD-TRAILER" ->
          throw new S3Exception(
                  S3ErrorCode.NOT_IMPLEMENTED,
                  "Payloads signed with AWS4-ECDSA-P256-SHA256 are not implemented.")
              .with("Header", HEADER);
      default ->
          new Hashed(Sha256.parse(text).map(Sha256::format).orElseThrow(PayloadForm::unknown));
    };
  }

  private static S3Exception unknown() {
    return new S3Exception(
            S3ErrorCode.INVALID_ARGUMENT,
            "x-amz-content-sha256 must be UNSIGNED-PAYLOAD, STREAMING-UNSIGNED-PAYLOAD-TRAILER,"
                + " STREAMING-AWS4-HMAC-SHA256-PAYLOAD, STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER"
                + " or a valid sha256 value.")
        .with("ArgumentName", HEADER);
  }
}
