package io.bytebucket.selftest.wire;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Signs requests with Signature Version 4. Written from the documentation, and shares nothing with
 * the check of a server: what both misread would not be seen. Immutable.
 *
 * @param secretAccessKey never shown
 * @param unsigned names of headers (lower case) to leave unsigned
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html">
 *     Authenticating Requests: Using the Authorization Header</a>
 */
public record Signer(
    String accessKeyId,
    String secretAccessKey,
    String region,
    String service,
    Instant at,
    Set<String> unsigned) {
  /** The payload hash of a body that is not signed. */
  public static final String UNSIGNED_PAYLOAD = "UNSIGNED-PAYLOAD";

  static final String ALGORITHM = "AWS4-HMAC-SHA256";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  /** Signs a request in its header, with that payload hash, whatever its body is. */
  public WireRequest sign(WireRequest request, String payloadHash) {
    WireRequest dated = request.set("x-amz-date", time()).set("x-amz-content-sha256", payloadHash);
    String authorization =
        "%s Credential=%s/%s, SignedHeaders=%s, Signature=%s"
            .formatted(
                ALGORITHM,
                accessKeyId,
                scope(),
                String.join(";", signedHeaders(dated).keySet()),
                signature(dated, payloadHash));
    return dated.set("authorization", authorization);
  }

  /** Puts the signature into the query: a link that holds for that time. */
  public WireRequest presign(WireRequest request, long expiresSeconds) {
    WireRequest claim =
        request
            .addQuery("X-Amz-Algorithm=" + ALGORITHM)
            .addQuery("X-Amz-Credential=" + Bytes.percentEncoded(accessKeyId + '/' + scope()))
            .addQuery("X-Amz-Date=" + time())
            .addQuery("X-Amz-Expires=" + expiresSeconds)
            .addQuery(
                "X-Amz-SignedHeaders="
                    + Bytes.percentEncoded(String.join(";", signedHeaders(request).keySet())));
    return claim.addQuery("X-Amz-Signature=" + signature(claim, UNSIGNED_PAYLOAD));
  }

  /** The signature of a text with the key of the day: of a policy, or of a part of a body. */
  String signatureOf(String stringToSign) {
    byte[] key = Bytes.utf8("AWS4" + secretAccessKey);
    for (String step : scope().split("/", -1)) {
      key = Bytes.hmac(key, step);
    }
    return HexFormat.of().formatHex(Bytes.hmac(key, stringToSign));
  }

  /** The time of the signature, as requests say it. */
  String time() {
    return TIME.format(at);
  }

  String scope() {
    return time().substring(0, 8) + '/' + region + '/' + service + "/aws4_request";
  }

  private String signature(WireRequest request, String payloadHash) {
    SortedMap<String, String> headers = signedHeaders(request);
    StringBuilder canonical = new StringBuilder(request.method()).append('\n');
    canonical.append(canonicalPath(request.path())).append('\n');
    canonical.append(canonicalQuery(request.query())).append('\n');
    headers.forEach((name, value) -> canonical.append(name).append(':').append(value).append('\n'));
    canonical.append('\n').append(String.join(";", headers.keySet())).append('\n');
    canonical.append(payloadHash);
    String hash = Bytes.sha256(Bytes.utf8(canonical.toString()));
    return signatureOf(ALGORITHM + '\n' + time() + '\n' + scope() + '\n' + hash);
  }

  private SortedMap<String, String> signedHeaders(WireRequest request) {
    SortedMap<String, String> headers = new TreeMap<>();
    request
        .headers()
        .forEach((name, value) -> {
          boolean isSigned =
              name.equals("host")
                  || name.equals("content-type")
                  || name.equals("content-md5")
                  || name.startsWith("x-amz-");
          if (isSigned && !unsigned.contains(name)) {
            String trimmed = value.strip().replaceAll(" +", " ");
            headers.merge(name, trimmed, (first, next) -> first + ',' + next);
          }
        });
    return headers;
  }

  private static String canonicalPath(String path) {
    return Arrays.stream(path.split("/", -1)).map(Signer::recoded).collect(Collectors.joining("/"));
  }

  private static String canonicalQuery(String query) {
    record Parameter(String name, String value) {}
    List<Parameter> parameters =
        Arrays.stream(query.split("&", -1))
            .filter(part -> !part.isEmpty())
            .map(part -> (part.contains("=") ? part : part + "=").split("=", 2))
            .map(part -> new Parameter(recoded(part[0]), recoded(part[1])))
            .sorted((a, b) ->
                a.name().equals(b.name())
                    ? a.value().compareTo(b.value())
                    : a.name().compareTo(b.name()))
            .toList();
    return parameters.stream()
        .map(each -> each.name() + '=' + each.value())
        .collect(Collectors.joining("&"));
  }

  /** Decodes the bytes of a raw text and encodes them again. */
  private static String recoded(String raw) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] in = Bytes.utf8(raw);
    for (int i = 0; i < in.length; i++) {
      if (in[i] == '%' && i + 2 < in.length) {
        bytes.write(HexFormat.fromHexDigits("" + (char) in[i + 1] + (char) in[i + 2]));
        i += 2;
      } else {
        bytes.write(in[i]);
      }
    }
    return Bytes.percentEncoded(bytes.toByteArray());
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "Signer[" + accessKeyId + ", " + scope() + "]";
  }
}
