package io.bytebucket.core.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SecretCipherTest {
  private static final int KEY_ID_BYTES = 4;

  private final SecretCipher cipher = cipher((byte) 1);

  @Test
  void whatWasEncryptedIsDecrypted() {
    for (String secret : new String[] {"", "s", "sEcret/+=", "grün 日本", "x".repeat(1_000)}) {
      byte[] stored = cipher.encrypt("AKA", secret).bytes();
      assertThat(cipher.decrypt("AKA", new EncryptedSecret(stored))).isEqualTo(secret);
    }
  }

  @Test
  void theSameSecretNeverHasTheSameFormTwice() {
    Set<String> forms = new HashSet<>();
    for (int i = 0; i < 100; i++) {
      forms.add(Arrays.toString(cipher.encrypt("AKA", "secret").bytes()));
    }
    assertThat(forms).hasSize(100);
  }

  @Test
  void theStoredFormDoesNotHoldTheSecret() {
    byte[] stored = cipher.encrypt("AKA", "a very telling secret").bytes();
    assertThat(new String(stored, StandardCharsets.ISO_8859_1)).doesNotContain("telling");
  }

  @Test
  void everyFlippedBitIsFound() {
    byte[] stored = cipher.encrypt("AKA", "secret").bytes();
    for (int bit = 0; bit < stored.length * Byte.SIZE; bit++) {
      byte[] flipped = stored.clone();
      flipped[bit / Byte.SIZE] ^= (byte) (1 << (bit % Byte.SIZE));
      Failure expected =
          bit < KEY_ID_BYTES * Byte.SIZE
              ? new Failure.WrongEncryptionKey()
              : new Failure.Corrupt("secret", "AKA");
      requireFailure(cipher, "AKA", flipped, expected);
    }
  }

  @Test
  void everyTruncationIsFound() {
    byte[] stored = cipher.encrypt("AKA", "secret").bytes();
    for (int length = 0; length < stored.length; length++) {
      requireFailure(
          cipher, "AKA", Arrays.copyOf(stored, length), new Failure.Corrupt("secret", "AKA"));
    }
    requireFailure(
        cipher,
        "AKA",
        Arrays.copyOf(stored, stored.length + 1),
        new Failure.Corrupt("secret", "AKA"));
  }

  @Test
  void anotherKeyIsNamedAsSuch() {
    byte[] stored = cipher.encrypt("AKA", "secret").bytes();
    requireFailure(cipher((byte) 2), "AKA", stored, new Failure.WrongEncryptionKey());
  }

  @Test
  void aSecretCannotBeMovedToAnotherKey() {
    byte[] stored = cipher.encrypt("AKA", "secret").bytes();
    requireFailure(cipher, "AKB", stored, new Failure.Corrupt("secret", "AKB"));
  }

  @Test
  void betweenTwoKeysBothAreReadAndTheNewOneIsWritten() {
    SecretCipher between = SecretCipher.between(key((byte) 2), key((byte) 1), new SecureRandom());
    byte[] before = cipher.encrypt("AKA", "secret").bytes();
    assertThat(between.decrypt("AKA", new EncryptedSecret(before))).isEqualTo("secret");
    assertThat(between.isPresent(new EncryptedSecret(before))).isFalse();

    byte[] after = between.encrypt("AKA", "secret").bytes();
    assertThat(between.decrypt("AKA", new EncryptedSecret(after))).isEqualTo("secret");
    assertThat(between.isPresent(new EncryptedSecret(after))).isTrue();
    requireFailure(cipher, "AKA", after, new Failure.WrongEncryptionKey());
    requireFailure(between, "AKB", after, new Failure.Corrupt("secret", "AKB"));
    requireFailure(
        between,
        "AKA",
        cipher((byte) 3).encrypt("AKA", "secret").bytes(),
        new Failure.WrongEncryptionKey());
  }

  @Test
  void twoKeysAreApart() {
    assertThat(SecretCipher.areApart(key((byte) 1), key((byte) 2))).isTrue();
    assertThatThrownBy(() -> SecretCipher.between(key((byte) 1), key((byte) 1), new SecureRandom()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theKeyHasThirtyTwoBytes() {
    for (int length : new int[] {0, 16, 31, 33}) {
      assertThatThrownBy(() -> new SecretCipher(new byte[length], new SecureRandom()))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static SecretCipher cipher(byte keyByte) {
    return new SecretCipher(key(keyByte), new SecureRandom());
  }

  private static byte[] key(byte keyByte) {
    byte[] key = new byte[SecretCipher.KEY_BYTES];
    Arrays.fill(key, keyByte);
    return key;
  }

  private static void requireFailure(
      SecretCipher cipher, String owner, byte[] stored, Failure failure) {
    assertThatThrownBy(() -> cipher.decrypt(owner, new EncryptedSecret(stored)))
        .isInstanceOfSatisfying(
            StoreException.class, e -> assertThat(e.failure()).isEqualTo(failure));
  }
}
