package io.bytebucket.server.config;

import io.bytebucket.core.secret.SecretCipher;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** The keys that stored secrets are encrypted with. */
final class EncryptionKeys {
  private EncryptionKeys() {}

  /**
   * The key that is needed at every start.
   *
   * @throws ConfigException when there is none, or it is none
   */
  static byte[] present(Settings settings) {
    return settings
        .get(Setting.ENCRYPTION_KEY)
        .map(text -> key(Setting.ENCRYPTION_KEY, text))
        .orElseThrow(() -> new ConfigException("ENCRYPTION_KEY is not set, and has no default"));
  }

  /**
   * The key of before, if there is one.
   *
   * @throws ConfigException when it is none, or is not told from the present one
   */
  static Optional<byte[]> previous(Settings settings) {
    Optional<byte[]> key =
        settings
            .get(Setting.ENCRYPTION_KEY_PREVIOUS)
            .map(text -> key(Setting.ENCRYPTION_KEY_PREVIOUS, text));
    if (key.isPresent() && !SecretCipher.areApart(present(settings), key.get())) {
      throw new ConfigException(
          "ENCRYPTION_KEY_PREVIOUS is the same key as ENCRYPTION_KEY; it is for the one of before,"
              + " while the key is being changed");
    }
    return key;
  }

  private static byte[] key(Setting setting, String text) {
    byte[] raw = text.getBytes(StandardCharsets.UTF_8);
    if (raw.length == SecretCipher.KEY_BYTES) {
      return raw;
    }
    try {
      byte[] decoded = Base64.getDecoder().decode(text);
      if (decoded.length == SecretCipher.KEY_BYTES) {
        return decoded;
      }
    } catch (IllegalArgumentException notBase64) {
      // Answered below, like a key of another length.
    }
    throw new ConfigException(
        setting
            + " must be 32 bytes, as they are or in Base64"
            + " (for example from: openssl rand -base64 32)");
  }
}
