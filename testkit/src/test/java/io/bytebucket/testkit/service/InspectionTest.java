package io.bytebucket.testkit.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytebucket.core.audit.AuditQuery;
import io.bytebucket.core.blob.Extent;
import io.bytebucket.core.blob.Garbage;
import io.bytebucket.core.bucket.Versioning;
import io.bytebucket.core.check.CheckListener;
import io.bytebucket.core.check.CheckResult;
import io.bytebucket.core.check.Finding;
import io.bytebucket.core.check.Finding.Kind;
import io.bytebucket.core.check.Inspection;
import io.bytebucket.core.check.Place;
import io.bytebucket.core.check.Quarantine;
import io.bytebucket.core.check.Remedy;
import io.bytebucket.core.check.Repair;
import io.bytebucket.core.check.served.CheckState;
import io.bytebucket.core.check.served.RunningCheck;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.schema.AuditKeys;
import io.bytebucket.core.schema.Keyspace;
import io.bytebucket.core.store.BlobId;
import io.bytebucket.core.store.Key;
import io.bytebucket.core.store.ScanRequest;
import io.bytebucket.core.store.Snapshot;
import io.bytebucket.core.store.Transaction;
import io.bytebucket.testkit.TestStore;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a check says of single damages, and what a repair does about them. */
class InspectionTest {
  private static final byte[] SMALL = "a small object".getBytes(StandardCharsets.UTF_8);
  private static final byte[] LARGE =
      "a larger object. ".repeat(5_000).getBytes(StandardCharsets.UTF_8);
  private static final Clock CLOCK = Clock.fixed(TestStore.NOW, ZoneOffset.UTC);

  private TestStore store = TestStore.create();
  private long bucketId;
  private BlobId stored = new BlobId(1, 0);

  @BeforeEach
  void fill() {
    bucketId = store.services.buckets().get(TestStore.BUCKET).id();
    store.put("small", SMALL);
    stored = TestStore.blob(store.put("large", LARGE));
    store.put("empty", new byte[0]);
  }

  private void plant(Consumer<Transaction> change) {
    store.metadata.write(transaction -> {
      change.accept(transaction);
      return transaction;
    });
  }

  private Key object(String key) {
    return Keyspace.object(bucketId, key.getBytes(StandardCharsets.UTF_8));
  }

  private List<Finding> findings(boolean isDeep) {
    List<Finding> findings = new ArrayList<>();
    Inspection.of(store.metadata, store.blobs, new Inspection.Options(isDeep, 0), CLOCK)
        .run((CheckListener) findings::add);
    return findings;
  }

  private Repair.Outcome repair() {
    return Repair.of(store.metadata, store.blobs, new Inspection.Options(true, 0), CLOCK)
        .run(finding -> {});
  }

  @Test
  void aSoundStoreIsSaidToBe() {
    CheckResult result =
        Inspection.of(store.metadata, store.blobs, new Inspection.Options(true, 0), CLOCK)
            .run(finding -> {});

    assertThat(result.isClean()).isTrue();
    assertThat(result.objects()).isEqualTo(3);
    assertThat(result.bytes()).isEqualTo(SMALL.length + LARGE.length);
    assertThat(result.blobs()).isEqualTo(1);
  }

