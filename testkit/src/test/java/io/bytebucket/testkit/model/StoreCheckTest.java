package io.bytebucket.testkit.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytebucket.core.blob.Extent;
import io.bytebucket.core.blob.ExtentsCodec;
import io.bytebucket.core.checksum.Checksum;
import io.bytebucket.core.checksum.ChecksumAlgorithm;
import io.bytebucket.core.layout.Layout;
import io.bytebucket.core.layout.Layouts;
import io.bytebucket.core.object.ETag;
import io.bytebucket.core.object.ObjectRecord;
import io.bytebucket.core.object.ObjectRecordCodec;
import io.bytebucket.core.schema.AccountKeys;
import io.bytebucket.core.schema.AuditKeys;
import io.bytebucket.core.schema.BucketSetting;
import io.bytebucket.core.schema.Keyspace;
import io.bytebucket.core.schema.Keyspace.BucketCounter;
import io.bytebucket.core.schema.Keyspace.SystemRecord;
import io.bytebucket.core.schema.RecordWriter;
import io.bytebucket.core.store.BlobId;
import io.bytebucket.core.store.BlobWriter;
import io.bytebucket.core.store.Counters;
import io.bytebucket.core.store.Key;
import io.bytebucket.core.store.Transaction;
import io.bytebucket.core.user.AccessRule;
import io.bytebucket.core.user.NewKey;
import io.bytebucket.core.user.NewUser;
import io.bytebucket.core.user.User;
import io.bytebucket.core.user.UserChanges;
import io.bytebucket.testkit.TestStore;
import io.bytebucket.testkit.model.Finding.Kind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StoreCheckTest {
  private static final byte[] SMALL = "a small object".getBytes(StandardCharsets.UTF_8);
  private static final byte[] LARGE =
      "a larger object. ".repeat(5_000).getBytes(StandardCharsets.UTF_8);

  private final TestStore store = TestStore.create();
  private long bucketId;
  private BlobId inline = new BlobId(1, 0);
  private BlobId stored = new BlobId(1, 0);

  @BeforeEach
  void fill() {
    bucketId = store.services.buckets().get(TestStore.BUCKET).id();
    inline = TestStore.blob(store.put("small", SMALL));
    stored = TestStore.blob(store.put("large", LARGE));
    store.put("empty", new byte[0]);
    store.put("replaced", LARGE);
    store.put("replaced", SMALL);
  }

  @Test
  void findsNothingInASoundStore() {
    assertThat(store.check().findings()).isEmpty();
    store.services.upkeep().collector().collect();
    assertThat(store.check().findings()).isEmpty();
    store.check().requireConsistent();
  }

  @Test
  void findsAKeyOfNoTable() {
    plant(change -> change.put(Key.of(new byte[] {1, 1}), new byte[0]));
    plant(change -> change.put(Key.of(new byte[] {(byte) 0xFF, 1}), new byte[0]));
    assertThat(kinds()).containsExactly(Kind.UNKNOWN_KEY, Kind.UNKNOWN_KEY);
  }

  @Test
  void findsAKeyThatItsTableDoesNotMake() {
    plant(change -> change.put(Key.of(new byte[] {'g', 1, 2}), new byte[0]));
    plant(change -> change.put(Keyspace.object(bucketId, new byte[0]), new byte[0]));
    plant(change -> change.put(Keyspace.object(bucketId, new byte[] {(byte) 0x80}), new byte[0]));
    plant(change -> change.put(Key.of("snonsense".getBytes(StandardCharsets.UTF_8)), new byte[0]));
    assertThat(kinds()).hasSize(4).containsOnly(Kind.UNKNOWN_KEY);
  }

  @Test
  void findsAnObjectRecordThatDoesNotDecode() {
    plant(change -> change.put(object("small"), new byte[] {1, 2, 3}));
    assertThat(kinds())
        .containsExactlyInAnyOrder(
            Kind.UNREADABLE_RECORD, Kind.COUNTER, Kind.COUNTER, Kind.INLINE_WITHOUT_OBJECT);
  }

  @Test
  void findsABucketRecordThatDoesNotDecode() {
    plant(change -> change.put(Keyspace.bucket("broken"), new byte[] {9}));
    assertThat(kinds()).containsExactly(Kind.UNREADABLE_RECORD);
  }

  @Test
  void findsACounterThatIsNone() {
    plant(change -> change.put(Keyspace.counter(bucketId, BucketCounter.BYTES), new byte[3]));
    assertThat(kinds()).containsExactly(Kind.UNREADABLE_RECORD, Kind.COUNTER);
  }

  @Test
  void findsAMarkWithAValue() {
    plant(change -> change.put(Keyspace.system(SystemRecord.SWEEP_DUE), new byte[1]));
    assertThat(kinds()).containsExactly(Kind.UNREADABLE_RECORD);
  }

  @Test
  void findsAGarbageRecordThatDoesNotDecode() {
    plant(change -> change.put(Keyspace.garbage(new BlobId(1, 999)), new byte[] {1, 7}));
    assertThat(kinds()).containsExactly(Kind.UNREADABLE_RECORD);
  }

  @Test
  void findsAUserRecordThatDoesNotDecode() {
    plant(change -> change.put(Keyspace.user("AKBROKEN"), new byte[] {1, 5, 0}));
    assertThat(kinds()).containsExactly(Kind.UNREADABLE_RECORD);
  }

  @Test
  void findsAUserThatIsNotFoundAndWhatFindsNobody() {
    UserChanges changes = TestStore.users(store.metadata, 1).changes();
    List<AccessRule> all = List.of(AccessRule.FULL_ACCESS);
    User user = changes.create(NewUser.of("anna", all, "AKFIRST", "secret-1")).user();
    Key name = AccountKeys.userName("anna");
    byte[] row = store.metadata.read(snapshot -> snapshot.get(name)).orElseThrow();
    plant(change -> change.delete(name));
    plant(change -> change.put(AccountKeys.userName("bob"), row));
    plant(change -> change.delete(AccountKeys.administrator(user.id().value())));
    plant(change -> change.put(AccountKeys.lastUse("AKNONE"), new byte[] {1, 7}));
    assertThat(kinds())
        .containsExactly(Kind.USER_INDEX, Kind.USER_INDEX, Kind.USER_INDEX, Kind.USER_INDEX);
  }

  @Test
  void findsAnAuditLogThatIsNotWhole() {
    plant(change -> change.delete(AuditKeys.record(1)));
    assertThat(kinds()).containsExactly(Kind.AUDIT, Kind.AUDIT);
  }

  @Test
  void findsAnAccessKeyThatItsUserDoesNotKnowOf() {
    UserChanges changes = TestStore.users(store.metadata, 1).changes();
    User user = changes.create(NewUser.of("anna", List.of(), "AKFIRST", "secret-1")).user();
    changes.addKey(user.id(), NewKey.of("AKSECOND", "secret-2"));
    assertThat(kinds()).isEmpty();
    byte[] key =
        store.metadata.read(snapshot -> snapshot.get(Keyspace.accessKey("AKFIRST"))).orElseThrow();
    plant(change -> change.put(Keyspace.accessKey("AKTHIRD"), key));
    plant(change -> change.delete(Keyspace.accessKey("AKSECOND")));
    plant(change -> change.put(Keyspace.accessKey("AKBROKEN"), new byte[] {1, 5}));
    assertThat(kinds())
        .containsExactlyInAnyOrder(Kind.ACCESS_KEY, Kind.ACCESS_KEY, Kind.UNREADABLE_RECORD);
  }

  @Test
  void findsASettingThatDoesNotDecode() {
    for (BucketSetting setting : BucketSetting.values()) {
      plant(change -> change.put(Keyspace.bucketSetting(bucketId, setting), new byte[] {1, 5}));
    }
    List<Kind> expected =
        new ArrayList<>(Collections.nCopies(BucketSetting.values().length, Kind.UNREADABLE_RECORD));
    expected.add(Kind.SETTING);
    assertThat(kinds()).containsExactlyElementsOf(expected);
  }

  @Test
  void findsASettingOfABucketThatSaysItHasNone() {
    plant(change ->
        change.put(Keyspace.bucketSetting(bucketId, BucketSetting.TAGS), new byte[] {1, 0}));
    assertThat(kinds()).containsExactly(Kind.SETTING);
  }

  @Test
  void findsTwoBucketsWithOneId() {
    plant(change ->
        change.put(
            Keyspace.bucket("twin"),
            change.get(Keyspace.bucket(TestStore.BUCKET.value())).orElseThrow()));
    assertThat(kinds()).containsExactly(Kind.BUCKET_ID);
  }

  @Test
  void findsABucketIdThatWasNotGivenOut() {
    plant(change -> change.add(Keyspace.system(SystemRecord.BUCKET_IDS), -1));
    assertThat(kinds()).containsExactly(Kind.BUCKET_ID);
  }

  @Test
  void findsAWrongNumberOfBuckets() {
    plant(change -> change.add(Keyspace.system(SystemRecord.BUCKETS), 1));
    assertThat(kinds()).containsExactly(Kind.BUCKET_COUNT);
  }

  @Test
  void findsAWrongNumberOfObjectsOrBytes() {
    plant(change -> change.add(Keyspace.counter(bucketId, BucketCounter.OBJECTS), 1));
    assertThat(kinds()).containsExactly(Kind.COUNTER);
    plant(change -> change.add(Keyspace.counter(bucketId, BucketCounter.BYTES), -1));
    assertThat(kinds()).containsExactly(Kind.COUNTER, Kind.COUNTER);
  }

  @Test
  void findsWhatBelongsToABucketThatIsGone() {
    plant(change -> {
      change.delete(Keyspace.bucket(TestStore.BUCKET.value()));
      change.add(Keyspace.system(SystemRecord.BUCKETS), -1);
      change.put(Keyspace.bucketSetting(bucketId, BucketSetting.TAGS), new byte[] {1, 0});
    });
    // Four objects, the counters, and the settings.
    assertThat(kinds()).hasSize(6).containsOnly(Kind.WITHOUT_BUCKET);
  }

  @Test
  void findsMissingAndDamagedInlineBytes() {
    plant(change -> {
      byte[] value = change.get(Keyspace.inlineBytes(inline)).orElseThrow().clone();
      value[value.length - 1] ^= 1;
      change.put(Keyspace.inlineBytes(inline), value);
    });
    assertThat(kinds()).containsExactly(Kind.BYTES);
    plant(change -> change.delete(Keyspace.inlineBytes(inline)));
    assertThat(kinds()).containsExactly(Kind.BYTES);
  }

  @Test
  void findsMissingAndDamagedStoredBytes() {
    store.blobs.flip(stored, 70_000);
    assertThat(kinds()).containsExactly(Kind.BYTES);
    store.blobs.delete(stored);
    assertThat(kinds()).containsExactly(Kind.BYTES);
  }

  @Test
  void findsAnExtentPastTheEndOfItsBlob() {
    Extent past = new Extent(Extent.Placement.STORED, stored, 1, LARGE.length);
    rewrite("large", object -> withExtents(object, List.of(past)));
    assertThat(kinds()).containsExactly(Kind.BYTES);
  }

  @Test
  void findsBytesOfTheRightLengthThatAreOthers() {
    BlobId other = TestStore.blob(store.put("other", LARGE.clone()));
    byte[] changed = LARGE.clone();
    changed[5] ^= 1;
    store.blobs.delete(other);
    // The engine finds nothing wrong with these bytes: only the object's own digests do.
    TestStore next = store.crash();
    try (BlobWriter writer = next.blobs.create(other, -1)) {
      writer.write(changed, 0, changed.length);
      writer.commit();
    }
    assertThat(next.check().findings())
        .extracting(Finding::kind)
        .containsExactly(Kind.ETAG, Kind.CHECKSUM);
  }

  @Test
  void findsAWrongETagAndAWrongChecksum() {
    rewrite("small", object -> with(object, new ETag("0".repeat(32)), object.checksum()));
    assertThat(kinds()).containsExactly(Kind.ETAG);
    Checksum wrong = Checksum.fullObject(ChecksumAlgorithm.CRC32, new byte[4]);
    rewrite("large", object -> with(object, object.etag(), Optional.of(wrong)));
    assertThat(kinds()).containsExactlyInAnyOrder(Kind.ETAG, Kind.CHECKSUM);
  }

  @Test
  void findsAWrongReferenceCount() {
    plant(change -> change.put(Keyspace.references(stored), Counters.encode(2)));
    assertThat(kinds()).containsExactly(Kind.REFERENCES);
    plant(change -> change.delete(Keyspace.references(stored)));
    assertThat(kinds()).containsExactly(Kind.REFERENCES);
    plant(change -> change.put(Keyspace.references(inline), Counters.encode(2)));
    assertThat(kinds()).containsExactly(Kind.REFERENCES, Kind.REFERENCES);
  }

  @Test
  void findsReferencesThatNoObjectHolds() {
    plant(change -> change.put(Keyspace.references(new BlobId(1, 999)), Counters.encode(1)));
    plant(change -> change.put(Keyspace.references(new BlobId(1, 998)), Counters.encode(0)));
    assertThat(kinds()).containsExactly(Kind.REFERENCES, Kind.REFERENCES);
  }

  @Test
  void countsASharedBlobOnceForEachObject() {
    plant(change -> {
      ObjectRecord small = ObjectRecordCodec.decode(change.get(object("small")).orElseThrow());
      change.put(object("copy"), ObjectRecordCodec.encode(small));
      change.add(Keyspace.counter(bucketId, BucketCounter.OBJECTS), 1);
      change.add(Keyspace.counter(bucketId, BucketCounter.BYTES), SMALL.length);
    });
    assertThat(kinds()).containsExactly(Kind.REFERENCES);
    plant(change -> {
      ObjectRecord small = ObjectRecordCodec.decode(change.get(object("small")).orElseThrow());
      Layouts.share(change, small.layout());
    });
    assertThat(kinds()).isEmpty();
  }

  @Test
  void findsALayoutThatNoObjectNamesOrNotAsOftenAsItCounts() {
    plant(change -> apart(change, "large", new BlobId(1, 900), 1));
    assertThat(kinds()).isEmpty();
    plant(change -> apart(change, "large", new BlobId(1, 900), 2));
    assertThat(kinds()).containsExactly(Kind.LAYOUT);
    plant(change -> apart(change, "large", new BlobId(1, 901), 1));
    // Both hold the blob, which counts one.
    assertThat(kinds()).containsExactlyInAnyOrder(Kind.LAYOUT, Kind.REFERENCES);
  }

  @Test
  void findsALayoutThatIsMissingOrNotThatOfItsObject() {
    BlobId id = new BlobId(1, 900);
    plant(change -> apart(change, "large", id, 1));
    plant(change -> change.delete(Keyspace.layoutExtents(id, LARGE.length)));
    assertThat(kinds()).contains(Kind.LAYOUT, Kind.ETAG);
    plant(change -> {
      change.delete(Keyspace.layoutNamings(id));
      change.delete(Keyspace.layoutIndex(id));
    });
    assertThat(store.check().findings())
        .extracting(Finding::detail)
        .contains("its layout is missing");
  }

  @Test
  void findsALayoutWithAGap() {
    BlobId id = new BlobId(1, 900);
    plant(change -> {
      apart(change, "large", id, 1);
      byte[] row = change.get(Keyspace.layoutExtents(id, LARGE.length)).orElseThrow();
      change.delete(Keyspace.layoutExtents(id, LARGE.length));
      change.put(Keyspace.layoutExtents(id, LARGE.length + 1), row);
    });
    assertThat(store.check().findings())
        .extracting(Finding::detail)
        .containsExactly("its index is not of its rows", "has gaps");
  }

  /** Has the layout of an object stand apart, as it would if it were long. */
  private void apart(Transaction change, String key, BlobId id, long namings) {
    ObjectRecord before = ObjectRecordCodec.decode(change.get(object(key)).orElseThrow());
    Extent extent = new Extent(Extent.Placement.STORED, stored, 0, LARGE.length);
    RecordWriter out = new RecordWriter(1);
    ExtentsCodec.write(out, List.of(extent));
    change.put(Keyspace.layoutExtents(id, LARGE.length), out.toBytes());
    RecordWriter index = new RecordWriter(1).number(1).number(LARGE.length).number(0);
    change.put(Keyspace.layoutIndex(id), index.toBytes());
    change.put(Keyspace.layoutNamings(id), Counters.encode(namings));
    change.put(object(key), ObjectRecordCodec.encode(with(before, new Layout.Apart(id, 0))));
  }

  @Test
  void findsInlineBytesThatNoObjectNames() {
    plant(change ->
        change.put(
            Keyspace.inlineBytes(new BlobId(1, 999)),
            change.get(Keyspace.inlineBytes(inline)).orElseThrow()));
    assertThat(kinds()).containsExactly(Kind.INLINE_WITHOUT_OBJECT);
  }

  @Test
  void findsGarbageThatIsInUse() {
    plant(change -> change.put(Keyspace.garbage(stored), new byte[] {1, 1}));
    assertThat(kinds()).containsExactly(Kind.GARBAGE_IN_USE);
  }

  @Test
  void findsALooseBlobUnlessItMayBeLoose() {
    BlobId loose = new BlobId(1, 999);
    try (BlobWriter writer = store.blobs.create(loose, 1)) {
      writer.write(new byte[] {1}, 0, 1);
      writer.commit();
    }
    assertThat(kinds()).containsExactly(Kind.LOOSE_BLOB);
    assertThat(store.check().findings(loose::equals)).isEmpty();
    TestStore next = store.crash();
    next.services.upkeep().sweep().sweep();
    assertThat(next.check().findings()).isEmpty();
  }

  @Test
  void findsABlobOfAStartThatWasNotCounted() {
    plant(change -> change.delete(Keyspace.system(SystemRecord.STARTS)));
    assertThat(kinds()).isNotEmpty().containsOnly(Kind.UNCOUNTED_START);
  }

  @Test
  void namesEveryFindingInTheTextOfTheError() {
    plant(change -> change.add(Keyspace.system(SystemRecord.BUCKETS), 1));
    assertThatThrownBy(store.check()::requireConsistent)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("BUCKET_COUNT all buckets: counted 2, there are 1");
  }

  private List<Kind> kinds() {
    return store.check().findings().stream().map(Finding::kind).toList();
  }

  private Key object(String key) {
    return Keyspace.object(bucketId, key.getBytes(StandardCharsets.UTF_8));
  }

  private void rewrite(String key, UnaryOperator<ObjectRecord> change) {
    plant(transaction -> {
      ObjectRecord before = ObjectRecordCodec.decode(transaction.get(object(key)).orElseThrow());
      transaction.put(object(key), ObjectRecordCodec.encode(change.apply(before)));
    });
  }

  /** Writes past the services; the store runs a change twice, so it is done only the last time. */
  private void plant(Consumer<Transaction> change) {
    store.metadata.write(transaction -> {
      change.accept(transaction);
      return transaction;
    });
  }

  private static ObjectRecord withExtents(ObjectRecord object, List<Extent> extents) {
    return with(object, new Layout.Here(extents, List.of()));
  }

  private static ObjectRecord with(ObjectRecord object, Layout layout) {
    return new ObjectRecord(
        object.version(),
        object.isDeleteMarker(),
        object.lastModified(),
        object.sizeBytes(),
        object.etag(),
        object.attributes(),
        object.ownerId(),
        object.checksum(),
        layout);
  }

  private static ObjectRecord with(ObjectRecord object, ETag etag, Optional<Checksum> checksum) {
    return new ObjectRecord(
        object.version(),
        object.isDeleteMarker(),
        object.lastModified(),
        object.sizeBytes(),
        etag,
        object.attributes(),
        object.ownerId(),
        checksum,
        object.layout());
  }
}
