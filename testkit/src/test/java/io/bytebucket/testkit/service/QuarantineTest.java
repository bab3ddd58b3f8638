package io.bytebucket.testkit.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.bytebucket.core.audit.AuditEvent;
import io.bytebucket.core.audit.AuditQuery;
import io.bytebucket.core.blob.BlobIds;
import io.bytebucket.core.blob.Extent;
import io.bytebucket.core.check.CheckListener;
import io.bytebucket.core.check.Finding;
import io.bytebucket.core.check.Finding.Kind;
import io.bytebucket.core.check.Inspection;
import io.bytebucket.core.check.Place;
import io.bytebucket.core.check.Quarantine;
import io.bytebucket.core.check.Repair;
import io.bytebucket.core.layout.Layout;
import io.bytebucket.core.layout.LayoutSizes;
import io.bytebucket.core.layout.Layouts;
import io.bytebucket.core.quarantine.QuarantineEmptier.Outcome;
import io.bytebucket.core.quarantine.QuarantineList;
import io.bytebucket.core.quarantine.QuarantineServices;
import io.bytebucket.core.quarantine.QuarantinedItem;
import io.bytebucket.core.schema.Keyspace;
import io.bytebucket.core.schema.Keyspace.SystemRecord;
import io.bytebucket.core.schema.WholeTables;
import io.bytebucket.core.store.BlobId;
import io.bytebucket.core.store.Counters;
import io.bytebucket.core.store.Key;
import io.bytebucket.core.store.RangeReader;
import io.bytebucket.core.store.Row;
import io.bytebucket.core.store.Transaction;
import io.bytebucket.testkit.TestStore;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is in quarantine, and what becomes of it when it is deleted. */
class QuarantineTest {
  private static final byte[] SMALL = "a small object".getBytes(StandardCharsets.UTF_8);
  private static final byte[] LARGE =
      "a larger object. ".repeat(5_000).getBytes(StandardCharsets.UTF_8);
  private static final Clock CLOCK = Clock.fixed(TestStore.NOW, ZoneOffset.UTC);
  private static final Optional<Long> ALL = Optional.empty();

  private final TestStore store = TestStore.create();
  private final QuarantineServices quarantine = store.services.upkeep().quarantine();
  private final long bucketId = store.services.buckets().get(TestStore.BUCKET).id();
  private BlobId large = new BlobId(1, 0);

