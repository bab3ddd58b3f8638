package io.bytebucket.testkit.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.schema.Keyspace;
import io.bytebucket.core.store.Key;
import io.bytebucket.core.user.AccessKey;
import io.bytebucket.core.user.AccessRule;
import io.bytebucket.core.user.Credential;
import io.bytebucket.core.user.User;
import io.bytebucket.core.user.UserId;
import io.bytebucket.core.user.Users;
import io.bytebucket.testkit.TestStore;
import io.bytebucket.testkit.contract.Crowd;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UsersTest {
  private static final Clock CLOCK = Clock.fixed(TestStore.NOW, ZoneOffset.UTC);
  private static final List<AccessRule> READER =
      List.of(new AccessRule(AccessRule.Effect.ALLOW, List.of("*"), List.of("s3:Get*")));

  private final TestStore store = TestStore.create();
  private final Users users = TestStore.users(store.metadata, 1);

  @AfterEach
  void theStoreIsConsistent() {
    store.check().requireConsistent();
  }

  @Test
  void theFirstUserMayDoEverythingAndIsFoundWithItsSecret() {
    assertThat(users.isEmpty()).isTrue();
    assertThat(users.createFirst("AKIA", "secret")).isTrue();
    assertThat(users.isEmpty()).isFalse();
    Credential found = users.find("AKIA").orElseThrow();
    assertThat(found.secret()).isEqualTo("secret");
    assertThat(found.isUsable(CLOCK)).isTrue();
    User user = found.user();
    assertThat(user)
        .isEqualTo(
            new User(
                user.id(),
                "AKIA",
                true,
                List.of(AccessRule.FULL_ACCESS),
                List.of("AKIA"),
                TestStore.NOW));
    assertThat(user.id().value()).isNotEqualTo("AKIA");
    assertThat(users.user(user.id())).contains(user);
  }

  @Test
  void onlyTheFirstUserIsMadeThisWay() {
    users.createFirst("AKIA", "secret");
    assertThat(users.createFirst("AKIB", "other")).isFalse();
    assertThat(users.createFirst("AKIA", "other")).isFalse();
    assertThat(users.find("AKIB")).isEmpty();
    assertThat(users.find("AKIA").orElseThrow().secret()).isEqualTo("secret");
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
    assertThat(users.user(UserId.NOBODY)).isEmpty();
  }

  @Test
  void anIdThatCouldNotBeFoundAgainIsRefused() {
    users.createFirst("A".repeat(AccessKey.ID_LENGTH_MAX), "secret");
    assertThat(users.find("A".repeat(AccessKey.ID_LENGTH_MAX))).isPresent();
    assertThatThrownBy(() -> users.createFirst("A".repeat(AccessKey.ID_LENGTH_MAX + 1), "s"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> users.createFirst("", "s"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aUserHasManyKeysAndIsTheSameWithEach() {
    User anna = users.create("anna", READER, "AKFIRST", "first secret");
    users.addKey(anna.id(), "AKSECOND", "second secret");
    User bob = users.create("bob", List.of(), "AKBOB", "secret of bob");

    assertThat(users.find("AKFIRST").orElseThrow().secret()).isEqualTo("first secret");
    assertThat(users.find("AKSECOND").orElseThrow().secret()).isEqualTo("second secret");
    assertThat(users.find("AKSECOND").orElseThrow().user())
        .isEqualTo(users.find("AKFIRST").orElseThrow().user())
        .isEqualTo(
            new User(
                anna.id(), "anna", true, READER, List.of("AKFIRST", "AKSECOND"), TestStore.NOW));
    assertThat(users.find("AKBOB").orElseThrow().user().id())
        .isEqualTo(bob.id())
        .isNotEqualTo(anna.id());
  }

  @Test
  void twoKeysNeverHaveOneId() {
    User anna = users.create("anna", READER, "AKFIRST", "first secret");
    Failure taken = new Failure.AccessKeyTaken("AKFIRST");
    Failures.require(taken, () -> users.create("bob", READER, "AKFIRST", "other"));
    Failures.require(taken, () -> users.addKey(anna.id(), "AKFIRST", "other"));
    List<Optional<Failure>> outcomes =
        Crowd.run(16, i -> () -> Failures.of(() -> users.create("user" + i, READER, "AKNEW", "s")));
    assertThat(outcomes).containsOnlyOnce(Optional.empty());
  }

  @Test
  void aUserHasNoMoreKeysThanTheLimit() {
    User anna = users.create("anna", READER, "AK0", "secret");
    for (int i = 1; i < User.KEYS_MAX; i++) {
      users.addKey(anna.id(), "AK" + i, "secret");
    }
    Failures.require(
        new Failure.TooManyAccessKeys(User.KEYS_MAX),
        () -> users.addKey(anna.id(), "AKMORE", "secret"));
    users.removeKey("AK7");
    users.addKey(anna.id(), "AKMORE", "secret");
  }

  @Test
  void aKeyThatIsRemovedLeavesItsUserAndTheOthers() {
    User anna = users.create("anna", READER, "AKFIRST", "first secret");
    users.addKey(anna.id(), "AKSECOND", "second secret");
    users.removeKey("AKFIRST");
    assertThat(users.find("AKFIRST")).isEmpty();
    assertThat(users.find("AKSECOND").orElseThrow().user().id()).isEqualTo(anna.id());
    users.removeKey("AKSECOND");
    assertThat(users.user(anna.id()).orElseThrow().keyIds()).isEmpty();
    Failures.require(new Failure.NoSuchAccessKey("AKFIRST"), () -> users.removeKey("AKFIRST"));

    users.addKey(anna.id(), "AKFIRST", "third secret");
    assertThat(users.find("AKFIRST").orElseThrow().user().id()).isEqualTo(anna.id());
  }

  @Test
  void aKeyThatIsNotInUseOrOverAndThatOfADisabledUserAreNotUsable() {
    User anna = users.create("anna", READER, "AK", "secret");
    users.changeKey("AK", AccessKey.Status.INACTIVE, Optional.empty());
    assertThat(isUsable("AK")).isFalse();
    users.changeKey("AK", AccessKey.Status.ACTIVE, Optional.of(TestStore.NOW));
    assertThat(isUsable("AK")).isFalse();
    users.changeKey("AK", AccessKey.Status.ACTIVE, Optional.of(TestStore.NOW.plusMillis(1)));
    assertThat(isUsable("AK")).isTrue();
    assertThat(users.find("AK").orElseThrow().isUsable(Clock.offset(CLOCK, Duration.ofMillis(1))))
        .isFalse();

    users.setEnabled(anna.id(), false);
    assertThat(isUsable("AK")).isFalse();
    users.setEnabled(anna.id(), true);
    assertThat(isUsable("AK")).isTrue();
  }

  private boolean isUsable(String keyId) {
    return users.find(keyId).orElseThrow().isUsable(CLOCK);
  }

  @Test
  void aUserThatIsRemovedGoesWithItsKeysAndNobodyGetsItsIdAgain() {
    User anna = users.create("anna", READER, "AKFIRST", "secret");
    users.addKey(anna.id(), "AKSECOND", "secret");
    users.remove(anna.id());
    assertThat(users.find("AKFIRST")).isEmpty();
    assertThat(users.find("AKSECOND")).isEmpty();
    Failures.require(new Failure.NoSuchUser(anna.id().value()), () -> users.remove(anna.id()));

    User again = users.create("anna", READER, "AKFIRST", "secret");
    assertThat(again.id()).isNotEqualTo(anna.id());
  }

  @Test
  void everyChangeIsCounted() {
    long before = users.changes();
    User anna = users.create("anna", READER, "AK", "secret");
    assertThat(users.changes()).isGreaterThan(before);
    List<Runnable> changes =
        List.of(
            () -> users.addKey(anna.id(), "AK2", "secret"),
            () -> users.changeKey("AK2", AccessKey.Status.INACTIVE, Optional.empty()),
            () -> users.replaceSecret("AK2", "another"),
            () -> users.removeKey("AK2"),
            () -> users.setEnabled(anna.id(), false),
            () -> users.reset("AK", "another"),
            () -> users.remove(anna.id()),
            () -> users.createFirst("AK", "secret"));
    for (Runnable change : changes) {
      long seen = users.changes();
      change.run();
      assertThat(users.changes()).isGreaterThan(seen);
    }
  }

  @Test
  void anotherEncryptionKeyIsFoundOutAtOnce() {
    users.checkEncryptionKey();
    users.createFirst("AKIA", "secret");
    users.checkEncryptionKey();
    Users others = TestStore.users(store.metadata, 2);
    Failures.require(new Failure.WrongEncryptionKey(), others::checkEncryptionKey);
    Failures.require(new Failure.WrongEncryptionKey(), () -> others.find("AKIA"));
  }

  @Test
  void aResetGivesAnotherSecretAndKeepsTheRest() {
    users.createFirst("AKIA", "secret");
    UserId first = users.find("AKIA").orElseThrow().user().id();
    assertThat(users.reset("AKIA", "another")).isFalse();
    Credential found = users.find("AKIA").orElseThrow();
    assertThat(found.secret()).isEqualTo("another");
    assertThat(found.user().id()).isEqualTo(first);
    assertThat(users.reset("AKIB", "third")).isTrue();
    UserId second = users.find("AKIB").orElseThrow().user().id();
    assertThat(users.user(second).orElseThrow().rules()).containsExactly(AccessRule.FULL_ACCESS);
    List<UserId> all = users.idsAfter(UserId.NOBODY);
    assertThat(all).containsExactlyInAnyOrder(first, second);
    assertThat(users.idsAfter(all.getFirst())).containsExactly(all.getLast());
    assertThat(users.idsAfter(all.getLast())).isEmpty();
  }

  @Test
  void aResetMakesAKeyWorkThatIsNotInUse() {
    User anna = users.create("anna", READER, "AK", "secret");
    users.changeKey("AK", AccessKey.Status.INACTIVE, Optional.of(TestStore.NOW));
    users.setEnabled(anna.id(), false);
    assertThat(users.reset("AK", "another")).isFalse();
    assertThat(isUsable("AK")).isTrue();
    assertThat(users.find("AK").orElseThrow().user().rules()).isEqualTo(READER);
  }

  @Test
  void aResetNeedsNoEncryptionKeyOfBefore() {
    users.createFirst("AKIA", "secret");
    UserId id = users.find("AKIA").orElseThrow().user().id();
    Users others = TestStore.users(store.metadata, 2);
    assertThat(others.isReadable("AKIA")).isFalse();
    assertThat(others.isReadable("nobody")).isFalse();

    assertThat(others.reset("AKIA", "another")).isFalse();

    others.checkEncryptionKey();
    assertThat(others.isReadable("AKIA")).isTrue();
    assertThat(others.find("AKIA").orElseThrow().secret()).isEqualTo("another");
    assertThat(others.find("AKIA").orElseThrow().user().id()).isEqualTo(id);
  }

  @Test
  void aRecordMovedToAnotherKeyGivesNoSecret() {
    users.createFirst("AKIA", "secret");
    byte[] record =
        store.metadata.read(snapshot -> snapshot.get(Keyspace.accessKey("AKIA"))).orElseThrow();
    put(Keyspace.accessKey("AKIB"), record);
    Failures.require(new Failure.Corrupt("secret", "AKIB"), () -> users.find("AKIB"));
    store.metadata.write(transaction -> {
      transaction.delete(Keyspace.accessKey("AKIB"));
      return record;
    });
  }

  @Test
  void theSecretIsNotStoredInTheClear() {
    users.createFirst("AKIA", "a very telling secret");
    byte[] record =
        store.metadata.read(snapshot -> snapshot.get(Keyspace.accessKey("AKIA"))).orElseThrow();
    assertThat(new String(record, StandardCharsets.ISO_8859_1)).doesNotContain("telling");
  }

  private void put(Key key, byte[] record) {
    store.metadata.write(transaction -> {
      transaction.put(key, record);
      return record;
    });
  }
}
