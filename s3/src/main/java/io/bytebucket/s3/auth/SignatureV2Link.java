package io.bytebucket.s3.auth;

import io.bytebucket.http.Headers;
import io.bytebucket.http.Query;
import io.bytebucket.http.Request;
import io.bytebucket.s3.error.S3ErrorCode;
import io.bytebucket.s3.error.S3Exception;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Checks links that are signed with Signature Version 2. It is obsolete, but boto3 and version 1 of
 * the AWS CLI still use it for links in us-east-1 by default. It is accepted in links only; an
 * Authorization header with it is refused.
 *
 * <p>The signature covers the bucket and the key, but not the host. So the bucket that is checked
 * is the one that the server found in the host or in the path. If a link is sent to a host that
 * stands for another bucket, its signature is wrong there.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/RESTAuthentication.html">Signing
 *     and Authenticating REST Requests (Signature Version 2)</a>
 */
final class SignatureV2Link {
  static final String ACCESS_KEY_ID = "AWSAccessKeyId";
  private static final String SIGNATURE = "Signature";
  private static final String EXPIRES = "Expires";
  private static final String AMZ_PREFIX = "x-amz-";

  /**
   * The secret for access keys that do not exist, so that refusing them takes as long as checking a
   * real key.
   */
  static final String NO_SECRET = "no such access key";

  /** The parameters that the signature covers. */
  private static final Set<String> SIGNED_PARAMETERS =
      Set.of(
          "accelerate",
          "acl",
          "cors",
          "delete",
          "lifecycle",
          "location",
          "logging",
          "notification",
          "partNumber",
          "policy",
          "replication",
          "requestPayment",
          "response-cache-control",
          "response-content-disposition",
          "response-content-encoding",
          "response-content-language",
          "response-content-type",
          "response-expires",
          "restore",
          "tagging",
          "torrent",
          "uploadId",
          "uploads",
          "versionId",
          "versioning",
          "versions",
          "website");

  /**
   * The parameters that need not be signed: the claim itself, and those that choose a part of a
   * listing. Any other one could turn a link into another operation, such as an upload into the
   * change of a setting.
   */
  private static final Set<String> UNSIGNED_PARAMETERS =
      Set.of(
          ACCESS_KEY_ID,
          SIGNATURE,
          EXPIRES,
          "continuation-token",
          "delimiter",
          "encoding-type",
          "fetch-owner",
          "key-marker",
          "list-type",
          "marker",
          "max-keys",
          "max-parts",
          "max-uploads",
          "part-number-marker",
          "prefix",
          "start-after",
          "upload-id-marker",
          "version-id-marker",
          "x-id");

  private SignatureV2Link() {}

  /** Whether a query string claims such a signature, complete or not. */
  static boolean isClaimed(Query query) {
    return query.contains(ACCESS_KEY_ID) || query.contains(SIGNATURE);
  }

  /**
   * The access key id with whose secret the link was signed.
   *
   * @param resource the bucket and key that the request points at, as sent, from the slash before
   *     the bucket on
   * @throws S3Exception when the signature is not right, not complete or not in time
   */
  static String require(
      Request request, Query query, String resource, SecretSource secrets, Instant now) {
    if (!query.contains(ACCESS_KEY_ID) || !query.contains(SIGNATURE) || !query.contains(EXPIRES)) {
      throw new S3Exception(
          S3ErrorCode.ACCESS_DENIED,
          "Query-string authentication requires the Signature, Expires and AWSAccessKeyId"
              + " parameters");
    }
    requireKnownParameters(query);
    String accessKeyId = query.first(ACCESS_KEY_ID).orElse("");
    String signature = query.first(SIGNATURE).orElse("");
    long expires = expiresSeconds(query);
    Optional<String> secret = secrets.secretOf(accessKeyId);
    String stringToSign = stringToSign(request, query, resource, expires);
    byte[] expected = sign(secret.orElse(NO_SECRET), stringToSign);
    boolean matches = MessageDigest.isEqual(expected, signature.getBytes(StandardCharsets.UTF_8));
    if (secret.isEmpty()) {
      throw new S3Exception(S3ErrorCode.INVALID_ACCESS_KEY_ID).with(ACCESS_KEY_ID, accessKeyId);
    }
    if (!matches) {
      throw SignatureMismatch.of(accessKeyId, signature, stringToSign);
    }
    if (now.getEpochSecond() > expires) {
      throw new S3Exception(S3ErrorCode.REQUEST_EXPIRED)
          .with(EXPIRES, Instant.ofEpochSecond(expires).toString())
          .with("ServerTime", now.toString());
    }
    return accessKeyId;
  }

