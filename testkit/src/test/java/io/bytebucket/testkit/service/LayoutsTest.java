package io.bytebucket.testkit.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.core.Store;
import io.bytebucket.core.acl.ObjectAccess;
import io.bytebucket.core.bucket.Versioning;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.layout.Layout;
import io.bytebucket.core.layout.LocatedPart;
import io.bytebucket.core.layout.ObjectPart;
import io.bytebucket.core.layout.PartPage;
import io.bytebucket.core.listing.ObjectLister;
import io.bytebucket.core.object.HeldObject;
import io.bytebucket.core.object.ObjectCopier;
import io.bytebucket.core.object.ObjectKey;
import io.bytebucket.core.object.ObjectReader;
import io.bytebucket.core.object.ObjectRecord;
import io.bytebucket.core.object.ObjectRemover;
import io.bytebucket.core.object.ReadConditions;
import io.bytebucket.core.object.VersionSelector;
import io.bytebucket.core.object.WriteCondition;
import io.bytebucket.core.schema.Keyspace;
import io.bytebucket.core.store.BlobId;
import io.bytebucket.core.store.Counters;
import io.bytebucket.core.store.Key;
import io.bytebucket.core.store.RangeReader;
import io.bytebucket.core.value.Tags;
import io.bytebucket.testkit.TestStore;
import io.bytebucket.testkit.memory.HookedMetadataStore;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Objects of many parts, whose layout stands apart from their record. */
class LayoutsTest {
  private static final int PARTS = 700;
  private static final int PART_BYTES = 150;

  private final TestStore store = TestStore.create();
  private final Random random = new Random(8);
  private byte[] bytes = {};

  private record Range(long first, long lengthBytes) implements ObjectReader.ByteRange {}

  @BeforeEach
  void fill() {
    bytes = ManyParts.put(store, "many", PARTS, PART_BYTES, random);
  }

  @AfterEach
  void theStoreIsConsistent() {
    store.check().requireConsistent();
  }

  @Test
  void aSmallObjectIsOneRow() {
    Set<Key> before = rows();
    ObjectRecord object = store.put("small", new byte[10]);
    Set<Key> added = rows();
    added.removeAll(before);
    assertThat(added)
        .containsExactlyInAnyOrder(
            Keyspace.object(1, "small".getBytes(StandardCharsets.UTF_8)),
            Keyspace.inlineBytes(TestStore.blob(object)));
  }

  @Test
  void anObjectOfAFewPartsIsOneRowToo() {
    ManyParts.put(store, "few", 4, PART_BYTES, random);
    assertThat(head("few").layout()).isInstanceOf(Layout.Here.class);
    assertThat(head("few").partCount()).isEqualTo(4);
  }

  @Test
  void aPageOfRecordsCostsTheSameWhateverObjectsAreMadeOf() {
    CountedMetadataStore counted = new CountedMetadataStore(store.metadata);
    ObjectLister lister = TestStore.servicesOver(counted, store.blobs).lister();
    delete("many");
    for (int i = 0; i < 20; i++) {
      store.put("plain-" + i, new byte[10]);
    }
    long plain = counted.bytesReadBy(() -> list(lister, "plain"));
    ManyParts.put(store, "many", PARTS, 1, random);
    for (int i = 0; i < 20; i++) {
      copy("many", "many-" + i);
    }
    assertThat(counted.bytesReadBy(() -> list(lister, "many-"))).isLessThan(plain * 6 / 5);
  }

  private static void list(ObjectLister lister, String prefix) {
    ObjectLister.Query query =
        new ObjectLister.Query(TestStore.BUCKET, prefix, Optional.empty(), Optional.empty(), 1_000);
    assertThat(lister.list(query).items()).hasSize(20);
  }

  @Test
  void aSmallRangeReadsOnlyTheRowsThatItTouches() {
    CountedMetadataStore counted = new CountedMetadataStore(store.metadata);
    ObjectReader reader = TestStore.servicesOver(counted, store.blobs).reader();
    long whole = counted.bytesReadBy(() -> reader.open(source("many")).close());
    for (long first : new long[] {0, 50_000, bytes.length - 100}) {
      long read = counted.bytesReadBy(() -> open(reader, first, 100).content().close());
      assertThat(read).isLessThan(whole / 2);
    }
    long part =
        counted.bytesReadBy(() ->
            reader.head(source("many"), ReadConditions.NONE, (_, parts) -> parts.part(PARTS)));
    assertThat(part).isLessThan(whole / 2);
  }

