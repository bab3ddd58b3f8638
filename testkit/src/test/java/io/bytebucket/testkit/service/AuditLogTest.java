package io.bytebucket.testkit.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytebucket.core.Store;
import io.bytebucket.core.audit.AuditCheck;
import io.bytebucket.core.audit.AuditEvent;
import io.bytebucket.core.audit.AuditLog;
import io.bytebucket.core.audit.AuditPage;
import io.bytebucket.core.audit.AuditQuery;
import io.bytebucket.core.audit.AuditRecord;
import io.bytebucket.core.audit.Origin;
import io.bytebucket.core.audit.SignIns;
import io.bytebucket.core.bucket.LocationConstraint;
import io.bytebucket.core.bucket.Versioning;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.schema.AuditKeys;
import io.bytebucket.core.schema.Keyspace;
import io.bytebucket.core.store.MetadataStore;
import io.bytebucket.core.store.Transaction;
import io.bytebucket.core.user.AccessRule;
import io.bytebucket.core.user.NewUser;
import io.bytebucket.core.user.User;
import io.bytebucket.core.value.Tags;
import io.bytebucket.engine.memory.MemoryEngine;
import io.bytebucket.testkit.TestStore;
import io.bytebucket.testkit.model.AuditWatch;
import io.bytebucket.testkit.model.SteppedClock;
import io.bytebucket.testkit.model.StoreCheck;
import io.bytebucket.testkit.model.Stores;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What stands in the audit log, what it costs outsiders and insiders, and how it is known whole.
 */
class AuditLogTest {
  private static final Origin REQUEST = Origin.request("4ce1", "192.0.2.7");

  private final SteppedClock clock = new SteppedClock(TestStore.NOW);
  private final MemoryEngine engine = MemoryEngine.thatRunsChangesTwice();
  private final MetadataStore metadata = engine.metadata();
  private final Store store = Stores.open(engine, clock, TestStore.INLINE_LIMIT_BYTES);

  /** Does something as a request of that user does. */
  private static void as(String userId, Runnable task) {
    ScopedValue.where(Origin.CURRENT, Origin.request("4ce1", "192.0.2.7"))
        .run(() -> {
          Origin.current().signedWith("AK" + userId);
          Origin.current().by(userId, "name of " + userId);
          task.run();
        });
  }

  private List<AuditRecord> all(AuditQuery query, int limit) {
    List<AuditRecord> all = new ArrayList<>();
    Optional<String> cursor = Optional.empty();
    do {
      AuditPage page = store.auditLog().page(query, cursor, limit);
      assertThat(page.records()).hasSizeLessThanOrEqualTo(limit);
      all.addAll(page.records());
      cursor = page.next();
    } while (cursor.isPresent());
    return all;
  }

  private List<AuditRecord> all() {
    return all(AuditQuery.ALL, 100);
  }

  private List<String> actions() {
    return all().stream().map(record -> record.event().action()).toList();
  }

  private void record(String action, String target) {
    store
        .audited()
        .write(transaction -> {
          transaction.audit(action, target, "", "");
          return action;
        });
  }

  private void requireWhole() {
    assertThat(AuditCheck.of(metadata).broken()).isEmpty();
    new StoreCheck(metadata, engine.blobs()).requireConsistent();
  }

  @Test
  void aRecordSaysWhoDidWhatFromWhereAndWhatChanged() {
    as(
        "anna",
        () -> store.buckets().create(TestStore.BUCKET, TestStore.OWNER, LocationConstraint.NONE));
    clock.step(Duration.ofMillis(5));
    as("bob", () -> store.bucketSettings().putTags(TestStore.BUCKET, tags("a")));
    as("bob", () -> store.bucketSettings().putTags(TestStore.BUCKET, tags("b")));

    List<AuditRecord> records = all();
    assertThat(actions()).containsExactly("bucket.tags", "bucket.tags", "bucket.create");
    AuditRecord changed = records.getFirst();
    assertThat(changed.who()).isEqualTo(new Origin.Who("bob", "name of bob", "AKbob"));
    assertThat(changed.address()).isEqualTo("192.0.2.7");
    assertThat(changed.requestId()).isEqualTo("4ce1");
    assertThat(changed.time()).isEqualTo(TestStore.NOW.plusMillis(5));
    assertThat(changed.event())
        .isEqualTo(AuditEvent.done("bucket.tags", "bucket/photos", "k=a", "k=b"));
    assertThat(records.getLast().who().userId()).isEqualTo("anna");
    assertThat(records.getLast().event().after()).contains("owner=" + TestStore.OWNER);
    requireWhole();
  }

