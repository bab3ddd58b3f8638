package io.bytebucket.testkit.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.core.Store;
import io.bytebucket.core.blob.Extent;
import io.bytebucket.core.bucket.BucketOutline;
import io.bytebucket.core.bucket.Versioning;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.layout.AssemblyCodec;
import io.bytebucket.core.layout.Layout;
import io.bytebucket.core.object.ETag;
import io.bytebucket.core.object.ObjectKey;
import io.bytebucket.core.object.ObjectLabel;
import io.bytebucket.core.quarantine.QuarantineEmptier;
import io.bytebucket.core.rebuild.RebuildReport;
import io.bytebucket.core.rebuild.SalvagedRows;
import io.bytebucket.core.schema.Keyspace;
import io.bytebucket.core.schema.StoredKey;
import io.bytebucket.core.schema.WholeTables;
import io.bytebucket.core.store.BlobId;
import io.bytebucket.core.store.BlobWriter;
import io.bytebucket.core.store.Key;
import io.bytebucket.core.store.MetadataStore;
import io.bytebucket.core.store.ScanPage;
import io.bytebucket.core.store.ScanRequest;
import io.bytebucket.core.store.Snapshot;
import io.bytebucket.core.store.Transaction;
import io.bytebucket.core.upload.AssemblyLabel;
import io.bytebucket.core.upload.UploadTrace;
import io.bytebucket.core.upload.UploadedPart;
import io.bytebucket.core.upload.Uploads;
import io.bytebucket.testkit.TestStore;
import io.bytebucket.testkit.model.Stores;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a rebuild makes of single rows that are there, that are lost, and that never were. */
class RebuiltRowsTest extends RebuildFixture {
  /** What may be lost besides, which the record in question does not hang on. */
  enum Besides {
    NOTHING,
    VERSIONS,
    VERSIONS_OF_A_BUCKET_THAT_KEPT_SOME
  }

  @ParameterizedTest
  @EnumSource
  void aRecordThatReadsIsNotReplacedByABlobThatNobodyWasToldOf(Besides besides) {
    if (besides == Besides.VERSIONS_OF_A_BUCKET_THAT_KEPT_SOME) {
      store.buckets().setVersioning(TestStore.BUCKET, Versioning.ENABLED);
      store.buckets().setVersioning(TestStore.BUCKET, Versioning.SUSPENDED);
    }
    byte[] acknowledged = put("a", LARGE);
    NavigableMap<Key, byte[]> rows = rows(metadata);
    // As an end between the commit of a blob and that of its record leaves it.
    put("a", LARGE);

    RebuildReport report =
        rebuild(new Left(rows, besides == Besides.NOTHING ? NOTHING : of(WholeTables.versions())));

    assertThat(get("a").orElseThrow()).isEqualTo(acknowledged);
    assertThat(report.objects()).isZero();
    assertThat(report.replaced()).isEqualTo(1);
    assertThat(report.displaced()).isZero();
    requireClean(made);
  }

  @Test
  void aRecordThatMayBeLostIsMadeOfTheLatestBlob() {
    put("a", LARGE);
    byte[] latest = put("a", LARGE);

    RebuildReport report =
        rebuild(new Left(rows(metadata), of(WholeTables.objects()).or(of(Keyspace.allGarbage()))));

    assertThat(get("a").orElseThrow()).isEqualTo(latest);
    assertThat(report.displaced()).isEqualTo(1);
    requireClean(made);
  }

  @Test
  void whatIsKnownToBeDeletedDoesNotComeBack() {
    put("a", LARGE);
    BlobId blob = onlyBlob();
    delete("a");

    RebuildReport report = rebuild(new Left(rows(metadata), of(Keyspace.allGarbage())));

    assertThat(get("a")).isEmpty();
    assertThat(report.objects()).isZero();
    assertThat(report.replaced()).isEqualTo(1);
    // It is for people to let go of it.
    assertThat(references(made, blob)).isEqualTo(1);
    requireClean(made);
  }

  private BlobId onlyBlob() {
    List<BlobId> all = new ArrayList<>();
    blobs.forEach(all::add);
    assertThat(all).hasSize(1);
    return all.getFirst();
  }

