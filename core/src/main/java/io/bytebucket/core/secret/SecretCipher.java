package io.bytebucket.core.secret;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts secrets at rest with AES-256-GCM. Thread-safe.
 *
 * <p>The stored form is four bytes that tell which key was used (the start of the SHA-256 of the
 * key), a nonce of twelve random bytes, and the ciphertext with its tag of sixteen. The id of the
 * access key is authenticated with it, so that a secret cannot be moved to another key.
 *
 * <p>While the key is being changed there are two: the present one encrypts, and what the one of
 * before encrypted is decrypted as well.
 */
public final class SecretCipher {
  /** The length of the key in bytes. */
  public static final int KEY_BYTES = 32;

  private static final int KEY_ID_BYTES = 4;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final NamedKey present;
  private final Optional<NamedKey> previous;
  private final SecureRandom random;

  /** A key, and how stored forms name it. */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  private record NamedKey(SecretKeySpec key, byte[] id) {
    static NamedKey of(byte[] key) {
      if (key.length != KEY_BYTES) {
        throw new IllegalArgumentException("the encryption key has 32 bytes");
      }
      return new NamedKey(new SecretKeySpec(key, "AES"), idOf(key));
    }

    boolean isNamedBy(byte[] stored) {
      return Arrays.equals(id, 0, KEY_ID_BYTES, stored, 0, KEY_ID_BYTES);
    }

    /** Nothing of what it is. */
    @Override
    public String toString() {
      return "NamedKey";
    }
  }

  /**
   * A cipher with that key.
   *
   * @param key {@value #KEY_BYTES} bytes; copied
   */
  public SecretCipher(byte[] key, SecureRandom random) {
    this(NamedKey.of(key), Optional.empty(), random);
  }

  private SecretCipher(NamedKey present, Optional<NamedKey> previous, SecureRandom random) {
    this.present = present;
    this.previous = previous;
    this.random = random;
  }

  /**
   * A cipher with two keys.
   *
   * @param key what is encrypted from now on
   * @param previous what was before
   * @throws IllegalArgumentException when one is not told from the other: {@link #areApart}
   */
  public static SecretCipher between(byte[] key, byte[] previous, SecureRandom random) {
    if (!areApart(key, previous)) {
      throw new IllegalArgumentException("two keys that stored secrets do not tell apart");
    }
    return new SecretCipher(NamedKey.of(key), Optional.of(NamedKey.of(previous)), random);
  }

  /**
   * Whether a stored secret tells which of these keys it is under. Of two that are not the same it
   * does but for one pair in four thousand million.
   */
  public static boolean areApart(byte[] one, byte[] other) {
    return !Arrays.equals(idOf(one), idOf(other));
  }

  private static byte[] idOf(byte[] key) {
    try {
      return Arrays.copyOf(MessageDigest.getInstance("SHA-256").digest(key), KEY_ID_BYTES);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("this Java runtime lacks SHA-256", impossible);
    }
  }

  /** Whether there is a key of before. */
  public boolean hasPrevious() {
    return previous.isPresent();
  }

  /** Whether a stored secret says that it is under the present key. */
  public boolean isPresent(EncryptedSecret secret) {
    return secret.bytes().length >= KEY_ID_BYTES && present.isNamedBy(secret.bytes());
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
          cipher(Cipher.ENCRYPT_MODE, present, accessKeyId, nonce)
              .doFinal(secret.getBytes(StandardCharsets.UTF_8));
      return new EncryptedSecret(
          ByteBuffer.allocate(KEY_ID_BYTES + NONCE_BYTES + encrypted.length)
              .put(present.id())
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
   * @throws StoreException with {@link Failure.WrongEncryptionKey} when yet another key was used,
   *     or {@link Failure.Corrupt} when it is damaged
   */
  public String decrypt(String accessKeyId, EncryptedSecret secret) {
    byte[] stored = secret.bytes();
    if (stored.length < KEY_ID_BYTES + NONCE_BYTES) {
      throw corrupt(accessKeyId);
    }
    NamedKey used =
        Stream.concat(Stream.of(present), previous.stream())
            .filter(key -> key.isNamedBy(stored))
            .findFirst()
            .orElseThrow(() -> new StoreException(new Failure.WrongEncryptionKey()));
    int start = KEY_ID_BYTES + NONCE_BYTES;
    byte[] nonce = Arrays.copyOfRange(stored, KEY_ID_BYTES, start);
    try {
      return new String(
          cipher(Cipher.DECRYPT_MODE, used, accessKeyId, nonce)
              .doFinal(stored, start, stored.length - start),
          StandardCharsets.UTF_8);
    } catch (GeneralSecurityException damaged) {
      throw corrupt(accessKeyId);
    }
  }

  private static Cipher cipher(int mode, NamedKey key, String accessKeyId, byte[] nonce)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key.key(), new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(accessKeyId.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }

  private static StoreException corrupt(String accessKeyId) {
    return new StoreException(new Failure.Corrupt("secret", accessKeyId));
  }
}