  private static Tags tags(String value) {
    return Tags.ofBucket(Map.of("k", value));
  }

  @Test
  void whatNoRequestAskedForIsTheSystemsOrThatOfACommand() {
    record("a.b", "x");
    Origin.run("users reset", () -> store.userRecovery().reset("AKROOT", "a secret"));
    assertThat(all().getFirst().who().name()).isEqualTo("users reset");
    assertThat(all().getLast().who().name()).isEqualTo("system");
  }

  @Test
  void aChangeThatFailsLeavesNoRecord() {
    Failures.require(
        Failure.NoSuchBucket.class,
        () -> store.buckets().setVersioning(TestStore.BUCKET, Versioning.ENABLED));
    assertThat(all()).isEmpty();
  }

  @Test
  void noSecretIsInAnyRecord() {
    User anna =
        store
            .userChanges()
            .create(NewUser.of("anna", List.of(), "AKANNA", "very-secret-of-anna"))
            .user();
    store.userChanges().replaceSecret("AKANNA", Optional.of("very-secret-again"));
    store.userChanges().replaceRules(anna.id(), List.of(AccessRule.FULL_ACCESS));
    assertThat(actions()).containsExactly("user.rules", "key.secret", "user.create");
    assertThat(all().toString()).doesNotContain("very-secret");
    assertThat(all().getFirst().event().before()).contains("rules=[]");
    assertThat(all().getFirst().event().after()).contains("ALLOW * on *");
  }

