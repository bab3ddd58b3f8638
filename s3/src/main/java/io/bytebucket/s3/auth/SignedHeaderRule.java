package io.bytebucket.s3.auth;

import io.bytebucket.http.Headers;
import io.bytebucket.s3.body.PayloadForm;
import io.bytebucket.s3.error.S3ErrorCode;
import io.bytebucket.s3.error.S3Exception;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Says which headers must be signed: {@code host} and every {@code x-amz-*} header, because these
 * change what a request does. Otherwise anybody with a presigned URL could add a copy source, an
 * ACL or a lock to it.
 *
 * <p>{@code x-amz-content-sha256} is an exception, as on AWS. Its value is the last line of the
 * canonical request and decides how the body is decoded and verified, so it is bound to the
 * signature even if it is not listed. {@code Content-Type} may be unsigned, as on AWS, because
 * widespread clients never sign it.
 */
final class SignedHeaderRule {
  private static final String HOST = "host";
  private static final String AMZ = "x-amz-";

  private SignedHeaderRule() {}

  /**
   * Refuses a request with unsigned headers that must be signed, and names them. Also refuses a
   * list that names a header twice: a long value that is named often would make the text to sign
   * far longer than the request.
   */
  static void require(Headers headers, List<String> signedHeaders) {
    Set<String> signed = new HashSet<>(signedHeaders);
    if (signed.size() < signedHeaders.size()) {
      throw new S3Exception(
          S3ErrorCode.AUTHORIZATION_HEADER_MALFORMED,
          "The authorization header is malformed; SignedHeaders lists a header twice.");
    }
    Set<String> missing = new TreeSet<>();
    if (!signed.contains(HOST)) {
      missing.add(HOST);
    }
    headers.forEach((name, value) -> {
      if (name.startsWith(AMZ) && !signed.contains(name) && !name.equals(PayloadForm.HEADER)) {
        missing.add(name);
      }
    });
    if (!missing.isEmpty()) {
      throw new S3Exception(
              S3ErrorCode.ACCESS_DENIED,
              "There were headers present in the request which were not signed")
          .with("HeadersNotSigned", String.join(", ", missing));
    }
  }
}
