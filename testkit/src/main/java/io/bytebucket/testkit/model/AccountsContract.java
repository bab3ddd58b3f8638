package io.bytebucket.testkit.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.core.Store;
import io.bytebucket.core.audit.AuditCheck;
import io.bytebucket.core.audit.AuditPage;
import io.bytebucket.core.audit.AuditQuery;
import io.bytebucket.core.audit.AuditRecord;
import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.bucket.LocationConstraint;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.store.Engine;
import io.bytebucket.core.user.AccessKey;
import io.bytebucket.core.user.AccessRule;
import io.bytebucket.core.user.NewKey;
import io.bytebucket.core.user.NewUser;
import io.bytebucket.core.user.User;
import io.bytebucket.core.user.UserChanges;
import io.bytebucket.testkit.contract.Crowd;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What holds of users, administrators and the audit log whatever several servers do at the same
 * moment. An engine extends this class in its own tests. Set the property {@code tests.seed} to run
 * a failure again.
 */
public abstract class AccountsContract {
  private static final Instant START = Instant.parse("2026-03-01T10:20:30.456Z");
  private static final List<AccessRule> ALL = List.of(AccessRule.FULL_ACCESS);
  private static final int CROWD = 16;
  private static final int ROUNDS = 10;
  private static final int OPERATIONS = 1_500;

  /** What takes an administrator's power or way in, each in its way. */
  private static final Map<String, BiConsumer<UserChanges, User>> LOSSES =
      Map.of(
          "remove",
          (changes, user) -> changes.remove(user.id()),
          "disable",
          (changes, user) -> changes.setEnabled(user.id(), false),
          "demote",
          (changes, user) -> changes.replaceRules(user.id(), List.of()),
          "take out of use",
          (changes, user) ->
              changes.changeKey(
                  user.keyIds().getFirst(), AccessKey.Status.INACTIVE, Optional.empty()),
          "let expire",
          (changes, user) ->
              changes.changeKey(
                  user.keyIds().getFirst(),
                  AccessKey.Status.ACTIVE,
                  Optional.of(START.plus(Duration.ofDays(1)))),
          "remove key",
          (changes, user) -> changes.removeKey(user.keyIds().getFirst()));

  private Engine engine;
  private Store first;
  private Store second;

  /** An engine without data. */
  protected abstract Engine open();

  /** Two servers over one engine. */
  @BeforeEach
  void openTheStores() {
    SteppedClock clock = new SteppedClock(START);
    engine = open();
    Engine shared = Stores.share(engine.metadata(), engine.blobs());
    first = Stores.open(shared, clock, 64);
    second = Stores.open(shared, clock, 64);
  }

  @AfterEach
  void theStoreIsConsistent() {
    new StoreCheck(engine.metadata(), engine.blobs()).requireConsistent();
    engine.close();
  }

  private Store server(int i) {
    return i % 2 == 0 ? first : second;
  }

  private static Optional<Failure> outcome(Runnable change) {
    try {
      change.run();
      return Optional.empty();
    } catch (StoreException e) {
      return Optional.of(e.failure());
    }
  }

  private User make(String name, List<AccessRule> rules) {
    return first
        .userChanges()
        .create(new NewUser(Optional.of(name), rules, NewKey.GENERATED))
        .user();
  }

  @Test
  void aNameIsGivenOnceWhicheverServersGiveItAtTheSameMoment() {
    for (int round = 0; round < ROUNDS; round++) {
      String name = "Anna-" + round;
      List<Optional<Failure>> made =
          Crowd.run(
              CROWD,
              i ->
                  () -> {
                    String called = i % 3 == 0 ? name : name.toLowerCase(Locale.ROOT);
                    NewUser wanted = new NewUser(Optional.of(called), List.of(), NewKey.GENERATED);
                    return outcome(() -> server(i).userChanges().create(wanted));
                  });
      assertThat(made).containsOnlyOnce(Optional.empty());
      assertThat(made.stream().flatMap(Optional::stream))
          .allMatch(failure -> failure instanceof Failure.UserNameTaken);
    }
  }