  @BeforeEach
  void fill() {
    store.put("small", SMALL);
    large = TestStore.blob(store.put("large", LARGE));
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

  private void repair() {
    Repair.Outcome _ =
        Repair.of(store.metadata, store.blobs, new Inspection.Options(true, 0), CLOCK)
            .run(finding -> {});
  }

  private List<Kind> findings() {
    List<Kind> kinds = new ArrayList<>();
    Inspection.of(store.metadata, store.blobs, new Inspection.Options(true, 0), CLOCK)
        .run((CheckListener) (Finding finding) -> kinds.add(finding.kind()));
    return kinds;
  }

  private List<QuarantinedItem> items() {
    return quarantine.list().page(ALL, 100, item -> true).items();
  }

  private Outcome delete(long number, boolean isUnreadableToo) {
    return quarantine.emptier().one(number, isUnreadableToo, item -> true);
  }

  private Outcome empty(boolean isUnreadableToo) {
    return quarantine.emptier().some(ALL, isUnreadableToo, item -> true);
  }

  /** Whether the bytes are still there after a round of the collector. */
  private boolean isKept(BlobId blob) {
    int _ = store.services.upkeep().collector().collect();
    List<BlobId> there = new ArrayList<>();
    store.blobs.forEach(there::add);
    return there.contains(blob);
  }

  /** Moves an object to the quarantine whose record can be read. */
  private void moveLarge() {
    store.blobs.flip(large, 70_000);
    repair();
  }

  /** Moves an object to the quarantine whose record cannot be read. */
  private void moveUnreadably(String key) {
    plant(change -> change.put(object(key), new byte[] {99}));
    repair();
  }

  @Test
  void whatIsThereIsListedByTheNamesThatPeopleKnow() {
    moveLarge();
    moveUnreadably("small");

    assertThat(items())
        .extracting(
            QuarantinedItem::number,
            QuarantinedItem::place,
            QuarantinedItem::kind,
            QuarantinedItem::sizeBytes,
            QuarantinedItem::isReadable)
        .containsExactly(
            tuple(
                2L,
                new Place.OfObject("photos", "small", ""),
                "unreadable-row",
                Optional.empty(),
                false),
            tuple(
                1L,
                new Place.OfObject("photos", "large", "null"),
                "damaged-bytes",
                Optional.of((long) LARGE.length),
                true));
    assertThat(items().getFirst().movedAt()).contains(TestStore.NOW);
    QuarantineList.Page first = quarantine.list().page(ALL, 1, item -> true);
    assertThat(first.next()).contains(2L);
    QuarantineList.Page second = quarantine.list().page(first.next(), 1, item -> true);
    assertThat(second.items()).extracting(QuarantinedItem::number).containsExactly(1L);
    assertThat(quarantine.list().page(Optional.of(1L), 1, item -> true).items()).isEmpty();
  }

  @Test
  void deletingARowLetsGoOfItsBytesInTheSameCommitAndIsInTheAuditLog() {
    moveLarge();
    assertThat(isKept(large)).isTrue();

    assertThat(delete(1, false)).isEqualTo(new Outcome.Deleted(1, 0, Optional.empty()));

    assertThat(isKept(large)).isFalse();
    assertThat(items()).isEmpty();
    assertThat(findings()).isEmpty();
    store.check().requireConsistent();
    AuditEvent event =
        store
            .services
            .auditLog()
            .page(AuditQuery.ALL, Optional.empty(), 1)
            .records()
            .getFirst()
            .event();
    assertThat(event.action()).isEqualTo("quarantine.delete");
    assertThat(event.target()).isEqualTo("photos/large version null");
    assertThat(delete(1, false)).isEqualTo(new Outcome.NoSuchRow(1));
  }

  @Test
  void bytesThatAnotherObjectNamesStay() {
    // A version of the same bytes, filed where it does not belong.
    plant(change -> {
      byte[] record = change.get(object("large")).orElseThrow();
      change.put(Keyspace.version(bucketId, "large".getBytes(StandardCharsets.UTF_8), 7), record);
      change.put(Keyspace.references(large), Counters.encode(2));
    });
    repair();
    assertThat(items()).extracting(QuarantinedItem::kind).containsExactly("version");

    assertThat(delete(1, false)).isInstanceOf(Outcome.Deleted.class);

    assertThat(isKept(large)).isTrue();
    assertThat(store.get("large")).isEqualTo(LARGE);
    assertThat(findings()).isEmpty();
    store.check().requireConsistent();
  }

  @Test
  void aRowThatCannotBeReadGoesOnlyWhenThatIsAskedForAndItsBytesAreFoundByTheNextCheck() {
    moveUnreadably("large");

    assertThat(delete(1, false)).isEqualTo(new Outcome.Unreadable(1));
    assertThat(empty(false)).isEqualTo(new Outcome.Unreadable(1));
    assertThat(items()).hasSize(1);

    assertThat(delete(1, true)).isInstanceOf(Outcome.Deleted.class);
    assertThat(isKept(large)).isTrue();
    assertThat(findings()).containsExactly(Kind.UNNAMED_BYTES);

    repair();
    assertThat(items())
        .singleElement()
        .satisfies(item -> {
          assertThat(item.place()).isEqualTo(new Place.OfBlob(large));
          assertThat(item.isReadable()).isTrue();
        });
    assertThat(isKept(large)).isTrue();
    assertThat(empty(false)).isEqualTo(new Outcome.Deleted(1, 0, Optional.empty()));
    assertThat(isKept(large)).isFalse();
    assertThat(findings()).isEmpty();
    store.check().requireConsistent();
  }

  @Test
  void nothingIsLetGoOfAsLongAsARowCannotBeRead() {
    moveLarge();
    moveUnreadably("small");

    assertThat(delete(1, false)).isEqualTo(new Outcome.Unreadable(2));
    assertThat(delete(1, true)).isEqualTo(new Outcome.Unreadable(2));
    assertThat(empty(false)).isEqualTo(new Outcome.Unreadable(2));
    assertThat(isKept(large)).isTrue();
    assertThat(items()).hasSize(2);

    assertThat(empty(true)).isEqualTo(new Outcome.Deleted(1, 0, Optional.of(3L)));
    assertThat(items()).extracting(QuarantinedItem::number).containsExactly(1L);
    assertThat(isKept(large)).isTrue();
    assertThat(empty(true)).isEqualTo(new Outcome.Deleted(1, 0, Optional.empty()));
    assertThat(isKept(large)).isFalse();
  }

  @Test
  void aRowThatKeepsNoBytesGoesWhateverElseIsThere() {
    moveUnreadably("small");
    plant(change -> change.put(Key.of(new byte[] {1, 2, 3}), SMALL));
    repair();

    assertThat(delete(2, false)).isEqualTo(new Outcome.Deleted(1, 0, Optional.empty()));
    assertThat(items()).extracting(QuarantinedItem::number).containsExactly(1L);
  }

  @Test
  void whatIsNotCountedStaysUntilItIsRepaired() {
    moveLarge();
    plant(change -> change.delete(Keyspace.references(large)));

    assertThat(delete(1, false)).isEqualTo(new Outcome.Uncounted(1));
    assertThat(empty(false)).isEqualTo(new Outcome.Deleted(0, 1, Optional.empty()));
    assertThat(items()).hasSize(1);

    repair();
    assertThat(empty(false)).isEqualTo(new Outcome.Deleted(1, 0, Optional.empty()));
    assertThat(isKept(large)).isFalse();
    assertThat(findings()).isEmpty();
  }

  @Test
  void unreadableRowsThatCannotBeDeletedEndIt() {
    moveUnreadably("small");
    plant(change -> change.put(Keyspace.system(SystemRecord.AUDIT_HEAD), new byte[] {99}));

    assertThat(empty(true)).isEqualTo(new Outcome.Deleted(0, 1, Optional.empty()));
    assertThat(items()).hasSize(1);
  }

  @Test
  void manyLargeLayoutsAreLetGoOfInCommitsThatHaveRoom() {
    int layouts = 40;
    int pieces = 10_000;
    List<Extent> extents = new ArrayList<>();
    for (int piece = 0; piece < pieces; piece++) {
      extents.add(new Extent(Extent.Placement.STORED, new BlobId(9, piece), 0, 1));
    }
    plant(change ->
        extents.forEach(
            extent -> change.put(Keyspace.references(extent.blob()), Counters.encode(layouts))));
    BlobIds ids = new BlobIds(10);
    for (int count = 0; count < layouts; count++) {
      plant(change -> {
        Layout layout =
            Layouts.settle(change, ids, LayoutSizes.STANDARD, new Layout.Here(extents, List.of()));
        Key rows = WholeTables.layout(((Layout.Apart) layout).id());
        List<Row.Entry> live = new ArrayList<>();
        RangeReader.of(change).rows(rows, rows.afterPrefix(), 500, row -> live.add(row));
        live.forEach(row -> {
          Quarantine.note(change, row.key(), row.value(), "layout: of a test", TestStore.NOW);
          change.delete(row.key());
        });
      });
    }

    assertThat(empty(false)).isInstanceOf(Outcome.Deleted.class);

    assertThat(items()).isEmpty();
    assertThat(
            store.metadata.<Boolean>read(snapshot ->
                snapshot.get(Keyspace.references(extents.getFirst().blob())).isPresent()))
        .isFalse();
  }

  @Test
  void whatTheAskerMayNotBeToldOfIsNotThere() {
    moveLarge();

    assertThat(quarantine.list().page(ALL, 100, item -> item.bucket().isEmpty()).items()).isEmpty();
    assertThat(quarantine.emptier().one(1, true, item -> item.bucket().isEmpty()))
        .isEqualTo(new Outcome.NoSuchRow(1));
    assertThat(quarantine.emptier().some(ALL, true, item -> item.bucket().isEmpty()))
        .isEqualTo(new Outcome.Deleted(0, 0, Optional.empty()));
    assertThat(items()).hasSize(1);
  }
}
