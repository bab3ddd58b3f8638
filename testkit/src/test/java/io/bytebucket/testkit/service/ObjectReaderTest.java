package io.bytebucket.testkit.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.core.Store;
import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.failure.Condition;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.layout.PartIndex;
import io.bytebucket.core.object.ETagMatcher;
import io.bytebucket.core.object.HeldObject;
import io.bytebucket.core.object.ObjectKey;
import io.bytebucket.core.object.ObjectReader;
import io.bytebucket.core.object.ObjectReader.Outcome;
import io.bytebucket.core.object.ObjectRecord;
import io.bytebucket.core.object.ObjectRemover;
import io.bytebucket.core.object.ReadConditions;
import io.bytebucket.core.object.WriteCondition;
import io.bytebucket.testkit.TestStore;
import io.bytebucket.testkit.memory.HookedMetadataStore;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectReaderTest {
  private static final ObjectKey KEY = new ObjectKey("key");
  private static final ObjectReader.Source SOURCE =
      ObjectReader.Source.current(TestStore.BUCKET, KEY);

  private final TestStore store = TestStore.create();
  private final ObjectReader reader = store.services.reader();
  private final Random random = new Random(6);

  @AfterEach
  void theStoreIsConsistent() {
    store.check().requireConsistent();
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 101, 65_536, 150_000})
  void everyRangeIsTheSameStretchOfTheBytes(int size) {
    byte[] body = TestStore.randomBytes(random, size);
    store.put("key", body);
    try (ObjectReader.Content content = store.open("key")) {
      for (int round = 0; round < 200; round++) {
        int from = random.nextInt(size + 1);
        int until = from + random.nextInt(size + 1 - from);
        assertThat(TestStore.bytes(content, from, until - from))
            .isEqualTo(Arrays.copyOfRange(body, from, until));
      }
      assertThat(TestStore.bytes(content, 0, size)).isEqualTo(body);
      assertThat(TestStore.bytes(content, size, 0)).isEmpty();
    }
  }

  @Test
  void whatIsNotThereIsNamed() {
    Failures.require(new Failure.NoSuchKey("key"), () -> store.open("key"));
    Failures.require(new Failure.NoSuchKey("key"), () -> reader.head(SOURCE, ReadConditions.NONE));
    BucketName missing = new BucketName("missing");
    Failures.require(
        new Failure.NoSuchBucket("missing"),
        () -> reader.open(ObjectReader.Source.current(missing, KEY)));
  }

  @Test
  void aKeyDoesNotFindItsNeighbours() {
    // Field survey 3.16.
    store.put("a/", new byte[1]);
    store.put("a/b", new byte[1]);
    store.put("a\u0000", new byte[1]);
    Failures.require(new Failure.NoSuchKey("a"), () -> store.open("a"));
    Failures.require(new Failure.NoSuchKey("a/b/"), () -> store.open("a/b/"));
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 1_000})
  void conditionsAreHeldBeforeAnyByteIsGiven(int size) {
    ObjectRecord object = store.put("key", new byte[size]);
    ReadConditions notChanged = ifNoneMatch(object.etag().quoted());
    assertThat(reader.open(SOURCE, notChanged, ObjectReaderTest::whole))
        .isEqualTo(new Outcome.NotModified<>(new HeldObject(object, false)));
    assertThat(reader.head(SOURCE, notChanged))
        .isEqualTo(new Outcome.NotModified<>(new HeldObject(object, false)));
    assertThat(reader.head(SOURCE, ifNoneMatch("\"other\"")))
        .isEqualTo(new Outcome.Found<>(new HeldObject(object, false)));
    ReadConditions other =
        new ReadConditions(
            Optional.of(ETagMatcher.parse("\"other\"")),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    Failures.require(
        new Failure.PreconditionFailed(Condition.TAG_IS),
        () -> reader.open(SOURCE, other, ObjectReaderTest::whole));
    requireNothingPinned(object);
  }

  private static Range whole(HeldObject object, PartIndex parts) {
    return new Range(0, object.record().sizeBytes());
  }

  private record Range(long first, long lengthBytes) implements ObjectReader.ByteRange {}

  private static ReadConditions ifNoneMatch(String header) {
    return new ReadConditions(
        Optional.empty(),
        Optional.of(ETagMatcher.parse(header)),
        Optional.empty(),
        Optional.empty());
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 1_000})
  void whoReadsReadsOnThroughAnOverwriteAndACollection(int size) {
    byte[] old = TestStore.randomBytes(random, size);
    ObjectRecord object = store.put("key", old);
    try (ObjectReader.Content content = store.open("key")) {
      store.put("key", new byte[] {1});
      assertThat(store.services.upkeep().collector().collect()).isZero();
      assertThat(TestStore.bytes(content, 0, size)).isEqualTo(old);
      store.check().requireConsistent();
    }
    assertThat(store.services.upkeep().collector().collect()).isEqualTo(size > 100 ? 1 : 0);
    requireNothingPinned(object);
  }

  @Test
  void twoReadersHoldTheBytesUntilBothAreDone() {
    ObjectRecord object = store.put("key", new byte[1_000]);
    ObjectReader.Content first = store.open("key");
    ObjectReader.Content second = store.open("key");
    delete();
    first.close();
    first.close();
    assertThat(store.services.upkeep().collector().collect()).isZero();
    assertThat(TestStore.bytes(second, 0, 1_000)).hasSize(1_000);
    second.close();
    requireNothingPinned(object);
    assertThat(store.services.upkeep().collector().collect()).isOne();
  }

  @Test
  void anObjectReplacedWhileItIsOpenedIsOpenedAsItIsThen() {
    HookedMetadataStore metadata = new HookedMetadataStore(store.metadata);
    Store services = TestStore.servicesOver(metadata, store.blobs);
    ObjectRecord first = store.put("key", new byte[1_000]);
    AtomicInteger reads = new AtomicInteger();
    metadata.beforeRead(() -> {
      // After the object was looked up, before its bytes are found to be pinned in time.
      if (reads.incrementAndGet() == 2) {
        store.put("key", new byte[2_000]);
      }
    });
    try (ObjectReader.Content content = services.reader().open(SOURCE)) {
      assertThat(content.object().sizeBytes()).isEqualTo(2_000);
      services.upkeep().collector().collect();
      assertThat(TestStore.bytes(content, 0, 2_000)).hasSize(2_000);
    }
    assertThat(services.pins().isPinned(TestStore.blob(first))).isFalse();
  }

  @Test
  void anObjectThatIsReplacedWithoutEndIsBusy() {
    HookedMetadataStore metadata = new HookedMetadataStore(store.metadata);
    Store services = TestStore.servicesOver(metadata, store.blobs);
    store.put("key", new byte[1_000]);
    metadata.beforeRead(() -> store.put("key", new byte[1_000]));
    Failures.require(new Failure.Busy(1), () -> services.reader().open(SOURCE));
    metadata.beforeRead(() -> {});
    services.upkeep().collector().collect();
    store.check().requireConsistent();
  }

  @Test
  void anObjectDeletedWhileItIsOpenedIsNoSuchKey() {
    HookedMetadataStore metadata = new HookedMetadataStore(store.metadata);
    Store services = TestStore.servicesOver(metadata, store.blobs);
    ObjectRecord object = store.put("key", new byte[1_000]);
    AtomicInteger reads = new AtomicInteger();
    metadata.beforeRead(() -> {
      if (reads.incrementAndGet() == 2) {
        delete();
      }
    });
    Failures.require(new Failure.NoSuchKey("key"), () -> services.reader().open(SOURCE));
    assertThat(services.pins().isPinned(TestStore.blob(object))).isFalse();
  }

  @Test
  void aFlippedBitIsCorruptAndNeverWrongBytes() {
    byte[] body = TestStore.randomBytes(random, 200_000);
    ObjectRecord object = store.put("key", body);
    store.blobs.flip(TestStore.blob(object), 70_000);
    try (ObjectReader.Content content = store.open("key")) {
      Failures.require(Failure.Corrupt.class, () -> TestStore.bytes(content, 0, 200_000));
      // What was not touched is still good.
      assertThat(TestStore.bytes(content, 0, 65_536)).isEqualTo(Arrays.copyOf(body, 65_536));
    }
    store.blobs.flip(TestStore.blob(object), 70_000);
  }

  private void delete() {
    store
        .services
        .remover()
        .delete(
            TestStore.BUCKET,
            new ObjectRemover.Target(KEY, new WriteCondition.None()),
            TestStore.OWNER);
  }

  private void requireNothingPinned(ObjectRecord object) {
    TestStore.extents(object)
        .forEach(extent -> assertThat(store.services.pins().isPinned(extent.blob())).isFalse());
  }
}
