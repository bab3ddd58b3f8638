package io.bytebucket.testkit;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs requests with Signature Version 4, for tests. Written from the documentation and sharing
 * nothing with the server's own check, so that the two can be held against each other. Immutable.
 *
 * <p>All headers of a request are signed, but for those it is told to leave.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-authenticating-requests.html">
 *     Authenticating Requests</a>
 */
public final class SigV4Signer {
  /** The payload hash of a body that is not signed. */
  public static final String UNSIGNED_PAYLOAD = "UNSIGNED-PAYLOAD";

  private static final String ALGORITHM = "AWS4-HMAC-SHA256";
  private static final String NOTHING = sha256(new byte[0]);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final String accessKeyId;
  private final String secretAccessKey;
  private final String region;
  private final Set<String> unsigned;

  private SigV4Signer(
      String accessKeyId, String secretAccessKey, String region, Set<String> unsigned) {
    this.accessKeyId = accessKeyId;
    this.secretAccessKey = secretAccessKey;
    this.region = region;
    this.unsigned = unsigned;
  }

  /** Signs with that key, for us-east-1. */
  public SigV4Signer(String accessKeyId, String secretAccessKey) {
    this(accessKeyId, secretAccessKey, "us-east-1", Set.of());
  }

  /** The same key for another region. */
  public SigV4Signer inRegion(String changed) {
    return new SigV4Signer(accessKeyId, secretAccessKey, changed, unsigned);
  }

  /** Leaves headers of those names (lower case) unsigned. */
  public SigV4Signer leavingUnsigned(String... names) {
    return new SigV4Signer(accessKeyId, secretAccessKey, region, Set.of(names));
  }

  /** Signs a request and the hash of its body. */
  public RawRequest sign(RawRequest request, Instant at) {
    return sign(request, at, sha256(request.body()));
  }

  /** Signs a request with that payload hash, whatever its body is. */
  public RawRequest sign(RawRequest request, Instant at, String payloadHash) {
    RawRequest dated = request.set("x-amz-date", TIME.format(at));
    return authorized(dated.set("x-amz-content-sha256", payloadHash), at, payloadHash);
  }

  /** Signs a request that says its time in the {@code Date} header alone. */
  public RawRequest signWithDateHeader(RawRequest request, Instant at) {
    String hash = sha256(request.body());
    String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(at.atOffset(ZoneOffset.UTC));
    return authorized(request.set("date", date).set("x-amz-content-sha256", hash), at, hash);
  }

  /** Signs a request and sends its body in chunks. */
  public RawRequest signChunked(RawRequest request, Instant at, AwsChunked chunked) {
    RawRequest declared = declare(request, chunked);
    RawRequest signed = sign(declared, at, chunked.form().payloadHash());
    String authorization = signed.headers().first("authorization").orElseThrow();
    String seed = authorization.substring(authorization.lastIndexOf('=') + 1);
    return encoded(signed, at, seed, chunked);
  }

  /**
   * Puts the signature into the query. The payload hash is what the query's {@code
   * X-Amz-Content-Sha256} or the header of that name says, or else none is signed.
   */
  public RawRequest presign(RawRequest request, Instant at, long expiresSeconds) {
    String hash = request.headers().first("x-amz-content-sha256").orElse(UNSIGNED_PAYLOAD);
    for (String[] parameter : parameters(request.query())) {
      hash = parameter[0].equals("X-Amz-Content-Sha256") ? parameter[1] : hash;
    }
    RawRequest claim =
        request
            .addQuery("X-Amz-Algorithm=" + ALGORITHM)
            .addQuery("X-Amz-Credential=" + encode(accessKeyId + '/' + scope(at)))
            .addQuery("X-Amz-Date=" + TIME.format(at))
            .addQuery("X-Amz-Expires=" + expiresSeconds)
            .addQuery(
                "X-Amz-SignedHeaders=" + encode(String.join(";", signedHeaders(request).keySet())));
    return claim.addQuery("X-Amz-Signature=" + requestSignature(claim, at, hash));
  }

  /** The fields that a signed HTML form has apart from its policy and signature. */
  public SortedMap<String, String> formFields(Instant at) {
    SortedMap<String, String> fields = new TreeMap<>();
    fields.put("x-amz-algorithm", ALGORITHM);
    fields.put("x-amz-credential", accessKeyId + '/' + scope(at));
    fields.put("x-amz-date", TIME.format(at));
    return fields;
  }

  /** The signature of an HTML form: of its policy, in Base64. */
  public String signPolicy(String base64, Instant at) {
    return signature(at, base64);
  }

  /** Puts the signature into the query and sends the body in chunks. */
  public RawRequest presignChunked(
      RawRequest request, Instant at, long expiresSeconds, AwsChunked chunked) {
    RawRequest declared =
        declare(request, chunked).addQuery("X-Amz-Content-Sha256=" + chunked.form().payloadHash());
    RawRequest signed = presign(declared, at, expiresSeconds);
    String seed = signed.query().substring(signed.query().lastIndexOf('=') + 1);
    return encoded(signed, at, seed, chunked);
  }

  private static RawRequest declare(RawRequest request, AwsChunked chunked) {
    RawRequest declared =
        request.set(
            "x-amz-decoded-content-length", Long.toString(chunked.declaredBytes(request.body())));
    if (!request.headers().contains("content-encoding")) {
      declared = declared.set("content-encoding", "aws-chunked");
    }
    if (!chunked.trailers().isEmpty()) {
      declared = declared.set("x-amz-trailer", String.join(",", chunked.trailers().keySet()));
    }
    return declared;
  }