  @Test
  void damagedBytesAreNamedByBucketAndKeyAndOnlyAnObjectOfThemIsMoved() {
    store.blobs.flip(stored, 70_000);
    assertThat(findings(false)).isEmpty();
    assertThat(findings(true))
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.kind()).isEqualTo(Kind.DAMAGED_BYTES);
          assertThat(finding.place()).isEqualTo(new Place.OfObject("photos", "large", "null"));
          assertThat(finding.remedy().means()).isEqualTo(Remedy.Means.QUARANTINED);
          assertThat(finding.fields()).containsEntry("bucket", "photos");
        });

    Repair.Outcome outcome = repair();

    assertThat(outcome.quarantined()).isEqualTo(1);
    assertThat(outcome.left().isClean()).isTrue();
    requireNoSuchKey("large");
    assertThat(store.get("small")).isEqualTo(SMALL);
    List<String> moved = new ArrayList<>();
    Quarantine.forEach(store.metadata, row -> moved.add(Quarantine.describe(row)));
    assertThat(moved).containsExactly("object large of bucket " + bucketId);
    assertThat(store.services.upkeep().sweep().sweep()).isZero();
    assertThat(store.services.upkeep().collector().collect()).isZero();
    assertThat(store.blobs.open(stored).lengthBytes()).isEqualTo(LARGE.length);
    store.check().requireConsistent();
  }

  @Test
  void whatTheDiskDoesNotGiveIsNamedAndNotMoved() {
    HookedBlobStore disk = new HookedBlobStore(store.blobs);
    disk.unreadable().add(stored);
    Inspection.Options deep = new Inspection.Options(true, 0);

    Repair.Outcome outcome = Repair.of(store.metadata, disk, deep, CLOCK).run(finding -> {});

    assertThat(outcome.quarantined()).isZero();
    assertThat(outcome.left().found()).containsOnly(Map.entry(Kind.DAMAGED_BYTES, 1L));
    assertThat(store.get("large")).isEqualTo(LARGE);
  }

  private void requireNoSuchKey(String key) {
    assertThatThrownBy(() -> store.get(key))
        .isInstanceOfSatisfying(
            StoreException.class,
            e ->
                assertThat(e.failure())
                    .isInstanceOfAny(Failure.NoSuchKey.class, Failure.DeleteMarker.class));
  }

  @Test
  void anOlderVersionNeverTakesThePlaceOfOneThatIsDamaged() {
    store.services.buckets().setVersioning(TestStore.BUCKET, Versioning.ENABLED);
    store.put("small", LARGE);
    plant(change -> change.put(object("small"), new byte[] {99}));

    assertThatThrownBy(() -> store.get("small")).isInstanceOf(StoreException.class);
    plant(change -> change.delete(object("small")));
    assertThatThrownBy(() -> store.get("small")).isInstanceOf(StoreException.class);
    repair();

    requireNoSuchKey("small");
    assertThat(findings(true)).isEmpty();
    store.check().requireConsistent();
  }

  @Test
  void everyRepairIsInTheAuditLog() {
    long before = store.metadata.<Long>read(InspectionTest::audited);
    plant(change -> change.add(Keyspace.counter(bucketId, Keyspace.BucketCounter.OBJECTS), 7));
    assertThat(repair().mended()).isEqualTo(1);
    assertThat(store.metadata.<Long>read(InspectionTest::audited)).isEqualTo(before + 1);
    assertThat(
            store
                .services
                .auditLog()
                .page(AuditQuery.ALL, Optional.empty(), 1)
                .records()
                .getFirst()
                .event()
                .action())
        .isEqualTo("check.repair");
  }

  private static long audited(Snapshot snapshot) {
    return snapshot.scan(ScanRequest.prefix(AuditKeys.records(), 1_000)).rows().size();
  }

  @Test
  void aSweepLeavesABlobWhoseReferenceRecordIsLost() {
    plant(change -> change.delete(Keyspace.references(stored)));
    store = store.crash();

    assertThat(store.services.upkeep().sweep().sweep()).isZero();
    assertThat(store.get("large")).isEqualTo(LARGE);
    assertThat(findings(false)).extracting(Finding::kind).containsExactly(Kind.REFERENCES);
    assertThat(repair().mended()).isEqualTo(1);
    store.check().requireConsistent();
  }

  @Test
  void aSweepLeavesEverythingAsLongAsARecordCannotBeRead() {
    plant(change -> {
      change.delete(Keyspace.references(stored));
      change.put(object("large"), new byte[] {99});
    });
    store = store.crash();

    assertThat(store.services.upkeep().sweep().sweep()).isZero();
    repair();
    assertThat(store.services.upkeep().sweep().sweep()).isZero();
    assertThat(store.blobs.open(stored).lengthBytes()).isEqualTo(LARGE.length);
  }

  @Test
  void theCollectorLeavesABlobThatIsReferredTo() {
    plant(change ->
        change.put(Keyspace.garbage(stored), new Garbage(Extent.Placement.STORED, 0).encode()));
    assertThat(store.services.upkeep().collector().collect()).isZero();
    assertThat(store.get("large")).isEqualTo(LARGE);
    assertThat(findings(false)).extracting(Finding::kind).containsExactly(Kind.GARBAGE_IN_USE);
    repair();
    store.check().requireConsistent();
  }

  @Test
  void aStoreThatChangesWhileItIsCheckedIsNotSaidToBeDamaged() {
    AtomicBoolean isDone = new AtomicBoolean();
    List<Finding> findings = new ArrayList<>();
    Inspection.of(store.metadata, store.blobs, new Inspection.Options(true, 0), CLOCK)
        .run(
            new CheckListener() {
              @Override
              public void found(Finding finding) {
                findings.add(finding);
              }

              @Override
              public void looked(long objects, long bytes) {
                if (!isDone.getAndSet(true)) {
                  // What was in the page of rows that is looked at is replaced, and its bytes go.
                  store.put("large", SMALL);
                  store.put("small", LARGE);
                  store.services.upkeep().collector().collect();
                }
              }
            });

    assertThat(isDone).isTrue();
    assertThat(findings).isEmpty();
    store.check().requireConsistent();
  }

  @Test
  void aStoppedCheckSaysThatItIsNotComplete() {
    Inspection inspection =
        Inspection.of(store.metadata, store.blobs, new Inspection.Options(true, 0), CLOCK);
    inspection.stop();

    assertThat(inspection.run(finding -> {}).isComplete()).isFalse();
  }

  @Test
  void aCheckOfAServedStoreTellsHowItFares() throws InterruptedException {
    BlobId gone = TestStore.blob(store.put("gone", SMALL));
    plant(change -> change.delete(Keyspace.inlineBytes(gone)));
    try (RunningCheck check =
        RunningCheck.of(
            store.metadata, store.blobs, new RunningCheck.Schedule(0, Optional.empty()), CLOCK)) {
      assertThat(check.state().status()).isEqualTo(CheckState.Status.NONE);
      check.open();
      assertThat(check.start(true, Optional.empty())).isTrue();
      check.awaitEnd();

      assertThat(check.state().status()).isEqualTo(CheckState.Status.DONE);
      assertThat(check.state().counts().found()).containsEntry(Kind.DAMAGED_BYTES, 1L);
      assertThat(check.state().counts().findings())
          .extracting(Finding::place)
          .containsExactly(new Place.OfObject("photos", "gone", "null"));
      assertThat(check.stop()).isFalse();
    }
  }
}
