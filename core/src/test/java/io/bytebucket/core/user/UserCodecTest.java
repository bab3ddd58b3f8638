package io.bytebucket.core.user;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.schema.Fixture;
import io.bytebucket.core.secret.EncryptedSecret;
import io.bytebucket.core.secret.SecretCipher;
import io.bytebucket.core.user.AccessRule.Effect;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UserCodecTest {
  private static final Instant CREATED = Instant.ofEpochMilli(1_772_360_430_456L);
  private static final String SECRET = "secret/with+signs=";
  private static final UserId OLD = new UserId("AKOWNER");
  private static final UserId NEW = new UserId("ab2cd3ef4gh5ij6kl7mn");
  private static final List<AccessRule> RULES =
      List.of(
          AccessRule.FULL_ACCESS,
          new AccessRule(
              Effect.DENY,
              List.of("logs-*", "photos"),
              List.of("s3:DeleteObject", "s3:PutObject")));
  private static final User USER =
      new User(NEW, "anna@example.org", true, RULES, List.of("AKFIRST", "AKSECOND"), CREATED);
  private static final User BARE = new User(NEW, "bob", false, List.of(), List.of(), Instant.EPOCH);
  private static final AccessKey KEY =
      new AccessKey("AKOWNER", NEW, AccessKey.Status.ACTIVE, CREATED, Optional.empty());

  private final SecretCipher cipher = new SecretCipher(key(), new SecureRandom());

  @Test
  void readsAUserOfVersionOneAsOneWithOneKeyOfTheSameId() {
    UserCodec.Stored stored = UserCodec.decode(OLD, Fixture.read("v1/user"));
    assertThat(stored.user())
        .isEqualTo(new User(OLD, "AKOWNER", true, RULES, List.of("AKOWNER"), CREATED));
    AccessKeyCodec.Stored key = stored.key().orElseThrow();
    assertThat(key.key())
        .isEqualTo(
            new AccessKey("AKOWNER", OLD, AccessKey.Status.ACTIVE, CREATED, Optional.empty()));
    assertThat(cipher.decrypt("AKOWNER", key.secret())).isEqualTo(SECRET);
  }

  @Test
  void readsAndWritesTheBytesOfVersionTwo() {
    assertThat(UserCodec.decode(NEW, Fixture.read("v2/user")))
        .isEqualTo(new UserCodec.Stored(USER, Optional.empty()));
    assertThat(UserCodec.decode(NEW, Fixture.read("v2/user-bare")).user()).isEqualTo(BARE);
    assertThat(UserCodec.encode(USER)).isEqualTo(Fixture.read("v2/user"));
    assertThat(UserCodec.encode(BARE)).isEqualTo(Fixture.read("v2/user-bare"));
  }

  @Test
  void readsAndWritesTheBytesOfAccessKeys() {
    AccessKeyCodec.Stored first = AccessKeyCodec.decode("AKOWNER", Fixture.read("v1/access-key"));
    assertThat(first.key()).isEqualTo(KEY);
    assertThat(cipher.decrypt("AKOWNER", first.secret())).isEqualTo(SECRET);
    assertThat(AccessKeyCodec.encode(first)).isEqualTo(Fixture.read("v1/access-key"));

    AccessKeyCodec.Stored second =
        AccessKeyCodec.decode("AKOWNER", Fixture.read("v1/access-key-expiring"));
    assertThat(second.key())
        .isEqualTo(
            KEY.with(
                AccessKey.Status.INACTIVE, Optional.of(Instant.ofEpochMilli(1_772_360_430_999L))));
    assertThat(AccessKeyCodec.encode(second)).isEqualTo(Fixture.read("v1/access-key-expiring"));
  }

  @Test
  void noDamageGivesAnotherSecretOrAnyOtherException() {
    for (String name : List.of("v1/user", "v1/access-key")) {
      byte[] record = Fixture.read(name);
      for (int bit = 0; bit < record.length * Byte.SIZE; bit++) {
        byte[] flipped = record.clone();
        flipped[bit / Byte.SIZE] ^= (byte) (1 << (bit % Byte.SIZE));
        requireSecretOrFault(name, flipped);
      }
      for (int length = 0; length < record.length; length++) {
        requireSecretOrFault(name, Arrays.copyOf(record, length));
      }
    }
  }

  private void requireSecretOrFault(String name, byte[] record) {
    try {
      Optional<EncryptedSecret> secret =
          name.endsWith("user")
              ? UserCodec.decode(OLD, record).key().map(AccessKeyCodec.Stored::secret)
              : Optional.of(AccessKeyCodec.decode("AKOWNER", record).secret());
      secret.ifPresent(stored -> assertThat(cipher.decrypt("AKOWNER", stored)).isEqualTo(SECRET));
    } catch (StoreException e) {
      assertThat(e.failure())
          .isInstanceOfAny(Failure.Corrupt.class, Failure.WrongEncryptionKey.class);
    }
  }

  @Test
  void theTextOfACredentialHoldsNoSecret() {
    assertThat(new Credential(USER, KEY, SECRET).toString())
        .contains("AKOWNER")
        .doesNotContain("secret");
    assertThat(new AccessKeyCodec.Stored(KEY, cipher.encrypt("AKOWNER", SECRET)).toString())
        .doesNotContain("[B@");
  }

  private static byte[] key() {
    byte[] key = new byte[SecretCipher.KEY_BYTES];
    for (int i = 0; i < key.length; i++) {
      key[i] = (byte) i;
    }
    return key;
  }
}
