package io.bytebucket.s3.auth;

import io.bytebucket.s3.body.Sha256;
import io.bytebucket.s3.error.S3ErrorCode;
import io.bytebucket.s3.error.S3Exception;
import io.bytebucket.s3.form.PostForm;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Checks the signature in the fields of a form. It covers the policy alone, in Base64 as it was
 * sent; the policy then says what the other fields may be. Thread-safe.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-authentication-HTTPPOST.html">Authenticating
 *     Requests in Browser-Based Uploads Using POST</a>
 */
final class FormSignature {
  private static final String POLICY = "policy";
  private static final String ALGORITHM = "X-Amz-Algorithm";
  private static final String CREDENTIAL = "X-Amz-Credential";
  private static final String DATE = "X-Amz-Date";
  private static final String SIGNATURE = "X-Amz-Signature";
  private static final String V2_ACCESS_KEY_ID = "AWSAccessKeyId";
  private static final String V2_SIGNATURE = "Signature";

  /**
   * The fields of each version, as AWS spells them in errors. In a form their case does not matter.
   */
  private static final List<String> V4_FIELDS = List.of(ALGORITHM, CREDENTIAL, DATE, SIGNATURE);

  private static final List<String> V2_FIELDS = List.of(V2_ACCESS_KEY_ID, V2_SIGNATURE);

  private final SecretSource secrets;
  private final SigningKeys keys;

  FormSignature(SecretSource secrets, SigningKeys keys) {
    this.secrets = secrets;
    this.keys = keys;
  }

  /**
   * The caller who signed a form.
   *
   * @param signedAt when; empty in forms of Version 2, which do not say
   * @param policy what was signed, in Base64
   */
  record Signer(String accessKeyId, AuthMethod method, Optional<Instant> signedAt, String policy) {}

  /**
   * The signer of a form with these fields (by their names in lower case); empty when it has no
   * policy and no field of a signature.
   *
   * @throws S3Exception when the signature is not right or not complete
   */
  Optional<Signer> require(Map<String, String> fields) {
    boolean isV4 = V4_FIELDS.stream().anyMatch(name -> find(fields, name).isPresent());
    boolean isV2 = V2_FIELDS.stream().anyMatch(name -> find(fields, name).isPresent());
    if (!isV4 && !isV2) {
      if (find(fields, POLICY).isPresent()) {
        throw new S3Exception(S3ErrorCode.ACCESS_DENIED);
      }
      return Optional.empty();
    }
    String policy = field(fields, POLICY);
    return Optional.of(isV4 ? signedV4(fields, policy) : signedV2(fields, policy));
  }

  private Signer signedV4(Map<String, String> fields, String policy) {
    String algorithm = field(fields, ALGORITHM);
    String credential = field(fields, CREDENTIAL);
    String date = field(fields, DATE);
    String provided = field(fields, SIGNATURE);
    if (!algorithm.equals(SignatureClaim.ALGORITHM)) {
      throw invalid(ALGORITHM, algorithm, "X-Amz-Algorithm only supports \"AWS4-HMAC-SHA256\"");
    }
    CredentialScope scope =
        CredentialScope.parse(credential, what -> invalid(CREDENTIAL, credential, what));
    SigningTime time =
        SigningTime.parse(date)
            .orElseThrow(() ->
                invalid(
                    DATE,
                    date,
                    "X-Amz-Date must be in the ISO8601 Long Format \"yyyyMMdd'T'HHmmss'Z'\""));
    if (!time.date().equals(scope.date())) {
      throw invalid(
          CREDENTIAL,
          credential,
          "Invalid credential date. This date is not the same as X-Amz-Date.");
    }
    SigningKeys.Candidate candidate = keys.candidate(scope);
    // A signature that is not 64 hex digits cannot match, but checking it takes as long as any
    // other.
    byte[] signature = Sha256.parse(provided).orElseGet(() -> new byte[0]);
    boolean matches = candidate.signs(policy, signature);
    requireMatch(candidate.exists(), matches, scope.accessKeyId(), provided, policy);
    keys.remember(candidate);
    return new Signer(
        scope.accessKeyId(), AuthMethod.SIGV4_FORM, Optional.of(time.instant()), policy);
  }

  private Signer signedV2(Map<String, String> fields, String policy) {
    String accessKeyId = field(fields, V2_ACCESS_KEY_ID);
    String provided = field(fields, V2_SIGNATURE);
    Optional<String> secret = secrets.secretOf(accessKeyId);
    byte[] expected = SignatureV2Link.sign(secret.orElse(SignatureV2Link.NO_SECRET), policy);
    boolean matches = MessageDigest.isEqual(expected, provided.getBytes(StandardCharsets.UTF_8));
    requireMatch(secret.isPresent(), matches, accessKeyId, provided, policy);
    return new Signer(accessKeyId, AuthMethod.SIGV2_FORM, Optional.empty(), policy);
  }

  private static void requireMatch(
      boolean exists, boolean matches, String accessKeyId, String provided, String policy) {
    if (!exists) {
      throw new S3Exception(S3ErrorCode.INVALID_ACCESS_KEY_ID).with("AWSAccessKeyId", accessKeyId);
    }
    if (!matches) {
      throw SignatureMismatch.of(accessKeyId, provided, policy);
    }
  }

  private static Optional<String> find(Map<String, String> fields, String name) {
    return Optional.ofNullable(fields.get(name.toLowerCase(Locale.ROOT)));
  }

  private static String field(Map<String, String> fields, String name) {
    return find(fields, name)
        .filter(value -> !value.isEmpty())
        .orElseThrow(() -> PostForm.missing(name));
  }

  private static S3Exception invalid(String name, String value, String what) {
    return new S3Exception(S3ErrorCode.INVALID_ARGUMENT, what)
        .with("ArgumentName", name)
        .with("ArgumentValue", value);
  }
}
