package io.bytebucket.s3;

import io.bytebucket.testkit.RawRequest;
import io.bytebucket.testkit.SigV4Signer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes links of Signature Version 2, for tests. Written from the documentation and sharing nothing
 * with the server's own check: what is signed is given by the test.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/RESTAuthentication.html">Signing
 *     and Authenticating REST Requests (Signature Version 2)</a>
 */
public final class LinkV2 {
  private LinkV2() {}

  /**
   * Puts the signature into the query.
   *
   * @param fields what is signed as headers, by names in lower case: where they are sent is up to
   *     the test
   * @param resource the bucket, the key as sent, and the signed parameters
   */
  public static RawRequest sign(
      String accessKeyId,
      String secret,
      RawRequest request,
      SortedMap<String, String> fields,
      String resource,
      long expires) {
    SortedMap<String, String> amz = new TreeMap<>(fields);
    String md5 = fields.getOrDefault("content-md5", "");
    String type = fields.getOrDefault("content-type", "");
    amz.remove("content-md5");
    amz.remove("content-type");
    StringBuilder text = new StringBuilder(request.method());
    text.append('\n').append(md5).append('\n').append(type).append('\n').append(expires);
    amz.forEach((name, value) -> text.append('\n').append(name).append(':').append(value));
    text.append('\n').append(resource);
    return request
        .addQuery("AWSAccessKeyId=" + SigV4Signer.encode(accessKeyId))
        .addQuery("Signature=" + SigV4Signer.encode(hmac(secret, text.toString())))
        .addQuery("Expires=" + expires);
  }

  private static String hmac(String secret, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
      return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }
}