  @Test
  void longTextsAreCutAndNamesOfActionsAreWords() {
    AuditEvent event = AuditEvent.done("a", "t".repeat(9_999), "\uD83D\uDE00".repeat(9_999), "");
    assertThat(event.target()).hasSizeLessThan(400).endsWith("...");
    assertThat(event.before()).hasSizeLessThanOrEqualTo(AuditEvent.TEXT_MAX).endsWith("\uDE00...");
    for (String none : List.of("", "A", "a b", ".a", "a.", "a\n")) {
      assertThatThrownBy(() -> AuditEvent.done(none, "", "", ""))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void recordsAreFoundByTimeActorActionAndTargetAPageAtATime() {
    for (int i = 0; i < 40; i++) {
      String action = i % 2 == 0 ? "user.rules" : "users.more";
      String target = "user/" + i % 4;
      as(i % 5 == 0 ? "anna" : "bob", () -> record(action, target));
      clock.step(Duration.ofSeconds(1));
    }
    assertThat(all(AuditQuery.ALL, 1)).isEqualTo(all()).hasSize(40);
    assertThat(all(query("anna", null, null), 3)).hasSize(8);
    assertThat(all(query("name of anna", null, null), 3)).hasSize(8);
    assertThat(all(query("AKanna", "user", null), 3)).hasSize(4);
    assertThat(all(query(null, "user", null), 7)).hasSize(20);
    assertThat(all(query(null, "users.more", "user/3"), 7)).hasSize(10);
    assertThat(all(query("nobody", null, null), 7)).isEmpty();
    AuditQuery middle =
        new AuditQuery(
            Optional.of(TestStore.NOW.plusSeconds(10)),
            Optional.of(TestStore.NOW.plusSeconds(20)),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    assertThat(all(middle, 4)).hasSize(10);
    assertThat(store.auditLog().page(AuditQuery.ALL, Optional.of("no cursor"), 1).records())
        .containsExactly(all().getFirst());
  }

  private static AuditQuery query(
      @Nullable String actor, @Nullable String action, @Nullable String target) {
    return new AuditQuery(
        Optional.empty(),
        Optional.empty(),
        Optional.ofNullable(actor),
        Optional.ofNullable(action),
        Optional.ofNullable(target));
  }

  @Test
  void aClockThatGoesBackDoesNotPutRecordsOutOfOrder() {
    record("a", "1");
    clock.step(Duration.ofHours(-1));
    record("a", "2");
    assertThat(all().stream().map(AuditRecord::time)).containsOnly(TestStore.NOW);
  }

  @Test
  void whatWasChangedTakenOutOrPutInBetweenIsFoundWhereItIs() {
    for (int i = 0; i < 10; i++) {
      record("a", "target " + i);
    }
    requireBroken("it was changed after it was written", tx -> tx.put(AuditKeys.record(4), row(5)));
    requireBroken("it is missing", tx -> tx.delete(AuditKeys.record(4)));
    // The last one, and all of the first ones.
    assertThat(brokenBy(tx -> tx.delete(AuditKeys.record(10)))).contains(10L);
    assertThat(
            brokenBy(tx -> {
              tx.delete(AuditKeys.record(1));
              tx.delete(AuditKeys.record(2));
            }))
        .contains(2L);
  }

  private byte[] row(long sequence) {
    return metadata.read(snapshot -> snapshot.get(AuditKeys.record(sequence))).orElseThrow();
  }

  private void requireBroken(String reason, Consumer<Transaction> forgery) {
    byte[] before = row(4);
    plant(forgery);
    AuditCheck check = AuditCheck.of(metadata);
    assertThat(check.broken()).contains(new AuditCheck.Break(4, reason));
    assertThat(check.records()).isEqualTo(6);
    plant(tx -> tx.put(AuditKeys.record(4), before));
    requireWhole();
  }

  private Optional<Long> brokenBy(Consumer<Transaction> forgery) {
    List<byte[]> rows = new ArrayList<>();
    for (long i = 1; i <= 10; i++) {
      rows.add(row(i));
    }
    plant(forgery);
    Optional<Long> broken = AuditCheck.of(metadata).broken().map(AuditCheck.Break::sequence);
    for (int i = 0; i < 10; i++) {
      int index = i;
      plant(tx -> tx.put(AuditKeys.record(index + 1), rows.get(index)));
    }
    return broken;
  }

  private void plant(Consumer<Transaction> change) {
    metadata.write(transaction -> {
      change.accept(transaction);
      return change;
    });
  }

  @Test
  void whatIsTooOldGoesAndLeavesAnAnchorThatIsItselfInTheChain() {
    AuditLog log =
        new AuditLog(
            metadata, clock, new AuditLog.Limits(Optional.of(Duration.ofDays(30)), 1 << 30));
    for (int day = 0; day < 40; day++) {
      record("a", "day " + day);
      clock.step(Duration.ofDays(1));
    }
    assertThat(log.prune()).isFalse();
    assertThat(actions().getFirst()).isEqualTo("audit.prune");
    assertThat(all().getFirst().event().before()).isEqualTo("records=10");
    assertThat(all().getFirst().event().after())
        .matches("through=000000000000000a sha256=[0-9a-f]{64}");
    assertThat(all().get(1).event().target()).isEqualTo("day 39");
    assertThat(all().getLast().event().target()).isEqualTo("day 10");
    requireWhole();
    // What was removed does not come back unnoticed, and the oldest does not go unnoticed.
    byte[] oldest = row(11);
    plant(tx -> tx.put(AuditKeys.record(10), oldest));
    assertThat(AuditCheck.of(metadata).broken().map(AuditCheck.Break::sequence)).contains(10L);
    plant(tx -> tx.delete(AuditKeys.record(10)));
    plant(tx -> tx.delete(AuditKeys.record(11)));
    assertThat(AuditCheck.of(metadata).broken().map(AuditCheck.Break::sequence)).contains(11L);
    plant(tx -> tx.put(AuditKeys.record(11), oldest));
    requireWhole();
    assertThat(log.prune()).isFalse();
    assertThat(all()).hasSize(31);
  }

  @Test
  void whatIsTooMuchGoesInStepsAndTheLatestStays() {
    AuditLog log = new AuditLog(metadata, clock, new AuditLog.Limits(Optional.empty(), 20_000));
    for (int i = 0; i < 1_500; i++) {
      record("bucket.a", "target " + i);
    }
    int steps = 1;
    while (log.prune()) {
      steps++;
      requireWhole();
    }
    assertThat(steps).isGreaterThan(2);
    assertThat(all().size()).isBetween(50, 300);
    assertThat(actions()).contains("bucket.a");
    requireWhole();
    AuditLog none = new AuditLog(metadata, clock, new AuditLog.Limits(Optional.empty(), 1));
    assertThat(none.prune()).isFalse();
    assertThat(all()).isNotEmpty();
    requireWhole();
  }

  @Test
  void whoMayChangeABucketOverAndOverMakesTheLogForgetNothingElse() {
    AuditLog.Limits limits = new AuditLog.Limits(Optional.of(Duration.ofDays(365)), 20_000);
    Store small =
        Store.open(
            Stores.join(metadata, engine.blobs()),
            Stores.cipher(),
            new Store.Settings(TestStore.INLINE_LIMIT_BYTES, 0, Optional.empty()).withAudit(limits),
            clock);
    NewUser root = NewUser.of("root", List.of(AccessRule.FULL_ACCESS), "AKROOT", "r".repeat(40));
    User admin = small.userChanges().create(root).user();
    small.buckets().create(TestStore.BUCKET, TestStore.OWNER, LocationConstraint.NONE);
    AtomicInteger times = new AtomicInteger();
    Runnable tag =
        () ->
            small
                .bucketSettings()
                .putTags(TestStore.BUCKET, tags("b".repeat(99) + times.incrementAndGet()));
    as(
        "mallory",
        () -> {
          while (Failures.of(tag::run).isEmpty()) {
            small.auditLog().prune();
          }
          Failures.require(Failure.StorageFull.class, tag::run);
        });
    assertThat(times.get()).isBetween(20, 400);
    assertThat(actions().getLast()).isEqualTo("user.create");
    // Who can end it can go on.
    as(admin.id().value(), tag);
    small.userChanges().setEnabled(admin.id(), true);
    assertThat(actions()).startsWith("user.enable", "bucket.tags");
    clock.step(AuditLog.Limits.SURE.plusDays(1));
    while (small.auditLog().prune()) {
      requireWhole();
    }
    assertThat(actions()).doesNotContain("user.create").startsWith("audit.prune");
    as("bob", tag);
    requireWhole();
  }

  @Test
  void whatChangesNothingHasNoRecordAndLongTextsAreToldByTheirHash() {
    as(
        "anna",
        () -> store.buckets().create(TestStore.BUCKET, TestStore.OWNER, LocationConstraint.NONE));
    store.bucketSettings().deleteTags(TestStore.BUCKET);
    store.bucketSettings().putTags(TestStore.BUCKET, tags("v".repeat(250)));
    List<AuditRecord> records = all();
    assertThat(records).hasSize(2);
    assertThat(records.getFirst().event().after())
        .hasSizeLessThan(300)
        .startsWith("k=vvv")
        .matches("[^ ]* sha256=[0-9a-f]{64}");
    long generation = store.buckets().get(TestStore.BUCKET).generation();
    store.bucketSettings().putTags(TestStore.BUCKET, tags("v".repeat(250)));
    assertThat(all()).isEqualTo(records);
    assertThat(store.buckets().get(TestStore.BUCKET).generation()).isEqualTo(generation);
    store.buckets().setVersioning(TestStore.BUCKET, Versioning.ENABLED);
    store.buckets().setVersioning(TestStore.BUCKET, Versioning.ENABLED);
    assertThat(all()).hasSize(3);
    requireWhole();
  }

  @Test
  void theFirstSignInOfAMinuteIsWrittenAtOnceAndTheOthersAreCounted() {
    SignIns signIns = store.signIns();
    Origin.Who anna = new Origin.Who("anna", "Anna", "AK1");
    ScopedValue.where(Origin.CURRENT, REQUEST)
        .run(() -> {
          for (int i = 0; i < 7; i++) {
            signIns.succeeded(anna, "session");
          }
        });
    assertThat(all()).hasSize(1);
    assertThat(all().getFirst().who()).isEqualTo(anna);
    assertThat(all().getFirst().requestId()).isEqualTo("4ce1");
    signIns.write();
    assertThat(all()).hasSize(2);
    assertThat(all().getFirst().event().after()).isEqualTo("method=session times=6");
    assertThat(all().getFirst().address()).isEqualTo("192.0.2.7");
    signIns.write();
    assertThat(all()).hasSize(2);
    requireWhole();
  }

  @Test
  void failedSignInsAreCountedByAddressAndTakeNoCommitOfTheirOwn() {
    SignIns signIns = store.signIns();
    for (int source = 0; source < 3; source++) {
      fail(signIns, "192.0.2." + source, 10 + source);
    }
    assertThat(all()).isEmpty();
    signIns.write();
    assertThat(all()).hasSize(3);
    assertThat(all()).allMatch(record -> record.event().result() == AuditEvent.Result.REFUSED);
    assertThat(all().stream().map(AuditRecord::address))
        .containsExactlyInAnyOrder("192.0.2.0", "192.0.2.1", "192.0.2.2");
    assertThat(all().getFirst().event().after()).isEqualTo("method=form times=10");
    signIns.write();
    assertThat(all()).hasSize(3);
  }

  private static void fail(SignIns signIns, String address, int times) {
    ScopedValue.where(Origin.CURRENT, Origin.request("", address))
        .run(() -> {
          for (int i = 0; i < times; i++) {
            signIns.failed("", "form");
          }
        });
  }

  @Test
  void outsidersFillNoMoreOfTheLogThanOneRecordAMinuteInTheLongRun() {
    SignIns signIns = store.signIns();
    int told = 0;
    for (int minute = 0; minute < 200; minute++) {
      for (int source = 0; source < 30; source++) {
        fail(signIns, "198.51." + minute + "." + source, 2);
        told += 2;
      }
      clock.step(Duration.ofMinutes(1));
      signIns.write();
    }
    assertThat(all().size()).isBetween(200, 270);
    long counted =
        all().stream()
            .map(record -> record.event().after())
            .mapToLong(text -> Long.parseLong(text.substring(text.indexOf("times=") + 6)))
            .sum();
    assertThat(counted).isEqualTo(told);
    requireWhole();
  }

  @Test
  void moreAddressesThanTheTableHoldsAreStillCounted() {
    SignIns signIns = store.signIns();
    for (int source = 0; source < 5_000; source++) {
      fail(signIns, "host" + source, 1);
    }
    signIns.write();
    assertThat(all().getFirst().event().after()).isEqualTo("addresses=941 and more times=4941");
    assertThat(all()).hasSize(60);
  }

  @Test
  void aStoreThatEndsWritesWhatItCounted() {
    fail(store.signIns(), "192.0.2.1", 3);
    store.close();
    assertThat(actions()).containsExactly("sign-in.failed");
  }

  @Test
  void aServiceThatForgetsItsRecordFailsItsTests() {
    MetadataStore watched = new AuditWatch(metadata);
    assertThatThrownBy(() ->
            watched.write(transaction -> {
              transaction.put(Keyspace.bucket("photos"), new byte[] {1});
              return transaction;
            }))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() ->
            watched.write(transaction -> {
              transaction.delete(Keyspace.user("anna"));
              return transaction;
            }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(store.buckets().find(TestStore.BUCKET)).isEmpty();
  }
}
