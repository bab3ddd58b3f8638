package io.bytebucket.testkit.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytebucket.core.access.AccessRule;
import io.bytebucket.core.access.SecretCipher;
import io.bytebucket.core.access.User;
import io.bytebucket.core.access.Users;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.schema.Keyspace;
import io.bytebucket.core.store.MetadataStore;
import io.bytebucket.testkit.TestStore;
import io.bytebucket.testkit.contract.Crowd;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UsersTest {
  private final TestStore store = TestStore.create();
  private final Users users = users(store.metadata, 1);

  @AfterEach
  void theStoreIsConsistent() {
    store.check().requireConsistent();
  }

  @Test
  void theFirstUserMayDoEverythingAndIsFoundWithItsSecret() {
    assertThat(users.isEmpty()).isTrue();
    assertThat(users.createFirst("AKIA", "secret")).isTrue();
    assertThat(users.isEmpty()).isFalse();
    assertThat(users.find("AKIA"))
        .contains(new User("AKIA", "secret", List.of(AccessRule.FULL_ACCESS), TestStore.NOW));
  }

  @Test
  void onlyTheFirstUserIsMadeThisWay() {
    users.createFirst("AKIA", "secret");
    assertThat(users.createFirst("AKIB", "other")).isFalse();
    assertThat(users.createFirst("AKIA", "other")).isFalse();
    assertThat(users.find("AKIB")).isEmpty();
    assertThat(users.find("AKIA").orElseThrow().secretAccessKey()).isEqualTo("secret");
  }

  @Test
  void ofManyFirstUsersThereIsOne() {
    List<Boolean> made = Crowd.run(16, i -> () -> users.createFirst("AK" + i, "secret"));
    assertThat(made).containsOnlyOnce(true);
  }

  @Test
  void whoIsNotThereIsNotFound() {
    users.createFirst("AKIA", "secret");
    for (String id : List.of("", "AKI", "AKIAA", "akia", "x".repeat(100_000))) {
      assertThat(users.find(id)).isEmpty();
    }
  }

  @Test
  void anIdThatCouldNotBeFoundAgainIsRefused() {
    users.createFirst("A".repeat(Users.ACCESS_KEY_ID_LIMIT), "secret");
    assertThat(users.find("A".repeat(Users.ACCESS_KEY_ID_LIMIT))).isPresent();
    assertThatThrownBy(() -> users.createFirst("A".repeat(Users.ACCESS_KEY_ID_LIMIT + 1), "s"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> users.createFirst("", "s"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anotherEncryptionKeyIsFoundOutAtOnce() {
    users.checkEncryptionKey();
    users.createFirst("AKIA", "secret");
    users.checkEncryptionKey();
    Users others = users(store.metadata, 2);
    Failures.require(new Failure.WrongEncryptionKey(), others::checkEncryptionKey);
    Failures.require(new Failure.WrongEncryptionKey(), () -> others.find("AKIA"));
  }

  @Test
  void aResetGivesAnotherSecretAndKeepsTheRest() {
    users.createFirst("AKIA", "secret");
    assertThat(users.reset("AKIA", "another")).isFalse();
    assertThat(users.find("AKIA"))
        .contains(new User("AKIA", "another", List.of(AccessRule.FULL_ACCESS), TestStore.NOW));
    assertThat(users.reset("AKIB", "third")).isTrue();
    assertThat(users.find("AKIB").orElseThrow().rules()).containsExactly(AccessRule.FULL_ACCESS);
    assertThat(users.idsAfter("")).containsExactly("AKIA", "AKIB");
    assertThat(users.idsAfter("AKIA")).containsExactly("AKIB");
    assertThat(users.idsAfter("AKIB")).isEmpty();
  }

  @Test
  void aResetNeedsNoEncryptionKeyOfBefore() {
    users.createFirst("AKIA", "secret");
    Users others = users(store.metadata, 2);
    assertThat(others.isReadable("AKIA")).isFalse();
    assertThat(others.isReadable("nobody")).isFalse();

    assertThat(others.reset("AKIA", "another")).isFalse();

    others.checkEncryptionKey();
    assertThat(others.isReadable("AKIA")).isTrue();
    assertThat(others.find("AKIA"))
        .contains(new User("AKIA", "another", List.of(AccessRule.FULL_ACCESS), TestStore.NOW));
  }

  @Test
  void aRecordMovedToAnotherUserGivesNoSecret() {
    users.createFirst("AKIA", "secret");
    store.metadata.write(transaction -> {
      byte[] record = transaction.get(Keyspace.user("AKIA")).orElseThrow();
      transaction.put(Keyspace.user("AKIB"), record);
      return record;
    });
    Failures.require(new Failure.Corrupt("secret", "AKIB"), () -> users.find("AKIB"));
  }

  @Test
  void theSecretIsNotStoredInTheClear() {
    users.createFirst("AKIA", "a very telling secret");
    byte[] record =
        store.metadata.read(snapshot -> snapshot.get(Keyspace.user("AKIA"))).orElseThrow();
    assertThat(new String(record, StandardCharsets.ISO_8859_1)).doesNotContain("telling");
  }

  private static Users users(MetadataStore metadata, int keyByte) {
    byte[] key = new byte[SecretCipher.KEY_BYTES];
    key[0] = (byte) keyByte;
    return new Users(
        metadata,
        new SecretCipher(key, new SecureRandom()),
        Clock.fixed(TestStore.NOW, ZoneOffset.UTC));
  }
}