  @Test
  void aRecordThatIsOfNoUseWithoutItsLayoutIsMadeOfBlobs() {
    putInParts("a");
    NavigableMap<Key, byte[]> rows = rows(metadata);
    Key index =
        rows.keySet().stream()
            .filter(key -> StoredKey.of(key).orElse(null) instanceof StoredKey.OfLayoutIndex)
            .findFirst()
            .orElseThrow();

    RebuildReport report = rebuild(new Left(rows, index::equals));

    assertThat(get("a").orElseThrow()).hasSize(30_010);
    assertThat(report.objects()).isEqualTo(1);
    requireClean(made);
  }

  @Test
  void aPartThatReadsIsNotReplacedByABlobThatNobodyWasToldOf() {
    Uploads.Handle upload = begin("a");
    UploadedPart acknowledged = part(upload, 1, LARGE);
    NavigableMap<Key, byte[]> rows = rows(metadata);
    part(upload, 1, LARGE);

    RebuildReport report = rebuild(new Left(rows, NOTHING));

    assertThat(
            made.<Optional<byte[]>>read(
                snapshot -> snapshot.get(Keyspace.part(upload.id().number(), 1))))
        .isPresent();
    assertThat(references(made, acknowledged.extents().getFirst().blob())).isEqualTo(1);
    assertThat(report.parts()).isZero();
    assertThat(report.replaced()).isEqualTo(1);
    requireClean(made);
    assertThat(rows(made).get(Keyspace.part(upload.id().number(), 1)))
        .isEqualTo(rows.get(Keyspace.part(upload.id().number(), 1)));
  }

  @Test
  void smallBytesOfALostRecordStayInQuarantine() {
    put("small", 50);
    plant(change ->
        change.delete(Keyspace.object(bucket.id(), "small".getBytes(StandardCharsets.UTF_8))));
    repair();
    NavigableMap<Key, byte[]> rows = rows(metadata);
    Key bytes =
        rows.keySet().stream().filter(of(WholeTables.inlineBytes())).findFirst().orElseThrow();

    rebuild(new Left(rows, NOTHING));

    assertThat(rows(made).get(bytes)).isEqualTo(rows.get(bytes));
    requireClean(made);
    assertThat(QuarantineEmptier.of(made, clock).some(Optional.empty(), false, item -> true))
        .isEqualTo(new QuarantineEmptier.Outcome.Deleted(1, 0, Optional.empty()));
  }

  @Test
  void theLastLayoutInQuarantineKeepsItsBlobsAndItsSmallBytes() {
    putInParts("a");
    plant(change -> change.delete(Keyspace.object(bucket.id(), KEY)));
    repair();
    NavigableMap<Key, byte[]> rows = rows(metadata);
    assertThat(rows.keySet()).noneMatch(of(WholeTables.layouts()));

    RebuildReport report = rebuild(new Left(rows, NOTHING));

    assertThat(get("a")).isEmpty();
    assertThat(report.replaced()).isZero();
    NavigableMap<Key, byte[]> now = rows(made);
    Predicate<Key> isOfBytes = of(WholeTables.inlineBytes()).or(of(WholeTables.references()));
    assertThat(now.keySet().stream().filter(isOfBytes))
        .containsExactlyElementsOf(rows.keySet().stream().filter(isOfBytes).toList());
    requireClean(made);
  }

  @Test
  void anUploadThatIsMadeAnewDoesNotExpireAtOnce() {
    Uploads.Handle upload = begin("a");
    complete(upload, List.of(part(upload, 1, LARGE), part(upload, 2, LARGE)));
    // What says that it was completed is gone as the metadata are.
    List<BlobId> notes = new ArrayList<>();
    blobs.forEach(blob -> {
      try (var reader = blobs.open(blob)) {
        if (reader.lengthBytes() < LARGE) {
          notes.add(blob);
        }
      }
    });
    assertThat(notes).hasSize(1);
    blobs.delete(notes.getFirst());
    clock.step(Duration.ofDays(100));

    RebuildReport report = rebuild(SalvagedRows.NONE);

    assertThat(report.uploads()).isEqualTo(1);
    assertThat(report.parts()).isEqualTo(2);
    UploadTrace trace =
        UploadTrace.decode(rows(made).get(Keyspace.uploadByAge(upload.id().number())));
    assertThat(trace.initiatedAt()).isEqualTo(clock.instant());
    Store rebuilt = Stores.open(Stores.join(made, blobs), clock, TestStore.INLINE_LIMIT_BYTES);
    assertThat(rebuilt.upkeep().expiry().run()).isZero();
    assertThat(rebuilt.uploads().get(upload)).isNotNull();
  }

