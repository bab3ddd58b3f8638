package io.bytebucket.testkit.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.core.Store;
import io.bytebucket.core.StoreSecrets;
import io.bytebucket.core.audit.AuditLog;
import io.bytebucket.core.audit.AuditQuery;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.schema.Keyspace;
import io.bytebucket.core.schema.Keyspace.SystemRecord;
import io.bytebucket.core.secret.SecretCipher;
import io.bytebucket.core.secret.SecretCount;
import io.bytebucket.core.secret.SecretPass;
import io.bytebucket.core.secret.StoredSecrets;
import io.bytebucket.core.signin.SecondFactors;
import io.bytebucket.core.store.MetadataStore;
import io.bytebucket.core.store.Transaction;
import io.bytebucket.core.user.NewKey;
import io.bytebucket.core.user.NewUser;
import io.bytebucket.core.user.User;
import io.bytebucket.core.user.UserId;
import io.bytebucket.core.user.UserServices;
import io.bytebucket.testkit.TestStore;
import io.bytebucket.testkit.memory.HookedMetadataStore;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Secrets on their way from one encryption key to another. */
class StoredSecretsTest {
  private static final Clock CLOCK = Clock.fixed(TestStore.NOW, ZoneOffset.UTC);

  /** Of AKOWNER, a user of before, and its key in one row, under {@link #OLD}. */
  private static final String USER_OF_BEFORE =
      "0132630dcd296465666768696a6b6c6d6e6f3b7ebd141c9d79e9571637c3a90c0d9331ff7f3d70e2936f83bbd0"
          + "4c4dbcbc09b30df8e6a7c7ca33020001012a01012a0102066c6f67732d2a0670686f746f73020f73333a4465"
          + "6c6574654f626a6563740c73333a5075744f626a656374";

  private static final byte[] OLD = key(i -> (byte) i);
  private static final byte[] NEW = key(i -> (byte) 7);
  private static final byte[] OTHER = key(i -> (byte) 9);

  private static final SecretCipher UNDER_OLD = new SecretCipher(OLD, new SecureRandom());
  private static final SecretCipher UNDER_NEW = new SecretCipher(NEW, new SecureRandom());
  private static final SecretCipher BETWEEN = SecretCipher.between(NEW, OLD, new SecureRandom());

  /** More than two steps. */
  private static final int USERS = 250;

  private static final int FACTORS = 5;
  private static final int ALL = USERS + 2 + FACTORS;

  private final TestStore store = TestStore.create();
  private final Map<String, String> secrets = new TreeMap<>();
  private final List<UserId> withFactor = new ArrayList<>();

  private static byte[] key(IntFunction<Byte> at) {
    byte[] key = new byte[SecretCipher.KEY_BYTES];
    for (int i = 0; i < key.length; i++) {
      key[i] = at.apply(i);
    }
    return key;
  }

  @BeforeEach
  void fill() {
    put(transaction -> {
      transaction.put(Keyspace.user("AKOWNER"), HexFormat.of().parseHex(USER_OF_BEFORE));
      // A server of before knew of no index.
      transaction.delete(Keyspace.system(SystemRecord.USERS_INDEXED));
    });
    secrets.put("AKOWNER", "secret/with+signs=");
    UserServices services = users(UNDER_OLD);
    services.recovery().reset("AKROOT", "of the administrator");
    secrets.put("AKROOT", "of the administrator");
    for (int i = 0; i < USERS; i++) {
      String id = "AK%04d".formatted(i);
      User user =
          services
              .changes()
              .create(NewUser.of("user" + i, List.of(), id, "secret-of-" + id))
              .user();
      secrets.put(id, "secret-of-" + id);
      if (withFactor.size() < FACTORS) {
        factors(UNDER_OLD).enrol(user.id(), "factor of " + user.id().value());
        withFactor.add(user.id());
      }
    }
  }

  @AfterEach
  void theStoreIsConsistent() {
    store.check().requireConsistent();
  }