  private static void requireKnownParameters(Query query) {
    String unknown =
        query.parameters().stream()
            .map(Query.Parameter::name)
            .filter(name -> !SIGNED_PARAMETERS.contains(name))
            .filter(name -> !UNSIGNED_PARAMETERS.contains(name))
            .filter(name -> !LinkHeaders.isSignedInV2(name))
            .distinct()
            .sorted()
            .collect(Collectors.joining(", "));
    if (!unknown.isEmpty()) {
      throw new S3Exception(
              S3ErrorCode.ACCESS_DENIED,
              "There were parameters present in the request which were not signed")
          .with("ParametersNotSigned", unknown);
    }
  }

  private static long expiresSeconds(Query query) {
    try {
      // The bound is far later than any clock shows, and far below what an Instant can hold.
      return Math.min(Long.parseLong(query.first(EXPIRES).orElse("")), Integer.MAX_VALUE * 4L);
    } catch (NumberFormatException notANumber) {
      throw new S3Exception(
              S3ErrorCode.ACCESS_DENIED, "Invalid date (should be seconds since epoch)")
          .with(EXPIRES, query.first(EXPIRES).orElse(""));
    }
  }

  private static String stringToSign(Request request, Query query, String resource, long expires) {
    Headers fields = LinkHeaders.signedInV2(request, query);
    HeaderValues headers = HeaderValues.of(fields);
    StringBuilder text = new StringBuilder(request.method()).append('\n');
    text.append(headers.get("content-md5")).append('\n');
    text.append(headers.get("content-type")).append('\n');
    text.append(query.first(EXPIRES).orElse(Long.toString(expires))).append('\n');
    // All of them are signed, so that none can be added to a link.
    Map<String, String> amz = new TreeMap<>();
    fields.forEach((name, value) -> {
      if (name.startsWith(AMZ_PREFIX)) {
        amz.put(name, headers.get(name));
      }
    });
    amz.forEach((name, value) -> text.append(name).append(':').append(value).append('\n'));
    return text.append(resource).append(subresources(query)).toString();
  }

  private static String subresources(Query query) {
    requireSeparable(query);
    String signed =
        query.parameters().stream()
            .filter(parameter -> SIGNED_PARAMETERS.contains(parameter.name()))
            .sorted((one, other) -> one.name().compareTo(other.name()))
            .map(parameter ->
                parameter.value().isEmpty()
                    ? parameter.name()
                    : parameter.name() + "=" + parameter.value())
            .collect(Collectors.joining("&"));
    return signed.isEmpty() ? "" : "?" + signed;
  }

  /**
   * Refuses values in which an encoded separator could be read as another parameter. Values are
   * signed decoded, so otherwise one parameter could be sent as two, or two as one.
   */
  private static void requireSeparable(Query query) {
    for (Query.Parameter parameter : query.parameters()) {
      if (SIGNED_PARAMETERS.contains(parameter.name()) && readsAsMore(parameter.value())) {
        throw new S3Exception(
                S3ErrorCode.INVALID_ARGUMENT,
                "A value that holds another parameter cannot be signed with Signature Version 2;"
                    + " please use Version 4.")
            .with("ArgumentName", parameter.name());
      }
    }
  }

  private static boolean readsAsMore(String value) {
    String[] pieces = value.split("&", -1);
    return Arrays.stream(pieces, 1, pieces.length)
        .anyMatch(piece -> SIGNED_PARAMETERS.contains(piece.split("=", 2)[0]));
  }

  /** The signature of a string to sign, in Base64. */
  static byte[] sign(String secret, String stringToSign) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
      return Base64.getEncoder().encode(mac.doFinal(stringToSign.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("this Java runtime lacks HmacSHA1", impossible);
    }
  }
}
