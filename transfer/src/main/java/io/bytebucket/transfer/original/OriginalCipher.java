package io.bytebucket.transfer.original;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Reads the secrets that the original keeps: AES-256-GCM, stored in Base64 as a nonce of twelve
 * bytes, the ciphertext and its tag, with nothing else authenticated. Thread-safe.
 */
final class OriginalCipher {
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BYTES = 16;

  private final SecretKeySpec key;

  /** A cipher with that key of 32 bytes. */
  OriginalCipher(byte[] key) {
    this.key = new SecretKeySpec(key, "AES");
  }

  /** The secret; empty when another key was used, or when it is damaged. */
  Optional<String> decrypt(String stored) {
    try {
      byte[] bytes = Base64.getDecoder().decode(stored);
      if (bytes.length < NONCE_BYTES + TAG_BYTES) {
        return Optional.empty();
      }
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(
          Cipher.DECRYPT_MODE,
          key,
          new GCMParameterSpec(8 * TAG_BYTES, Arrays.copyOf(bytes, NONCE_BYTES)));
      byte[] plain = cipher.doFinal(bytes, NONCE_BYTES, bytes.length - NONCE_BYTES);
      return Optional.of(new String(plain, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException | GeneralSecurityException unreadable) {
      return Optional.empty();
    }
  }
}