  private void put(Consumer<Transaction> change) {
    store.metadata.write(transaction -> {
      change.accept(transaction);
      return true;
    });
  }

  private UserServices users(SecretCipher cipher) {
    return Store.usersOf(store.metadata, cipher, CLOCK);
  }

  /** Second factors whose only code is the secret itself. */
  private SecondFactors factors(SecretCipher cipher) {
    return SecondFactors.over(store.metadata, cipher, CLOCK, AuditLog.Limits.STANDARD)
        .apply((secret, code) -> secret.equals(code) ? OptionalLong.of(1) : OptionalLong.empty());
  }

  private StoredSecrets stored(MetadataStore metadata, SecretCipher cipher) {
    return StoreSecrets.of(metadata, cipher, CLOCK);
  }

  private SecretCount count(SecretCipher cipher) {
    return stored(store.metadata, cipher).count();
  }

  private static SecretCount toTheEnd(SecretPass pass) {
    boolean isMore = true;
    while (isMore) {
      isMore = pass.step();
    }
    return pass.count();
  }

  private SecretCount rotate() {
    return toTheEnd(stored(store.metadata, BETWEEN).pass());
  }

  private void requireReadable(SecretCipher cipher) {
    UserServices services = users(cipher);
    secrets.forEach((id, secret) ->
        assertThat(services.users().find(id).orElseThrow().secret()).as(id).isEqualTo(secret));
  }

  @Test
  void allOfThemComeUnderThePresentKeyAndStayWhatTheyWere() {
    assertThat(count(BETWEEN)).isEqualTo(new SecretCount(0, ALL, 0, 0, List.of()));
    requireReadable(BETWEEN);

    assertThat(rotate()).isEqualTo(new SecretCount(ALL, 0, ALL, 0, List.of()));

    assertThat(count(UNDER_NEW)).isEqualTo(new SecretCount(ALL, 0, 0, 0, List.of()));
    requireReadable(UNDER_NEW);
    for (UserId id : withFactor) {
      assertThat(factors(UNDER_NEW).confirm(id, "factor of " + id.value())).isPresent();
    }
    assertThat(count(UNDER_OLD).unreadable()).isEqualTo(ALL);
    assertThat(rotate().renewed()).isZero();
    assertThat(
            new AuditLog(store.metadata, CLOCK, AuditLog.Limits.STANDARD)
                .page(AuditQuery.ALL, Optional.empty(), 1_000)
                .records())
        .anyMatch(record -> record.event().action().equals("secrets.renew"));
  }

  @Test
  void whatIsWrittenMeanwhileIsUnderThePresentKey() {
    users(BETWEEN).changes().replaceSecret("AK0000", Optional.of("another secret"));
    secrets.put("AK0000", "another secret");
    User user = users(BETWEEN).users().byKey("AK0001").orElseThrow();
    users(BETWEEN).changes().addKey(user.id(), NewKey.of("AKSECOND", "a second secret"));
    secrets.put("AKSECOND", "a second secret");

    assertThat(count(BETWEEN)).isEqualTo(new SecretCount(2, ALL - 1, 0, 0, List.of()));
    rotate();
    requireReadable(UNDER_NEW);
  }

  @Test
  void anEndAtAnyReadOrCommitLeavesEachUnderOneOfTheKeys() {
    int calls = 0;
    for (boolean isOver = false; !isOver; calls++) {
      HookedMetadataStore mortal = new HookedMetadataStore(store.metadata);
      SecretPass pass = stored(mortal, BETWEEN).pass();
      // One step further with each try, and then the end, before a commit or right after it.
      for (int step = 0; step < calls / 2 && !isOver; step++) {
        isOver = !pass.step();
      }
      Runnable end = HookedMetadataStore.failing(new Failure.EngineFault("killed"));
      if (calls % 2 == 0) {
        mortal.beforeCommit(end);
      } else {
        mortal.afterCommit(end);
      }
      try {
        pass.step();
      } catch (StoreException killed) {
        assertThat(killed.failure()).isInstanceOf(Failure.EngineFault.class);
      }
      requireReadable(BETWEEN);
      SecretCount count = count(BETWEEN);
      assertThat(count.unreadable()).isZero();
      assertThat(count.all()).isEqualTo(ALL);
    }
    assertThat(calls).isGreaterThan(6);
    assertThat(rotate().isAllPresent()).isTrue();
    requireReadable(UNDER_NEW);
  }