  @Test
  void everyRangeIsTheSameStretchOfTheBytes() {
    ObjectReader reader = store.services.reader();
    List<Integer> borders = new ArrayList<>(List.of(0, 1, bytes.length));
    IntStream.range(0, 6).forEach(i -> borders.add(i * 128 * PART_BYTES));
    IntStream.range(0, 60).forEach(_ -> borders.add(random.nextInt(bytes.length)));
    for (int from : borders) {
      for (int until : borders) {
        for (int around = -1; around <= 1; around++) {
          int end = Math.min(bytes.length, until + around);
          if (from <= end) {
            try (ObjectReader.Content content = open(reader, from, end - from).content()) {
              assertThat(TestStore.bytes(content, from, end - from))
                  .isEqualTo(Arrays.copyOfRange(bytes, from, end));
            }
          }
        }
      }
    }
  }

  @Test
  void aRangeHoldsTheBlobsThatItTouchesAndNoOthers() {
    ObjectReader reader = store.services.reader();
    int first = 400 * PART_BYTES - 1;
    try (ObjectReader.Content content = open(reader, first, 2).content()) {
      delete("many");
      // All but two, and what says how they make up the object.
      assertThat(collect()).isEqualTo(PARTS - 2 + 1);
      assertThat(TestStore.bytes(content, first, 2))
          .isEqualTo(Arrays.copyOfRange(bytes, first, first + 2));
    }
    assertThat(collect()).isEqualTo(2);
  }

  @Test
  void anObjectThatIsReplacedWhileARangeIsOpenedIsOpenedAsItIsThen() {
    HookedMetadataStore metadata = new HookedMetadataStore(store.metadata);
    Store services = TestStore.servicesOver(metadata, store.blobs);
    int[] reads = {0};
    byte[][] replacing = {{}};
    metadata.beforeRead(() -> {
      // After the object was looked up, before its bytes are found to be pinned in time.
      if (++reads[0] == 2) {
        replacing[0] = ManyParts.put(store, "many", 300, PART_BYTES, random);
        collect();
      }
    });
    try (ObjectReader.Content content = open(services.reader(), 30_000, 1_000).content()) {
      services.upkeep().collector().collect();
      assertThat(TestStore.bytes(content, 30_000, 1_000))
          .isEqualTo(Arrays.copyOfRange(replacing[0], 30_000, 31_000));
    }
  }

  @Test
  void everyPartIsFoundWhereItIs() {
    ObjectReader reader = store.services.reader();
    List<Optional<LocatedPart>> found =
        reader
            .get(
                source("many"),
                (_, parts) ->
                    IntStream.of(0, 1, 64, 65, PARTS, PARTS + 1, 10_000, 10_001)
                        .mapToObj(parts::part)
                        .toList())
            .choice();
    assertThat(found.stream().map(part -> part.map(LocatedPart::first).orElse(-1L)))
        .containsExactly(
            -1L, 0L, 63L * PART_BYTES, 64L * PART_BYTES, (PARTS - 1L) * PART_BYTES, -1L, -1L, -1L);
    assertThat(found.get(2).orElseThrow().part().number()).isEqualTo(64);
  }

  @Test
  void pagesOfPartsJoinedAreAllParts() {
    for (int limit : new int[] {1, 63, 64, 65, 699, 700, 701, 10_000}) {
      List<Integer> numbers = new ArrayList<>();
      int after = 0;
      PartPage page;
      do {
        int from = after;
        page =
            store
                .services
                .reader()
                .get(source("many"), (_, parts) -> parts.page(from, limit))
                .choice();
        assertThat(page.parts()).isNotEmpty().hasSizeLessThanOrEqualTo(limit);
        page.parts().stream().map(ObjectPart::number).forEach(numbers::add);
        after = numbers.getLast();
      } while (page.isTruncated());
      assertThat(numbers).isEqualTo(IntStream.rangeClosed(1, PARTS).boxed().toList());
    }
  }

  @Test
  void aCopyNamesTheSameLayoutAndEitherStaysWithoutTheOther() {
    copy("many", "copy");
    assertThat(head("copy").layout()).isEqualTo(head("many").layout());
    assertThat(namings(head("many"))).isEqualTo(2);
    delete("many");
    assertThat(collect()).isZero();
    assertThat(store.get("copy")).isEqualTo(bytes);
    copy("copy", "copy-of-copy");
    store.put("copy", new byte[] {1});
    assertThat(store.get("copy-of-copy")).isEqualTo(bytes);
    delete("copy-of-copy");
    assertThat(layoutRows()).isEmpty();
    assertThat(collect()).isEqualTo(PARTS + 1);
  }