  @Test
  void whatCannotBeMadeIsKept() {
    put("a", LARGE);
    BlobId blob = onlyBlob();

    RebuildReport report =
        rebuild(SalvagedRows.NONE, new Refusing(made, Keyspace.object(bucket.id(), KEY)));

    assertThat(report.objects()).isZero();
    assertThat(references(made, blob)).isEqualTo(1);
    assertThat(rows(made).get(Keyspace.garbage(blob))).isNull();
    assertThat(report.notWhole()).isEqualTo(1);
  }

  /** Metadata of which a row cannot be written: what is there makes no sense for ever. */
  private record Refusing(MetadataStore store, Key row) implements MetadataStore {
    @Override
    public <R> R read(Function<? super Snapshot, ? extends R> query) {
      return store.read(query);
    }

    @Override
    public <R> R write(Function<? super Transaction, ? extends R> change) {
      return store.write(transaction -> change.apply(new RefusingTransaction(transaction, row)));
    }

    @Override
    public void close() {
      store.close();
    }
  }

  private record RefusingTransaction(Transaction transaction, Key row) implements Transaction {
    @Override
    public Optional<byte[]> get(Key key) {
      return transaction.get(key);
    }

    @Override
    public ScanPage scan(ScanRequest request) {
      return transaction.scan(request);
    }

    @Override
    public void put(Key key, byte[] value) {
      if (key.equals(row)) {
        throw new StoreException(new Failure.Corrupt("row", "of a test"));
      }
      transaction.put(key, value);
    }

    @Override
    public void delete(Key key) {
      transaction.delete(key);
    }

    @Override
    public void add(Key key, long delta) {
      transaction.add(key, delta);
    }

    @Override
    public void drawOnReserve() {
      transaction.drawOnReserve();
    }
  }

  @Test
  void oddRowsEndNothing() {
    put("a", LARGE);
    NavigableMap<Key, byte[]> rows = rows(metadata);
    for (Key key : List.copyOf(rows.keySet())) {
      rows.put(key, new byte[] {(byte) 0x81});
    }

    RebuildReport report = rebuild(new Left(rows, NOTHING));

    assertThat(report.objects()).isEqualTo(1);
    assertThat(report.displaced()).isPositive();
  }

  private void blob(BlobId id, byte[] bytes, byte[] label) {
    try (BlobWriter writer = blobs.create(id, bytes.length)) {
      writer.write(bytes, 0, bytes.length);
      writer.commit(label);
    }
  }

  private ObjectLabel label(String key, long sizeBytes) {
    return new ObjectLabel(
        BucketOutline.of(bucket),
        new ObjectKey(key),
        clock.instant(),
        Optional.empty(),
        TestStore.OWNER,
        sizeBytes,
        new ETag("0123456789abcdef0123456789abcdef-2"),
        Optional.empty(),
        TestStore.ATTRIBUTES);
  }

  @Test
  void aPageOfObjectsWithManySmallBytesIsMade() {
    int objects = 50;
    int pieces = 32;
    int bytes = 32 << 10;
    BlobId first = new BlobId(9, 1);
    blob(first, new byte[] {1}, new byte[0]);
    for (int number = 0; number < objects; number++) {
      Map<BlobId, byte[]> inline = new HashMap<>();
      List<Extent> extents = new ArrayList<>();
      extents.add(new Extent(Extent.Placement.STORED, first, 0, 1));
      for (int piece = 0; piece < pieces; piece++) {
        BlobId id = new BlobId(8, number * pieces + piece);
        inline.put(id, new byte[bytes]);
        extents.add(new Extent(Extent.Placement.INLINE, id, 0, bytes));
      }
      assembly(number, extents, inline);
    }

    assertThat(rebuild(SalvagedRows.NONE).objects()).isEqualTo(objects);
  }

  private void assembly(int number, List<Extent> extents, Map<BlobId, byte[]> inline) {
    Layout.Here layout = new Layout.Here(extents, List.of());
    blob(
        new BlobId(10, number),
        AssemblyCodec.encode(new AssemblyCodec.Assembly(layout, inline)),
        new AssemblyLabel(Optional.empty(), label("key " + number, layout.sizeBytes())).encode());
  }
}