  @Test
  void aNameIsGivenOnceToWhoIsRenamedAtTheSameMoment() {
    List<User> users = new ArrayList<>();
    for (int i = 0; i < CROWD; i++) {
      users.add(make("user" + i, List.of()));
    }
    List<Optional<Failure>> renamed =
        Crowd.run(
            CROWD,
            i ->
                () ->
                    outcome(() ->
                        server(i).userChanges().rename(users.get(i).id(), Optional.of("anna"))));
    assertThat(renamed).containsOnlyOnce(Optional.empty());
  }

  @Test
  void ofTwoAdministratorsWhoTakeEachOthersPowerAtTheSameMomentOneKeepsIt() {
    int pairs = 0;
    for (String one : LOSSES.keySet().stream().sorted().toList()) {
      for (String other : LOSSES.keySet().stream().sorted().toList()) {
        User anna = make("anna-" + ++pairs, ALL);
        User bob = make("bob-" + pairs, ALL);
        List<Optional<Failure>> outcomes =
            Crowd.run(
                2,
                i ->
                    () ->
                        outcome(() -> {
                          BiConsumer<UserChanges, User> loss =
                              Objects.requireNonNull(LOSSES.get(i == 0 ? one : other));
                          loss.accept(server(i).userChanges(), i == 0 ? anna : bob);
                        }));
        assertThat(outcomes)
            .as("%s and %s", one, other)
            .containsExactlyInAnyOrder(
                Optional.empty(), Optional.of(new Failure.LastAdministrator()));
        clear(anna, bob);
      }
    }
  }

  /** As if their keys had been lost: only whoever runs the store may take the last one. */
  private void clear(User... users) {
    for (User user : users) {
      first
          .users()
          .user(user.id())
          .ifPresent(left -> left.keyIds().forEach(first.userRecovery()::retire));
    }
  }

  @Test
  void whoIsTheLastAdministratorIsAsTheModelSays() {
    run(1);
  }

  @Test
  void whoIsTheLastAdministratorIsAsTheModelSaysFromAnyOtherSeed() {
    run(Long.getLong("tests.seed", System.nanoTime()));
  }

  private void run(long seed) {
    System.out.println(getClass().getSimpleName() + " seed " + seed);
    AdministratorsModel model = new AdministratorsModel(new Random(seed), START);
    for (int i = 0; i < OPERATIONS; i++) {
      model.step(server(i));
    }
    model.requireAgreed(first);
  }

  @Test
  void everyChangeOfManyStandsInTheLogAndTheChainIsWhole() {
    User root = make("root", ALL);
    long before = records().size();
    List<Integer> changes =
        Crowd.run(
            CROWD,
            i ->
                () -> {
                  int done = 0;
                  for (int round = 0; round < ROUNDS; round++) {
                    Store store = server(i);
                    BucketName bucket = new BucketName("bucket-" + i + "-" + round);
                    store.buckets().create(bucket, root.id(), LocationConstraint.NONE);
                    done++;
                    String name = "user-" + round;
                    NewUser wanted = new NewUser(Optional.of(name), List.of(), NewKey.GENERATED);
                    done += outcome(() -> store.userChanges().create(wanted)).isEmpty() ? 1 : 0;
                    if (round % 2 == 0) {
                      store.buckets().delete(bucket);
                      done++;
                    }
                  }
                  return done;
                });
    long made = changes.stream().mapToLong(Integer::longValue).sum();
    assertThat(records()).hasSize((int) (before + made));
    AuditCheck check = AuditCheck.of(engine.metadata());
    assertThat(check.broken()).isEmpty();
    assertThat(check.records()).isEqualTo(before + made);
    assertThat(records().stream().map(AuditRecord::id).toList().reversed()).isSorted();
  }

  /** All records, the latest first. */
  private List<AuditRecord> records() {
    Map<String, AuditRecord> all = new TreeMap<>();
    List<AuditRecord> records = new ArrayList<>();
    Optional<String> cursor = Optional.empty();
    do {
      AuditPage page = first.auditLog().page(AuditQuery.ALL, cursor, 7);
      for (AuditRecord record : page.records()) {
        assertThat(all.put(record.id(), record)).isNull();
        records.add(record);
      }
      cursor = page.next();
    } while (cursor.isPresent());
    return records;
  }
}
