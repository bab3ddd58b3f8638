package io.bytebucket.server.process.hostile;

import io.bytebucket.server.process.Endpoint;
import io.bytebucket.server.process.GeneratedBytes;
import io.bytebucket.server.process.S3Connection;
import io.bytebucket.server.process.ServerProcess;
import io.bytebucket.testkit.RawRequest;
import io.bytebucket.testkit.RawResponse;
import io.bytebucket.testkit.SigV4Signer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server under attack: what it holds for the attacks to use, and requests to it that are signed
 * by one of its users, for many attacks come from those who have a key or were given a link.
 */
final class Victim {
  /** The bucket of the attacks. */
  static final String BUCKET = "attacked";

  /** An object too large for any socket's buffers. */
  static final String BIG_OBJECT = "/" + BUCKET + "/big";

  private static final int BIG_BYTES = 8 << 20;
  private static final int LISTED_KEYS = 300;
  private static final int LISTED_KEY_LENGTH = 900;

  private static final long LINK_SECONDS = 3600;
  private static final Pattern CONNECTIONS = Pattern.compile("\\bconnections\"?[:=](\\d+)");
  private static final Pattern UPLOAD_ID = Pattern.compile("<UploadId>(.*?)</UploadId>");

  private final Endpoint endpoint;
  private final SigV4Signer signer;
  private final Clock clock = Clock.systemUTC();
  private final String uploadId;
  private final int maxConnections;

  /** Stores what the attacks use. */
  Victim(ServerProcess server) throws IOException {
    this.endpoint = server.endpoint();
    this.maxConnections = Integer.parseInt(find(CONNECTIONS, server.log()));
    this.signer = new SigV4Signer(endpoint.accessKeyId(), endpoint.secretAccessKey());
    try (S3Connection connection = new S3Connection(endpoint)) {
      connection.createBucket(BUCKET);
      require(connection.put(BUCKET, "big", new GeneratedBytes(1, BIG_BYTES).toArray()));
      for (int n = 0; n < LISTED_KEYS; n++) {
        String key = "listed/" + "&".repeat(LISTED_KEY_LENGTH) + n;
        require(connection.put(BUCKET, key, new byte[0]));
      }
      RawResponse upload = connection.send("POST", upload() + "?uploads", Map.of(), new byte[0]);
      this.uploadId = find(UPLOAD_ID, require(upload).text());
    }
  }

  /** How many connections it takes, as it says itself. */
  int maxConnections() {
    return maxConnections;
  }

  /** The value of the {@code Host} header. */
  String host() {
    return endpoint.host();
  }

  /** An upload in parts that is open. */
  String openUpload() {
    return upload() + "?uploadId=" + uploadId;
  }

  /** A request, with nothing but its host. */
  RawRequest request(String method, String target) {
    return RawRequest.of(method, target).add("host", host());
  }

  /** A request as bytes, signed but for its body. */
  byte[] signed(RawRequest request) {
    return signer.sign(request, now(), SigV4Signer.UNSIGNED_PAYLOAD).bytes();
  }

  /** The head of a request whose body would be so long, signed. */
  byte[] signedHead(RawRequest request, long bodyBytes) {
    return signed(request.set("content-length", Long.toString(bodyBytes)));
  }

  /** A request as a link has it. */
  RawRequest link(RawRequest request) {
    return signer.presign(request, now(), LINK_SECONDS);
  }

  /** When requests are signed. */
  Instant now() {
    return clock.instant();
  }

  /** Who signs. */
  SigV4Signer signer() {
    return signer;
  }

  /** The {@code Content-MD5} of a text that is repeated between two others. */
  static String md5(String before, String repeated, int times, String after) {
    try {
      MessageDigest md5 = MessageDigest.getInstance("MD5");
      md5.update(before.getBytes(StandardCharsets.UTF_8));
      byte[] bytes = repeated.getBytes(StandardCharsets.UTF_8);
      for (int n = 0; n < times; n++) {
        md5.update(bytes);
      }
      md5.update(after.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(md5.digest());
    } catch (GeneralSecurityException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }

  private static String upload() {
    return "/" + BUCKET + "/upload";
  }

  private static RawResponse require(RawResponse response) {
    if (response.status() != 200) {
      throw new AssertionError("not prepared: " + response);
    }
    return response;
  }

  private static String find(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      throw new AssertionError(pattern + " is not in " + text);
    }
    return matcher.group(1);
  }
}
