package io.bytebucket.s3;

import io.bytebucket.s3.error.S3ErrorCode;
import io.bytebucket.s3.error.S3Exception;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes at DEBUG what a request with a wrong signature should have signed, under the request id
 * that its client was told: what the client signed can then be laid beside it.
 *
 * <p>Nothing in it lets anybody in. There is no key and no signature, neither the one that would
 * have been right nor the one that came, which can be right for the request that a proxy changed on
 * its way; and headers that hold a secret are left out.
 */
final class SignatureTrace {
  private static final Logger LOG = LoggerFactory.getLogger(SignatureTrace.class);
  private static final String HIDDEN = "(hidden)";

  /** Lines of headers that prove something to whoever reads them. */
  private static final Pattern SECRET_HEADER =
      Pattern.compile(
          "^(x-amz-security-token|authorization|proxy-authorization|cookie"
              + "|x-amz-(?:copy-source-)?server-side-encryption-customer-key):.*$",
          // A line ends with a line feed and nothing else: the rest of it would be shown.
          Pattern.CASE_INSENSITIVE | Pattern.MULTILINE | Pattern.UNIX_LINES);

  /** The same in a query: a parameter of a link can stand for such a header. */
  private static final Pattern SECRET_PARAMETER =
      Pattern.compile(
          "([?&\\n](?:x-amz-security-token|x-amz-signature|signature"
              + "|x-amz-(?:copy-source-)?server-side-encryption-customer-key)=)[^&\\n]*",
          Pattern.CASE_INSENSITIVE);

  /** What is signed of a chunk begins so, and holds the signature before it in its fourth line. */
  private static final Pattern OF_A_CHUNK =
      Pattern.compile("\\A(AWS4-HMAC-SHA256-(?:PAYLOAD|TRAILER)\\n[^\\n]*\\n[^\\n]*\\n)[^\\n]*");

  private SignatureTrace() {}

  /** What should have been signed, if the error is that of a signature; by the names of fields. */
  static Map<String, String> explain(S3Exception error) {
    if (error.code() != S3ErrorCode.SIGNATURE_DOES_NOT_MATCH) {
      return Map.of();
    }
    Map<String, String> signed = new LinkedHashMap<>();
    signed.put("string_to_sign", shown(error, "StringToSign"));
    signed.put("canonical_request", shown(error, "CanonicalRequest"));
    signed.values().removeIf(String::isEmpty);
    return signed;
  }

  /** Writes it, if the error is that of a signature. */
  static void write(S3Exception error, String requestId) {
    if (error.code() != S3ErrorCode.SIGNATURE_DOES_NOT_MATCH || !LOG.isDebugEnabled()) {
      return;
    }
    LOG.atDebug()
        .addKeyValue("request_id", requestId)
        .addKeyValue("access_key", detail(error, "AWSAccessKeyId"))
        .addKeyValue("string_to_sign", shown(error, "StringToSign"))
        .addKeyValue("canonical_request", shown(error, "CanonicalRequest"))
        .log("the signature does not match");
  }

  /** A text as it may be read by others; empty when it was too long to be kept. */
  private static String shown(S3Exception error, String name) {
    String text = detail(error, name);
    text = OF_A_CHUNK.matcher(text).replaceFirst("$1" + HIDDEN);
    text = SECRET_HEADER.matcher(text).replaceAll("$1:" + HIDDEN);
    return SECRET_PARAMETER.matcher(text).replaceAll("$1" + HIDDEN);
  }

  private static String detail(S3Exception error, String name) {
    return error.details().stream()
        .filter(detail -> detail.name().equals(name))
        .map(S3Exception.Detail::value)
        .findFirst()
        .orElse("");
  }
}