  @Test
  void aRenameATagAndAVersionOnTopMoveTheRecordAlone() {
    Layout layout = head("many").layout();
    Set<Key> rows = layoutRows();
    rename("many", "renamed");
    tag("renamed");
    store.services.buckets().setVersioning(TestStore.BUCKET, Versioning.ENABLED);
    store.put("renamed", new byte[] {1});
    HeldObject beside =
        store
            .services
            .reader()
            .get(
                new ObjectReader.Source(
                    TestStore.BUCKET, new ObjectKey("renamed"), new VersionSelector.Null()));
    assertThat(beside.record().layout()).isEqualTo(layout);
    assertThat(beside.record().attributes().tags()).containsEntry("a", "b");
    assertThat(namings(beside.record())).isEqualTo(1);
    assertThat(layoutRows()).isEqualTo(rows);
  }

  @Test
  void aRecordThatHoldsManyPiecesIsWrittenAnewWhenItIsWrittenAnyway() {
    // So the first version of the record has them.
    for (String way : List.of("tag", "rename", "copy", "replace")) {
      ManyExtents pieces = new ManyExtents(store);
      store.put("large", TestStore.randomBytes(random, 2_000));
      IntStream.range(0, 100).forEach(i -> pieces.add("large", i * 20, 20));
      pieces.put("old");
      assertThat(head("old").layout()).isInstanceOf(Layout.Here.class);
      String now =
          switch (way) {
            case "tag" -> tag("old");
            case "rename" -> rename("old", "new");
            case "copy" -> copy("old", "new");
            default -> "old";
          };
      if (!way.equals("replace")) {
        assertThat(head(now).layout()).as(way).isInstanceOf(Layout.Apart.class);
        assertThat(store.get(now)).isEqualTo(pieces.bytes());
      }
      store.check().requireConsistent();
      store.put("old", new byte[] {1});
      store.check().requireConsistent();
      delete("old");
      delete("new");
    }
  }

  @Test
  void aRowThatIsMissingIsCorruptAndNeverOtherBytes() {
    Key last = layoutRows().stream().filter(row -> row.bytes()[13] == 1).max(Key::compareTo).get();
    byte[] value = store.metadata.read(snapshot -> snapshot.get(last).orElseThrow());
    write(last, Optional.empty());
    ObjectReader reader = store.services.reader();
    Failures.require(Failure.Corrupt.class, () -> store.open("many"));
    Failures.require(Failure.Corrupt.class, () -> open(reader, bytes.length - 1, 1));
    try (ObjectReader.Content content = open(reader, 0, 10).content()) {
      assertThat(TestStore.bytes(content, 0, 10)).isEqualTo(Arrays.copyOf(bytes, 10));
    }
    write(last, Optional.of(value));
  }

  private void write(Key key, Optional<byte[]> value) {
    store.metadata.write(transaction -> {
      transaction.delete(key);
      value.ifPresent(bytes -> transaction.put(key, bytes));
      return key;
    });
  }

  private static ObjectReader.Opened<Range> open(ObjectReader reader, long first, long length) {
    return reader.open(source("many"), (_, _) -> new Range(first, length));
  }

  private static ObjectReader.Source source(String key) {
    return ObjectReader.Source.current(TestStore.BUCKET, new ObjectKey(key));
  }

  private ObjectRecord head(String key) {
    return store.services.reader().get(source(key)).record();
  }

  private String tag(String key) {
    store.services.tagger().set(source(key), Tags.ofObject(Map.of("a", "b")), TestStore.OWNER);
    return key;
  }

  private String rename(String from, String to) {
    store
        .services
        .copier()
        .rename(
            new ObjectCopier.Rename(
                ObjectReader.Source.current(TestStore.BUCKET, new ObjectKey(from)),
                ReadConditions.NONE,
                new ObjectKey(to),
                new WriteCondition.None(),
                TestStore.OWNER));
    return to;
  }

  private String copy(String from, String to) {
    store
        .services
        .copier()
        .copy(
            new ObjectCopier.Copy(
                source(from),
                ReadConditions.NONE,
                TestStore.BUCKET,
                new ObjectKey(to),
                Optional.empty(),
                Optional.empty(),
                ObjectCopier.TagGuard.NONE,
                Optional.empty(),
                ObjectAccess.UNSAID,
                Optional.empty(),
                TestStore.OWNER,
                new WriteCondition.None()));
    return to;
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

  private int collect() {
    return store.services.upkeep().collector().collect();
  }

  private long namings(ObjectRecord object) {
    BlobId id = ((Layout.Apart) object.layout()).id();
    return store
        .metadata
        .read(snapshot -> snapshot.get(Keyspace.layoutNamings(id)))
        .map(Counters::decode)
        .orElse(0L);
  }

  private Set<Key> layoutRows() {
    Set<Key> rows = rows();
    rows.removeIf(key -> key.tag() != 'l');
    return rows;
  }

  private Set<Key> rows() {
    Set<Key> rows = new HashSet<>();
    RangeReader.of(store.metadata)
        .rows(Key.of(new byte[] {0}), Key.of(new byte[] {'z'}), 1_000, row -> rows.add(row.key()));
    return rows;
  }
}
