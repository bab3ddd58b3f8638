package io.bytebucket.core.secret;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts secrets at rest with AES-256-GCM. Thread-safe.
 *
 * <p>The stored form is four bytes that tell which key was used (the start of the SHA-256 of the
 * key), a nonce of twelve random bytes, and the ciphertext with its tag of sixteen. The id of the
 * access key is authenticated with it, so that a secret cannot be moved to another key.
 */
public final class SecretCipher {
  /** The length of the key in bytes. */
  public static final int KEY_BYTES = 32;

  private static final int KEY_ID_BYTES = 4;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final SecretKeySpec key;
  private final byte[] keyId;
  private final SecureRandom random;

  /**
   * A cipher with that key.
   *
   * @param key {@value #KEY_BYTES} bytes; copied
   */
  public SecretCipher(byte[] key, SecureRandom random) {
    if (key.length != KEY_BYTES) {
      throw new IllegalArgumentException("the encryption key has 32 bytes");
    }
    this.key = new SecretKeySpec(key, "AES");
    this.random = random;
    try {
      this.keyId = Arrays.copyOf(MessageDigest.getInstance("SHA-256").digest(key), KEY_ID_BYTES);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("this Java runtime lacks SHA-256", impossible);
    }
  }

  /**
   * The stored form of a secret.
   *
   * @param accessKeyId whose it is; what is no access key has a name that none can have
   */
  public EncryptedSecret encrypt(String accessKeyId, String secret) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      byte[] encrypted =
          cipher(Cipher.ENCRYPT_MODE, accessKeyId, nonce)
              .doFinal(secret.getBytes(StandardCharsets.UTF_8));
      return new EncryptedSecret(
          ByteBuffer.allocate(KEY_ID_BYTES + NONCE_BYTES + encrypted.length)
              .put(keyId)
              .put(nonce)
              .put(encrypted)
              .array());
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("this Java runtime lacks AES-GCM", impossible);
    }
  }

  /**
   * The secret that {@link #encrypt} stored.
   *
   * @throws StoreException with {@link Failure.WrongEncryptionKey} when another key was used, or
   *     {@link Failure.Corrupt} when it is damaged
   */
  public String decrypt(String accessKeyId, EncryptedSecret secret) {
    byte[] stored = secret.bytes();
    if (stored.length < KEY_ID_BYTES + NONCE_BYTES) {
      throw corrupt(accessKeyId);
    }
    if (!Arrays.equals(keyId, Arrays.copyOf(stored, KEY_ID_BYTES))) {
      throw new StoreException(new Failure.WrongEncryptionKey());
    }
    int start = KEY_ID_BYTES + NONCE_BYTES;
    byte[] nonce = Arrays.copyOfRange(stored, KEY_ID_BYTES, start);
    try {
      return new String(
          cipher(Cipher.DECRYPT_MODE, accessKeyId, nonce)
              .doFinal(stored, start, stored.length - start),
          StandardCharsets.UTF_8);
    } catch (GeneralSecurityException damaged) {
      throw corrupt(accessKeyId);
    }
  }

  private Cipher cipher(int mode, String accessKeyId, byte[] nonce)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(accessKeyId.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }

  private static StoreException corrupt(String accessKeyId) {
    return new StoreException(new Failure.Corrupt("secret", accessKeyId));
  }
}
