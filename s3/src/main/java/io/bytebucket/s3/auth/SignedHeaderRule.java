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
 * Which headers have to be signed: {@code host}, and every {@code x-amz-*} header, because those
 * change what a request does. Whoever holds a presigned URL could otherwise add a copy source, an
 * ACL or a lock to it.
 *
 * <p>One exception, as on AWS: {@code x-amz-content-sha256}. Its value is the last line of the
 * canonical request, and that same value chooses how the body is decoded and verified, so it is
 * bound to the signature without being listed. {@code Content-Type} may be unsigned, as on AWS:
 * widespread clients never sign it.
 */
final class SignedHeaderRule {
  private static final String HOST = "host";
  private static final String AMZ = "x-amz-";

  private SignedHeaderRule() {}

  /**
   * Refuses a request with a header that should have been signed, and names each; and one that
   * lists a header twice, for what is signed would be longer than what was sent, without end.
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
