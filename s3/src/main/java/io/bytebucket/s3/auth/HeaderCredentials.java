package io.bytebucket.s3.auth;

import io.bytebucket.http.Headers;
import io.bytebucket.s3.body.PayloadForm;
import io.bytebucket.s3.error.S3ErrorCode;
import io.bytebucket.s3.error.S3Exception;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the claim of an {@code Authorization} header.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-auth-using-authorization-header.html">
 *     Using the Authorization Header</a>
 */
final class HeaderCredentials {
  static final String UNSUPPORTED_MECHANISM =
      "The authorization mechanism you have provided is not supported. Please use"
          + " AWS4-HMAC-SHA256.";
  private static final String MALFORMED = "The authorization header is malformed; ";
  private static final String THREE_COMPONENTS =
      "the authorization header requires three components: Credential, SignedHeaders, and"
          + " Signature.";

  private HeaderCredentials() {}

  /** Whether the header names one of AWS's schemes, of any version. */
  static boolean isAws(String authorization) {
    return scheme(authorization).startsWith("AWS");
  }

  /** Reads the claim of a request that has such a header, or refuses it. */
  static SignatureClaim parse(String authorization, Headers headers) {
    requireAlgorithm(authorization);
    if (authorization.length() > SignatureClaim.LIMIT_CHARS) {
      throw malformed("it is too long.");
    }
    Map<String, String> components = components(authorization);
    String credential = required(components, "Credential");
    String signedHeaders = required(components, "SignedHeaders");
    String signature = required(components, "Signature");
    CredentialScope scope = CredentialScope.parse(credential, HeaderCredentials::malformed);
    SigningTime time = signingTime(headers);
    if (!time.date().equals(scope.date())) {
      throw malformed("Invalid credential date. This date is not the same as X-Amz-Date.");
    }
    Optional<String> payloadHash = headers.first(PayloadForm.HEADER).map(String::strip);
    payloadHash.ifPresent(PayloadForm::parse);
    return new SignatureClaim(
        AuthMethod.SIGV4,
        scope,
        time,
        new Validity.AroundSigning(),
        signedHeaders,
        payloadHash.orElse(""),
        signature);
  }

  private static void requireAlgorithm(String authorization) {
    String scheme = scheme(authorization);
    if (scheme.equals(SignatureClaim.ALGORITHM)) {
      return;
    }
    if (scheme.startsWith("AWS")) {
      // Version 2 ("AWS key:signature"), the asymmetric version 4A, and any later one.
      throw new S3Exception(S3ErrorCode.INVALID_REQUEST, UNSUPPORTED_MECHANISM);
    }
    throw new S3Exception(S3ErrorCode.INVALID_ARGUMENT, "Unsupported Authorization Type")
        .with("ArgumentName", "Authorization")
        .with("ArgumentValue", scheme);
  }

  private static String scheme(String authorization) {
    String text = authorization.strip();
    int end = 0;
    while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
      end++;
    }
    return text.substring(0, end);
  }

  /**
   * The {@code name=value} parts. They are separated by commas; some clients put a space after
   * each.
   */
  private static Map<String, String> components(String authorization) {
    String text = authorization.strip().substring(SignatureClaim.ALGORITHM.length());
    Map<String, String> components = new HashMap<>();
    for (String part : text.split(",", -1)) {
      String component = part.strip();
      if (component.isEmpty()) {
        continue;
      }
      int equals = component.indexOf('=');
      String name = equals < 0 ? component : component.substring(0, equals).strip();
      String value = equals < 0 ? "" : component.substring(equals + 1).strip();
      if (equals <= 0 || components.putIfAbsent(name, value) != null) {
        throw malformed("an authorization component is malformed.").with("Component", name);
      }
    }
    return components;
  }

  private static String required(Map<String, String> components, String name) {
    String value = components.get(name);
    if (value == null) {
      throw malformed(THREE_COMPONENTS);
    }
    if (value.isEmpty()) {
      throw malformed("an authorization component is empty.").with("Component", name);
    }
    return value;
  }

  private static SigningTime signingTime(Headers headers) {
    Optional<String> amzDate = headers.first("x-amz-date");
    Optional<SigningTime> time =
        amzDate.isPresent()
            ? SigningTime.parse(amzDate.get().strip())
            : headers.first("date").flatMap(date -> SigningTime.parseDateHeader(date.strip()));
    return time.orElseThrow(() ->
        new S3Exception(
            S3ErrorCode.ACCESS_DENIED,
            "AWS authentication requires a valid Date or x-amz-date header"));
  }

  private static S3Exception malformed(String what) {
    return new S3Exception(S3ErrorCode.AUTHORIZATION_HEADER_MALFORMED, MALFORMED + what);
  }
}
