package io.bytebucket.testkit.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.schema.Keyspace;
import io.bytebucket.core.store.Key;
import io.bytebucket.core.user.AccessKey;
import io.bytebucket.core.user.AccessRule;
import io.bytebucket.core.user.Credential;
import io.bytebucket.core.user.NewKey;
import io.bytebucket.core.user.NewUser;
import io.bytebucket.core.user.User;
import io.bytebucket.core.user.UserChanges;
import io.bytebucket.core.user.UserId;
import io.bytebucket.core.user.UserRecovery;
import io.bytebucket.core.user.UserServices;
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
  private final UserServices services = TestStore.users(store.metadata, 1);
  private final Users users = services.users();
  private final UserChanges changes = services.changes();
  private final UserRecovery recovery = services.recovery();

  @AfterEach
  void theStoreIsConsistent() {
    store.check().requireConsistent();
  }

  @Test
  void theFirstUserMayDoEverythingAndIsFoundWithItsSecret() {
    assertThat(users.isEmpty()).isTrue();
    assertThat(recovery.createFirst("AKIA", "secret")).isTrue();
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
    recovery.createFirst("AKIA", "secret");
    assertThat(recovery.createFirst("AKIB", "other")).isFalse();
    assertThat(recovery.createFirst("AKIA", "other")).isFalse();
    assertThat(users.find("AKIB")).isEmpty();
    assertThat(users.find("AKIA").orElseThrow().secret()).isEqualTo("secret");
  }

  @Test
  void ofManyFirstUsersThereIsOne() {
    List<Boolean> made = Crowd.run(16, i -> () -> recovery.createFirst("AK" + i, "secret"));
    assertThat(made).containsOnlyOnce(true);
  }

  @Test
  void whoIsNotThereIsNotFound() {
    recovery.createFirst("AKIA", "secret");
    for (String id : List.of("", "AKI", "AKIAA", "akia", "x".repeat(100_000))) {
      assertThat(users.find(id)).isEmpty();
    }
    assertThat(users.user(UserId.NOBODY)).isEmpty();
  }

  @Test
  void anIdThatCouldNotBeFoundAgainIsRefused() {
    recovery.createFirst("A".repeat(AccessKey.ID_LENGTH_MAX), "secret");
    assertThat(users.find("A".repeat(AccessKey.ID_LENGTH_MAX))).isPresent();
    assertThatThrownBy(() -> recovery.createFirst("A".repeat(AccessKey.ID_LENGTH_MAX + 1), "s"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> recovery.createFirst("", "s"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aUserHasManyKeysAndIsTheSameWithEach() {
    User anna = make("anna", READER, "AKFIRST", "first secret");
    changes.addKey(anna.id(), NewKey.of("AKSECOND", "second secret"));
    User bob = make("bob", List.of(), "AKBOB", "secret of bob");

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
    User anna = make("anna", READER, "AKFIRST", "first secret");
    Failure taken = new Failure.AccessKeyTaken("AKFIRST");
    Failures.require(taken, () -> make("bob", READER, "AKFIRST", "another-one"));
    Failures.require(taken, () -> changes.addKey(anna.id(), NewKey.of("AKFIRST", "another-one")));
    List<Optional<Failure>> outcomes =
        Crowd.run(
            16, i -> () -> Failures.of(() -> make("user" + i, READER, "AKNEW", "secret-of-it")));
    assertThat(outcomes).containsOnlyOnce(Optional.empty());
  }

  @Test
  void aUserHasNoMoreKeysThanTheLimit() {
    User anna = make("anna", READER, "AK0", "a secret");
    for (int i = 1; i < User.KEYS_MAX; i++) {
      changes.addKey(anna.id(), NewKey.of("AK" + i, "a secret"));
    }
    Failures.require(
        new Failure.TooManyAccessKeys(User.KEYS_MAX),
        () -> changes.addKey(anna.id(), NewKey.of("AKMORE", "a secret")));
    changes.removeKey("AK7");
    changes.addKey(anna.id(), NewKey.of("AKMORE", "a secret"));
  }

  @Test
  void aKeyThatIsRemovedLeavesItsUserAndTheOthers() {
    User anna = make("anna", READER, "AKFIRST", "first secret");
    changes.addKey(anna.id(), NewKey.of("AKSECOND", "second secret"));
    changes.removeKey("AKFIRST");
    assertThat(users.find("AKFIRST")).isEmpty();
    assertThat(users.find("AKSECOND").orElseThrow().user().id()).isEqualTo(anna.id());
    changes.removeKey("AKSECOND");
    assertThat(users.user(anna.id()).orElseThrow().keyIds()).isEmpty();
    Failures.require(new Failure.NoSuchAccessKey("AKFIRST"), () -> changes.removeKey("AKFIRST"));

    changes.addKey(anna.id(), NewKey.of("AKFIRST", "third secret"));
    assertThat(users.find("AKFIRST").orElseThrow().user().id()).isEqualTo(anna.id());
  }

  @Test
  void aKeyThatIsNotInUseOrOverAndThatOfADisabledUserAreNotUsable() {
    User anna = make("anna", READER, "AK1", "a secret");
    changes.changeKey("AK1", AccessKey.Status.INACTIVE, Optional.empty());
    assertThat(isUsable("AK1")).isFalse();
    changes.changeKey("AK1", AccessKey.Status.ACTIVE, Optional.of(TestStore.NOW));
    assertThat(isUsable("AK1")).isFalse();
    changes.changeKey("AK1", AccessKey.Status.ACTIVE, Optional.of(TestStore.NOW.plusMillis(1)));
    assertThat(isUsable("AK1")).isTrue();
    assertThat(users.find("AK1").orElseThrow().isUsable(Clock.offset(CLOCK, Duration.ofMillis(1))))
        .isFalse();

    changes.setEnabled(anna.id(), false);
    assertThat(isUsable("AK1")).isFalse();
    changes.setEnabled(anna.id(), true);
    assertThat(isUsable("AK1")).isTrue();
  }

  private User make(String name, List<AccessRule> rules, String keyId, String secret) {
    return changes.create(NewUser.of(name, rules, keyId, secret)).user();
  }

  private boolean isUsable(String keyId) {
    return users.find(keyId).orElseThrow().isUsable(CLOCK);
  }

  @Test
  void aUserThatIsRemovedGoesWithItsKeysAndNobodyGetsItsIdAgain() {
    User anna = make("anna", READER, "AKFIRST", "a secret");
    changes.addKey(anna.id(), NewKey.of("AKSECOND", "a secret"));
    changes.remove(anna.id());
    assertThat(users.find("AKFIRST")).isEmpty();
    assertThat(users.find("AKSECOND")).isEmpty();
    Failures.require(new Failure.NoSuchUser(anna.id().value()), () -> changes.remove(anna.id()));

    User again = make("anna", READER, "AKFIRST", "a secret");
    assertThat(again.id()).isNotEqualTo(anna.id());
  }

  @Test
  void everyChangeIsCounted() {
    // Who is left when everybody else is removed.
    recovery.createFirst("AKROOT", "secret");
    long before = users.changes();
    User anna = make("anna", READER, "AK1", "a secret");
    assertThat(users.changes()).isGreaterThan(before);
    List<Runnable> all =
        List.of(
            () -> changes.addKey(anna.id(), NewKey.of("AK2", "a secret")),
            () -> changes.changeKey("AK2", AccessKey.Status.INACTIVE, Optional.empty()),
            () -> changes.replaceSecret("AK2", Optional.of("another one")),
            () -> changes.removeKey("AK2"),
            () -> changes.setEnabled(anna.id(), false),
            () -> recovery.reset("AK1", "another"),
            () -> changes.remove(anna.id()),
            () -> recovery.createFirst("AK1", "secret"));
    for (Runnable change : all) {
      long seen = users.changes();
      change.run();
      assertThat(users.changes()).isGreaterThan(seen);
    }
  }

  @Test
  void anotherEncryptionKeyIsFoundOutAtOnce() {
    users.checkEncryptionKey();
    recovery.createFirst("AKIA", "secret");
    users.checkEncryptionKey();
    Users others = TestStore.users(store.metadata, 2).users();
    Failures.require(new Failure.WrongEncryptionKey(), others::checkEncryptionKey);
    Failures.require(new Failure.WrongEncryptionKey(), () -> others.find("AKIA"));
  }

  @Test
  void aResetGivesAnotherSecretAndKeepsTheRest() {
    recovery.createFirst("AKIA", "secret");
    UserId first = users.find("AKIA").orElseThrow().user().id();
    assertThat(recovery.reset("AKIA", "another")).isFalse();
    Credential found = users.find("AKIA").orElseThrow();
    assertThat(found.secret()).isEqualTo("another");
    assertThat(found.user().id()).isEqualTo(first);
    assertThat(recovery.reset("AKIB", "third")).isTrue();
    UserId second = users.find("AKIB").orElseThrow().user().id();
    assertThat(users.user(second).orElseThrow().rules()).containsExactly(AccessRule.FULL_ACCESS);
    List<UserId> all = users.idsAfter(UserId.NOBODY);
    assertThat(all).containsExactlyInAnyOrder(first, second);
    assertThat(users.idsAfter(all.getFirst())).containsExactly(all.getLast());
    assertThat(users.idsAfter(all.getLast())).isEmpty();
  }

  @Test
  void aResetMakesAKeyWorkThatIsNotInUse() {
    User anna = make("anna", READER, "AK1", "a secret");
    changes.changeKey("AK1", AccessKey.Status.INACTIVE, Optional.of(TestStore.NOW));
    changes.setEnabled(anna.id(), false);
    assertThat(recovery.reset("AK1", "another")).isFalse();
    assertThat(isUsable("AK1")).isTrue();
    assertThat(users.find("AK1").orElseThrow().user().rules()).isEqualTo(READER);
  }

  @Test
  void aResetNeedsNoEncryptionKeyOfBefore() {
    recovery.createFirst("AKIA", "secret");
    UserId id = users.find("AKIA").orElseThrow().user().id();
    UserServices theirs = TestStore.users(store.metadata, 2);
    Users others = theirs.users();
    assertThat(others.isReadable("AKIA")).isFalse();
    assertThat(others.isReadable("nobody")).isFalse();

    assertThat(theirs.recovery().reset("AKIA", "another")).isFalse();

    others.checkEncryptionKey();
    assertThat(others.isReadable("AKIA")).isTrue();
    assertThat(others.find("AKIA").orElseThrow().secret()).isEqualTo("another");
    assertThat(others.find("AKIA").orElseThrow().user().id()).isEqualTo(id);
  }

  @Test
  void aRecordMovedToAnotherKeyGivesNoSecret() {
    recovery.createFirst("AKIA", "secret");
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
    recovery.createFirst("AKIA", "a very telling secret");
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