  private RawRequest encoded(RawRequest signed, Instant at, String seed, AwsChunked chunked) {
    RawRequest encoded = signed.withBody(chunked.encode(signed.body(), new Parts(at, seed)));
    return signed.headers().contains("content-length") ? encoded : encoded.sized();
  }

  private RawRequest authorized(RawRequest request, Instant at, String payloadHash) {
    return request.set(
        "authorization",
        ALGORITHM
            + " Credential="
            + accessKeyId
            + '/'
            + scope(at)
            + ", SignedHeaders="
            + String.join(";", signedHeaders(request).keySet())
            + ", Signature="
            + requestSignature(request, at, payloadHash));
  }

  /** The signatures of a body's parts; each covers the one before it. */
  private final class Parts implements AwsChunked.PartSigner {
    private final Instant at;
    private String previous;

    private Parts(Instant at, String seed) {
      this.at = at;
      this.previous = seed;
    }

    @Override
    public String chunk(byte[] data) {
      previous = sign("PAYLOAD", NOTHING + '\n' + sha256(data));
      return previous;
    }

    @Override
    public String trailers(String canonical) {
      previous = sign("TRAILER", sha256(utf8(canonical)));
      return previous;
    }

    private String sign(String part, String rest) {
      String head = ALGORITHM + '-' + part + '\n' + TIME.format(at) + '\n' + scope(at);
      return signature(at, head + '\n' + previous + '\n' + rest);
    }
  }

  private String requestSignature(RawRequest request, Instant at, String payloadHash) {
    SortedMap<String, String> headers = signedHeaders(request);
    StringBuilder canonical = new StringBuilder(request.method()).append('\n');
    canonical.append(canonicalPath(request.path())).append('\n');
    canonical.append(canonicalQuery(request.query())).append('\n');
    headers.forEach((name, value) -> canonical.append(name).append(':').append(value).append('\n'));
    canonical.append('\n').append(String.join(";", headers.keySet())).append('\n');
    canonical.append(payloadHash);
    String hash = sha256(utf8(canonical.toString()));
    return signature(at, ALGORITHM + '\n' + TIME.format(at) + '\n' + scope(at) + '\n' + hash);
  }

  private SortedMap<String, String> signedHeaders(RawRequest request) {
    SortedMap<String, String> headers = new TreeMap<>();
    request
        .headers()
        .forEach((name, value) -> {
          if (!unsigned.contains(name) && !name.equals("authorization")) {
            String trimmed = value.strip().replaceAll("[ \t]+", " ");
            headers.merge(name, trimmed, (first, next) -> first + ',' + next);
          }
        });
    return headers;
  }

  private String scope(Instant at) {
    return TIME.format(at).substring(0, 8) + '/' + region + "/s3/aws4_request";
  }

  private String signature(Instant at, String stringToSign) {
    byte[] key = ("AWS4" + secretAccessKey).getBytes(StandardCharsets.UTF_8);
    for (String step : scope(at).split("/", -1)) {
      key = hmac(key, step.getBytes(StandardCharsets.UTF_8));
    }
    return HexFormat.of().formatHex(hmac(key, utf8(stringToSign)));
  }

  private static String canonicalPath(String path) {
    return Arrays.stream(path.split("/", -1))
        .map(segment -> recode(segment, false))
        .collect(Collectors.joining("/"));
  }

  private static String canonicalQuery(String query) {
    List<String[]> encoded = new ArrayList<>();
    for (String[] parameter : parameters(query)) {
      encoded.add(new String[] {recode(parameter[0], true), recode(parameter[1], true)});
    }
    encoded.sort((a, b) -> a[0].equals(b[0]) ? a[1].compareTo(b[1]) : a[0].compareTo(b[0]));
    return String.join("&", encoded.stream().map(p -> p[0] + '=' + p[1]).toList());
  }

  private static List<String[]> parameters(String query) {
    return Arrays.stream(query.split("&", -1))
        .filter(part -> !part.isEmpty())
        .map(part -> part.contains("=") ? part.split("=", 2) : new String[] {part, ""})
        .toList();
  }

  /** Decodes the bytes of a raw text and encodes them again. */
  private static String recode(String raw, boolean plusIsSpace) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] in = raw.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < in.length; i++) {
      if (in[i] == '%') {
        bytes.write(HexFormat.fromHexDigits(new String(in, i + 1, 2, StandardCharsets.UTF_8)));
        i += 2;
      } else {
        bytes.write(in[i] == '+' && plusIsSpace ? ' ' : in[i]);
      }
    }
    return encodeBytes(bytes.toByteArray());
  }

  /** Percent-encodes a text for use in a raw path segment or query. */
  public static String encode(String text) {
    return encodeBytes(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String encodeBytes(byte[] bytes) {
    StringBuilder out = new StringBuilder();
    for (byte b : bytes) {
      char c = (char) (b & 0xFF);
      boolean plain = c < 0x80 && (Character.isLetterOrDigit(c) || "-._~".indexOf(c) >= 0);
      out.append(plain ? String.valueOf(c) : String.format("%%%02X", (int) c));
    }
    return out.toString();
  }

  /** The SHA-256 of some bytes, in hex. */
  public static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (GeneralSecurityException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }

  private static byte[] hmac(byte[] key, byte[] data) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(data);
    } catch (GeneralSecurityException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
