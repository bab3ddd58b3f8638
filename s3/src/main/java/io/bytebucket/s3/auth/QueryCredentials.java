package io.bytebucket.s3.auth;

import io.bytebucket.http.Headers;
import io.bytebucket.http.Query;
import io.bytebucket.s3.body.PayloadForm;
import io.bytebucket.s3.error.S3ErrorCode;
import io.bytebucket.s3.error.S3Exception;
import java.util.Optional;

/**
 * Reads the claim of a presigned URL.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html">Using
 *     Query Parameters</a>
 */
final class QueryCredentials {
  static final String SIGNATURE = "X-Amz-Signature";
  private static final String ALGORITHM = "X-Amz-Algorithm";
  static final String CREDENTIAL = "X-Amz-Credential";
  private static final String DATE = "X-Amz-Date";
  private static final String EXPIRES = "X-Amz-Expires";
  private static final String SIGNED_HEADERS = "X-Amz-SignedHeaders";
  private static final String CONTENT_SHA256 = "X-Amz-Content-Sha256";
  private static final String ALL_REQUIRED =
      "Query-string authentication version 4 requires the X-Amz-Algorithm, X-Amz-Credential,"
          + " X-Amz-Signature, X-Amz-Date, X-Amz-SignedHeaders, and X-Amz-Expires parameters.";

  private QueryCredentials() {}

  /** Whether a query string claims a signature, complete or not. */
  static boolean isClaimed(Query query) {
    return query.contains(ALGORITHM) || query.contains(CREDENTIAL) || query.contains(SIGNATURE);
  }

  /** Reads the claim of a request that makes one, or refuses it. */
  static SignatureClaim parse(Query query, Headers headers) {
    String algorithm = required(query, ALGORITHM);
    String credential = required(query, CREDENTIAL);
    String signature = required(query, SIGNATURE);
    String date = required(query, DATE);
    String signedHeaders = required(query, SIGNED_HEADERS);
    String expires = required(query, EXPIRES);
    if (signedHeaders.length() > SignatureClaim.LIMIT_CHARS) {
      throw malformed("X-Amz-SignedHeaders is too long.");
    }
    if (!algorithm.equals(SignatureClaim.ALGORITHM)) {
      throw malformed("X-Amz-Algorithm only supports \"AWS4-HMAC-SHA256\"");
    }
    CredentialScope scope =
        CredentialScope.parse(
            credential, what -> malformed("Error parsing the X-Amz-Credential parameter; " + what));
    SigningTime time =
        SigningTime.parse(date)
            .orElseThrow(() ->
                new S3Exception(
                    S3ErrorCode.ACCESS_DENIED,
                    "X-Amz-Date must be in the ISO8601 Long Format" + " \"yyyyMMdd'T'HHmmss'Z'\""));
    if (!time.date().equals(scope.date())) {
      throw malformed("Invalid credential date. This date is not the same as X-Amz-Date.");
    }
    return new SignatureClaim(
        AuthMethod.SIGV4_PRESIGNED,
        scope,
        time,
        new Validity.Presigned(expiresSeconds(expires)),
        signedHeaders,
        payloadHash(query, headers),
        signature);
  }

  /**
   * The hash or the form of the payload, if the URL's query or a header fixes one; otherwise any
   * payload is accepted. If the two differ, the request is refused, since only one of them can be
   * signed.
   */
  private static String payloadHash(Query query, Headers headers) {
    Optional<String> inQuery = query.first(CONTENT_SHA256);
    Optional<String> inHeader = headers.first(PayloadForm.HEADER).map(String::strip);
    if (inQuery.isPresent() && inHeader.isPresent() && !inQuery.equals(inHeader)) {
      throw new S3Exception(
              S3ErrorCode.INVALID_ARGUMENT,
              "The x-amz-content-sha256 header is not the one that was signed.")
          .with("ArgumentName", PayloadForm.HEADER);
    }
    return inQuery.or(() -> inHeader).orElse(PayloadForm.UNSIGNED_PAYLOAD);
  }

  private static long expiresSeconds(String text) {
    long seconds;
    try {
      seconds = Long.parseLong(text);
    } catch (NumberFormatException notNumber) {
      throw malformed("X-Amz-Expires should be a number");
    }
    if (seconds < 1) {
      throw malformed("X-Amz-Expires must be positive");
    }
    if (seconds > Validity.Presigned.MAX_EXPIRES_SECONDS) {
      throw malformed(
          "X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires"
              + " must be less than 604800 seconds");
    }
    return seconds;
  }

  private static String required(Query query, String name) {
    return query
        .first(name)
        .filter(value -> !value.isEmpty())
        .orElseThrow(() -> malformed(ALL_REQUIRED));
  }

  private static S3Exception malformed(String what) {
    return new S3Exception(S3ErrorCode.AUTHORIZATION_QUERY_PARAMETERS_ERROR, what);
  }
}