  @Test
  void aSecretThatIsReplacedMeanwhileStaysReplaced() {
    HookedMetadataStore hooked = new HookedMetadataStore(store.metadata);
    SecretPass pass = stored(hooked, BETWEEN).pass();
    hooked.beforeCommit(() -> {
      users(BETWEEN).changes().replaceSecret("AK0000", Optional.of("another secret"));
      users(BETWEEN).changes().removeKey("AK0001");
    });
    toTheEnd(pass);
    secrets.put("AK0000", "another secret");
    secrets.remove("AK0001");

    requireReadable(UNDER_NEW);
    assertThat(users(UNDER_NEW).users().find("AK0001")).isEmpty();
    assertThat(count(UNDER_NEW).isAllPresent()).isTrue();
  }

  @Test
  void whatNeitherKeyDecryptsIsNamedAndLeft() {
    SecretCipher other = new SecretCipher(OTHER, new SecureRandom());
    users(other).changes().replaceSecret("AK0003", Optional.of("of yet another key"));
    put(transaction -> {
      byte[] damaged = transaction.get(Keyspace.accessKey("AK0004")).orElseThrow().clone();
      damaged[damaged.length / 2] ^= 1;
      transaction.put(Keyspace.accessKey("AK0004"), damaged);
    });
    byte[] lost = record("AK0003");
    byte[] damaged = record("AK0004");

    SecretCount count = rotate();

    assertThat(count)
        .isEqualTo(new SecretCount(ALL - 2, 0, ALL - 2, 2, List.of("AK0003", "AK0004")));
    assertThat(record("AK0003")).isEqualTo(lost);
    assertThat(record("AK0004")).isEqualTo(damaged);
    secrets.remove("AK0003");
    secrets.remove("AK0004");
    requireReadable(UNDER_NEW);
    // They keep no server from starting.
    users(UNDER_NEW).users().checkEncryptionKey();
  }

  private byte[] record(String keyId) {
    return store.metadata.read(snapshot -> snapshot.get(Keyspace.accessKey(keyId))).orElseThrow();
  }

  @Test
  void theUpkeepDoesItStepByStepAndThenLooksAgain() {
    StoredSecrets secretsOfStore = stored(store.metadata, BETWEEN);
    int rounds = 1;
    while (secretsOfStore.round()) {
      rounds++;
    }
    assertThat(rounds).isGreaterThan(3);
    assertThat(count(UNDER_NEW).isAllPresent()).isTrue();
    assertThat(secretsOfStore.figures()).hasSize(2);
    users(UNDER_OLD).changes().replaceSecret("AK0000", Optional.of("by a server of before"));
    while (secretsOfStore.round()) {
      // Until its end.
    }
    assertThat(count(UNDER_NEW).isAllPresent()).isTrue();
  }

  @Test
  void aStartWantsAKeyThatReadsAnything() {
    users(BETWEEN).users().checkEncryptionKey();
    SecretCipher other = new SecretCipher(OTHER, new SecureRandom());
    Failures.require(
        new Failure.WrongEncryptionKey(), () -> users(other).users().checkEncryptionKey());
    SecretPass pass = stored(store.metadata, BETWEEN).pass();
    assertThat(pass.step()).isTrue();
    // Half way, each of them reads something, and the log tells of the rest.
    users(UNDER_OLD).users().checkEncryptionKey();
    users(UNDER_NEW).users().checkEncryptionKey();
  }
}
