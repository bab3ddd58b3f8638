package io.bytebucket.core.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.core.access.AccessRule.Effect;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.schema.Fixture;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class UserCodecTest {
  private static final User USER =
      new User(
          "AKOWNER",
          "secret/with+signs=",
          List.of(
              AccessRule.FULL_ACCESS,
              new AccessRule(
                  Effect.DENY,
                  List.of("logs-*", "photos"),
                  List.of("s3:DeleteObject", "s3:PutObject"))),
          Instant.ofEpochMilli(1_772_360_430_456L));

  private final UserCodec codec = new UserCodec(new SecretCipher(key(), new SecureRandom()));

  @Test
  void readsTheBytesOfVersionOne() {
    assertThat(codec.decode("AKOWNER", Fixture.read("v1/user"))).isEqualTo(USER);
  }

  @Test
  void writesTheBytesOfVersionOneButForTheNonce() {
    byte[] expected = Fixture.read("v1/user");
    byte[] actual = codec.encode(USER);
    // A version, a length of one byte and four bytes of key id stand before the nonce.
    assertThat(Arrays.copyOf(actual, 6)).isEqualTo(Arrays.copyOf(expected, 6));
    int secretEnd = 2 + 4 + 12 + USER.secretAccessKey().length() + 16;
    assertThat(Arrays.copyOfRange(actual, secretEnd, actual.length))
        .isEqualTo(Arrays.copyOfRange(expected, secretEnd, expected.length));
    assertThat(codec.decode("AKOWNER", actual)).isEqualTo(USER);
  }

  @Test
  void noDamageGivesAnotherSecretOrAnyOtherException() {
    byte[] record = Fixture.read("v1/user");
    for (int bit = 0; bit < record.length * Byte.SIZE; bit++) {
      byte[] flipped = record.clone();
      flipped[bit / Byte.SIZE] ^= (byte) (1 << (bit % Byte.SIZE));
      requireSecretOrFault(flipped);
    }
    for (int length = 0; length < record.length; length++) {
      requireSecretOrFault(Arrays.copyOf(record, length));
    }
  }

  private void requireSecretOrFault(byte[] record) {
    try {
      assertThat(codec.decode("AKOWNER", record).secretAccessKey())
          .isEqualTo(USER.secretAccessKey());
    } catch (StoreException e) {
      assertThat(e.failure())
          .isInstanceOfAny(Failure.Corrupt.class, Failure.WrongEncryptionKey.class);
    }
  }

  @Test
  void theTextOfAUserHoldsNoSecret() {
    assertThat(USER.toString()).contains("AKOWNER").doesNotContain("secret");
  }

  private static byte[] key() {
    byte[] key = new byte[SecretCipher.KEY_BYTES];
    for (int i = 0; i < key.length; i++) {
      key[i] = (byte) i;
    }
    return key;
  }
}
