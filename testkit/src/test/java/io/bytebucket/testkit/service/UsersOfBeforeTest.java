package io.bytebucket.testkit.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.core.Store;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.schema.Keyspace;
import io.bytebucket.core.schema.Keyspace.SystemRecord;
import io.bytebucket.core.secret.SecretCipher;
import io.bytebucket.core.user.AccessKey;
import io.bytebucket.core.user.AccessRule;
import io.bytebucket.core.user.CanonicalId;
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
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Users as they were stored when each had one access key, whose id was the owner in every record:
 * they are who they were, whatever is done to their keys.
 */
class UsersOfBeforeTest {
  /** Of AKOWNER, with the secret {@code secret/with+signs=}, who may do all but delete and put. */
  private static final String RECORD =
      "0132630dcd296465666768696a6b6c6d6e6f3b7ebd141c9d79e9571637c3a90c0d9331ff7f3d70e2936f83bbd0"
          + "4c4dbcbc09b30df8e6a7c7ca33020001012a01012a0102066c6f67732d2a0670686f746f73020f73333a4465"
          + "6c6574654f626a6563740c73333a5075744f626a656374";

  private static final UserId OWNER = new UserId("AKOWNER");
  private static final Clock CLOCK = Clock.fixed(TestStore.NOW, ZoneOffset.UTC);

  private final TestStore store = TestStore.create();
  private final UserServices services = services();
  private final Users users = services.users();
  private final UserChanges changes = services.changes();
  private final UserRecovery recovery = services.recovery();

  private UserServices services() {
    byte[] key = new byte[SecretCipher.KEY_BYTES];
    for (int i = 0; i < key.length; i++) {
      key[i] = (byte) i;
    }
    return Store.usersOf(store.metadata, new SecretCipher(key, new SecureRandom()), CLOCK);
  }

  @BeforeEach
  void plant() {
    store.metadata.write(transaction -> {
      transaction.put(Keyspace.user("AKOWNER"), HexFormat.of().parseHex(RECORD));
      // A server of before knew of no index.
      transaction.delete(Keyspace.system(SystemRecord.USERS_INDEXED));
      return RECORD;
    });
    users.index();
    recovery.reset("AKROOT", "another administrator");
  }

  @AfterEach
  void theStoreIsConsistent() {
    store.check().requireConsistent();
  }

  private Credential found(String keyId) {
    return users.find(keyId).orElseThrow();
  }

  @Test
  void itSignsInAsWhoOwnsWhatWasStored() {
    Credential found = found("AKOWNER");
    assertThat(users.byName("AKOWNER")).contains(found.user());
    assertThat(users.byCanonicalId(CanonicalId.of(OWNER))).contains(found.user());
    assertThat(found.secret()).isEqualTo("secret/with+signs=");
    assertThat(found.isUsable(CLOCK)).isTrue();
    assertThat(found.user().id()).isEqualTo(OWNER).isEqualTo(TestStore.OWNER);
    assertThat(found.user().createdAt()).isEqualTo(Instant.ofEpochMilli(1_772_360_430_456L));
    assertThat(found.user().rules()).hasSize(2).contains(AccessRule.FULL_ACCESS);
    assertThat(users.isEmpty()).isFalse();
    assertThat(users.idsAfter(UserId.NOBODY)).contains(OWNER);
    users.checkEncryptionKey();
    Failures.require(
        new Failure.WrongEncryptionKey(),
        () -> TestStore.users(store.metadata, 9).users().checkEncryptionKey());
  }

  @Test
  void aSecondKeyIsTheSameUserAndTheFirstGoesOnWorking() {
    List<AccessRule> rules = found("AKOWNER").user().rules();
    changes.addKey(OWNER, NewKey.of("AKNEW", "new secret"));
    assertThat(found("AKNEW").user().id()).isEqualTo(OWNER);
    assertThat(found("AKNEW").user().rules()).isEqualTo(rules);
    assertThat(found("AKOWNER").secret()).isEqualTo("secret/with+signs=");
    assertThat(found("AKOWNER").user().keyIds()).containsExactly("AKOWNER", "AKNEW");
  }

  @Test
  void itsFirstKeyCanBeRotatedAway() {
    changes.addKey(OWNER, NewKey.of("AKNEW", "new secret"));
    changes.removeKey("AKOWNER");
    assertThat(users.find("AKOWNER")).isEmpty();
    assertThat(found("AKNEW").user().id()).isEqualTo(OWNER);
  }

  @Test
  void nobodyElseGetsTheIdOfItsFirstKey() {
    changes.addKey(OWNER, NewKey.of("AKNEW", "new secret"));
    changes.removeKey("AKOWNER");
    Failures.require(
        new Failure.AccessKeyTaken("AKOWNER"),
        () -> changes.create(NewUser.of("mallory", List.of(), "AKOWNER", "a secret")));
    assertThat(recovery.reset("AKOWNER", "again")).isFalse();
    assertThat(found("AKOWNER").user().id()).isEqualTo(OWNER);
    assertThat(found("AKOWNER").user().keyIds()).containsExactly("AKNEW", "AKOWNER");
  }

  @Test
  void eachChangeOfItOrItsKeyKeepsTheOther() {
    List<Runnable> all =
        List.of(
            () -> changes.replaceSecret("AKOWNER", Optional.of("secret/with+signs=")),
            () -> changes.changeKey("AKOWNER", AccessKey.Status.ACTIVE, Optional.empty()),
            () -> changes.setEnabled(OWNER, true),
            () -> recovery.reset("AKOWNER", "secret/with+signs="));
    User before = found("AKOWNER").user();
    for (Runnable change : all) {
      plant();
      change.run();
      assertThat(found("AKOWNER").user()).isEqualTo(before);
      assertThat(found("AKOWNER").secret()).isEqualTo("secret/with+signs=");
      changes.remove(OWNER);
      assertThat(users.find("AKOWNER")).isEmpty();
    }
  }

  @Test
  void itIsRemovedWithItsKey() {
    changes.remove(OWNER);
    assertThat(users.find("AKOWNER")).isEmpty();
    assertThat(users.user(OWNER)).isEmpty();
    assertThat(users.byName("AKOWNER")).isEmpty();
    assertThat(users.byCanonicalId(CanonicalId.of(OWNER))).isEmpty();
  }

  @Test
  void itsKeyIsRemovedAndItStays() {
    changes.removeKey("AKOWNER");
    assertThat(users.find("AKOWNER")).isEmpty();
    assertThat(users.user(OWNER).orElseThrow().keyIds()).isEmpty();
  }
}
