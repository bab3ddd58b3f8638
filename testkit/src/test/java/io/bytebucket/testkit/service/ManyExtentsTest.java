package io.bytebucket.testkit.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.core.object.ObjectKey;
import io.bytebucket.core.object.ObjectReader;
import io.bytebucket.core.object.ObjectRemover;
import io.bytebucket.core.object.WriteCondition;
import io.bytebucket.core.schema.Keyspace;
import io.bytebucket.core.store.BlobId;
import io.bytebucket.core.store.Counters;
import io.bytebucket.testkit.TestStore;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Objects of several extents, and blobs of several objects. */
class ManyExtentsTest {
  private final TestStore store = TestStore.create();
  private final Random random = new Random(7);
  private BlobId inline = new BlobId(1, 0);
  private BlobId stored = new BlobId(1, 0);

  @BeforeEach
  void fill() {
    inline = blob("small", 80);
    stored = blob("large", 150_000);
    blob("other", 500);
  }

  private BlobId blob(String key, int size) {
    return TestStore.blob(store.put(key, TestStore.randomBytes(random, size)));
  }

  @AfterEach
  void theStoreIsConsistent() {
    store.check().requireConsistent();
  }

  @Test
  void rangesRunOverTheBordersOfExtents() {
    ManyExtents many =
        new ManyExtents(store)
            .add("large", 100, 70_000)
            .add("small", 3, 1)
            .add("other", 0, 500)
            .add("small", 0, 80)
            .add("large", 149_999, 1);
    many.put("many");
    byte[] bytes = many.bytes();
    assertThat(store.get("many")).isEqualTo(bytes);
    List<Integer> borders = List.of(0, 70_000, 70_001, 70_501, 70_581, bytes.length);
    try (ObjectReader.Content content = store.open("many")) {
      for (int from : borders) {
        for (int until : borders) {
          for (int around = -1; around <= 1; around++) {
            requireRange(content, bytes, from + around, until);
            requireRange(content, bytes, from, until + around);
          }
        }
      }
      for (int round = 0; round < 200; round++) {
        requireRange(
            content, bytes, random.nextInt(bytes.length), random.nextInt(bytes.length + 1));
      }
    }
  }

  private static void requireRange(
      ObjectReader.Content content, byte[] bytes, int from, int until) {
    if (from >= 0 && from <= until && until <= bytes.length) {
      assertThat(TestStore.bytes(content, from, until - from))
          .isEqualTo(Arrays.copyOfRange(bytes, from, until));
    }
  }

  @Test
  void aBlobLivesAsLongAsAnyObjectNamesIt() {
    ManyExtents many = new ManyExtents(store).add("large", 5, 1_000).add("large", 0, 10);
    many.put("many");
    assertThat(references(stored)).contains(2L);
    delete("large");
    assertThat(references(stored)).contains(1L);
    assertThat(store.services.upkeep().collector().collect()).isZero();
    assertThat(store.get("many")).isEqualTo(many.bytes());
    delete("many");
    assertThat(references(stored)).isEmpty();
    store.check().requireConsistent();
    assertThat(store.services.upkeep().collector().collect()).isOne();
  }

  @Test
  void inlineBytesLiveAsLongAsAnyObjectNamesThem() {
    ManyExtents copy = new ManyExtents(store).add("small", 0, 80);
    assertThat(references(inline)).isEmpty();
    copy.put("copy");
    assertThat(references(inline)).contains(2L);
    copy.put("copy-of-copy");
    assertThat(references(inline)).contains(3L);
    delete("small");
    delete("copy");
    assertThat(references(inline)).contains(1L);
    assertThat(store.get("copy-of-copy")).isEqualTo(copy.bytes());
    delete("copy-of-copy");
    store.check().requireConsistent();
    assertThat(store.services.upkeep().collector().collect()).isOne();
    assertThat(hasInlineBytes()).isFalse();
  }

  @Test
  void inlineBytesThatWereNeverSharedAreGoneAtOnce() {
    delete("small");
    assertThat(hasInlineBytes()).isFalse();
    assertThat(store.services.upkeep().collector().collect()).isZero();
  }

  @Test
  void whoReadsManyExtentsReadsOnThroughADeleteAndACollection() {
    // The inline ones among them are read one by one, long after the record was.
    ManyExtents many =
        new ManyExtents(store).add("large", 0, 70_000).add("small", 0, 80).add("other", 0, 500);
    many.put("many");
    byte[] bytes = many.bytes();
    try (ObjectReader.Content content = store.open("many")) {
      for (String key : List.of("many", "small", "large", "other")) {
        delete(key);
      }
      store.services.upkeep().collector().collect();
      assertThat(TestStore.bytes(content, 0, bytes.length)).isEqualTo(bytes);
      store.check().requireConsistent();
    }
    assertThat(store.services.upkeep().collector().collect()).isEqualTo(3);
    assertThat(hasInlineBytes()).isFalse();
  }

  @Test
  void whoReadsASharedInlineBlobAmongOthersReadsOnWhenTheLastToLetGoIsAnotherObject() {
    ManyExtents many = new ManyExtents(store).add("small", 0, 80).add("other", 0, 500);
    many.put("many");
    byte[] bytes = many.bytes();
    try (ObjectReader.Content content = store.open("many")) {
      delete("many");
      delete("small");
      store.services.upkeep().collector().collect();
      assertThat(TestStore.bytes(content, 0, bytes.length)).isEqualTo(bytes);
    }
    store.services.upkeep().collector().collect();
    assertThat(hasInlineBytes()).isFalse();
  }

  private Optional<Long> references(BlobId blob) {
    return store
        .metadata
        .read(snapshot -> snapshot.get(Keyspace.references(blob)))
        .map(Counters::decode);
  }

  private boolean hasInlineBytes() {
    return store.metadata.read(snapshot -> snapshot.get(Keyspace.inlineBytes(inline)).isPresent());
  }

  private void delete(String key) {
    store
        .services
        .remover()
        .delete(
            TestStore.BUCKET,
            new ObjectRemover.Target(new ObjectKey(key), new WriteCondition.None()),
            TestStore.OWNER);
  }
}
