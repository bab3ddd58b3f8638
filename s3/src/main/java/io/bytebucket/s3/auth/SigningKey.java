package io.bytebucket.s3.auth;

import io.bytebucket.s3.body.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key that signs for one access key on one day in one region. It is derived from the secret by
 * four HMACs. Immutable and thread-safe: each use clones a prepared computation, which is cheaper
 * than looking up the algorithm.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-authenticating-requests.html">
 *     Authenticating Requests</a>
 */
final class SigningKey {
  private static final String ALGORITHM = "HmacSHA256";

  private final Mac prepared;

  private SigningKey(byte[] key) {
    prepared = prepare(key);
  }

  /** Derives the key of that scope from a secret. */
  static SigningKey derive(String secret, CredentialScope scope) {
    byte[] key = ("AWS4" + secret).getBytes(StandardCharsets.UTF_8);
    key = step(key, scope.date());
    key = step(key, scope.region());
    key = step(key, CredentialScope.SERVICE);
    return new SigningKey(step(key, CredentialScope.TERMINAL));
  }

  /**
   * A new computation with this key, for one thread. After {@code doFinal} it can be used again.
   */
  Mac newMac() {
    try {
      return (Mac) prepared.clone();
    } catch (CloneNotSupportedException everyJdkCan) {
      throw new IllegalStateException("HMAC cannot be cloned", everyJdkCan);
    }
  }

  /** The signature of a string to sign. */
  byte[] sign(String stringToSign) {
    return newMac().doFinal(Sha256.bytes(stringToSign));
  }

  /**
   * Whether this is the signature of a string to sign. The comparison takes the same time wherever
   * the two differ.
   */
  boolean signs(String stringToSign, byte[] signature) {
    return MessageDigest.isEqual(sign(stringToSign), signature);
  }

  private static byte[] step(byte[] key, String data) {
    return prepare(key).doFinal(data.getBytes(StandardCharsets.UTF_8));
  }

  private static Mac prepare(byte[] key) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      return mac;
    } catch (NoSuchAlgorithmException | InvalidKeyException everyJdkHasIt) {
      throw new IllegalStateException("no HMAC-SHA256", everyJdkHasIt);
    }
  }
}
