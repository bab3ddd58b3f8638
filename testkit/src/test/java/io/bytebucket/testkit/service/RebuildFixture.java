package io.bytebucket.testkit.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.core.Store;
import io.bytebucket.core.bucket.Bucket;
import io.bytebucket.core.bucket.LocationConstraint;
import io.bytebucket.core.check.Finding;
import io.bytebucket.core.check.Inspection;
import io.bytebucket.core.check.Repair;
import io.bytebucket.core.checksum.DigestClaims;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.object.ObjectKey;
import io.bytebucket.core.object.ObjectReader;
import io.bytebucket.core.object.ObjectRemover;
import io.bytebucket.core.object.VersionSelector;
import io.bytebucket.core.object.WriteCondition;
import io.bytebucket.core.rebuild.Rebuild;
import io.bytebucket.core.rebuild.RebuildListener;
import io.bytebucket.core.rebuild.RebuildReport;
import io.bytebucket.core.rebuild.SalvagedRows;
import io.bytebucket.core.schema.Keyspace;
import io.bytebucket.core.store.BlobId;
import io.bytebucket.core.store.Key;
import io.bytebucket.core.store.MetadataStore;
import io.bytebucket.core.store.RangeReader;
import io.bytebucket.core.store.Row;
import io.bytebucket.core.store.Transaction;
import io.bytebucket.core.upload.PartWriter;
import io.bytebucket.core.upload.Upload;
import io.bytebucket.core.upload.UploadedPart;
import io.bytebucket.core.upload.Uploads;
import io.bytebucket.engine.memory.MemoryBlobStore;
import io.bytebucket.engine.memory.MemoryMetadataStore;
import io.bytebucket.testkit.TestStore;
import io.bytebucket.testkit.model.SteppedClock;
import io.bytebucket.testkit.model.StoreCheck;
import io.bytebucket.testkit.model.Stores;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;

/** A store in memory, and what is made anew of the rows and blobs that are left of it. */
abstract class RebuildFixture {
  static final Predicate<Key> NOTHING = key -> false;
  static final int LARGE = 70_000;
  static final byte[] KEY = "a".getBytes(StandardCharsets.UTF_8);

  private final Random random = new Random(1);
  final SteppedClock clock = new SteppedClock(TestStore.NOW);
  final MemoryMetadataStore metadata = new MemoryMetadataStore();
  final MemoryBlobStore blobs = new MemoryBlobStore();
  final MemoryMetadataStore made = new MemoryMetadataStore();
  final Store store =
      Stores.open(Stores.join(metadata, blobs), clock, TestStore.INLINE_LIMIT_BYTES);

  final Bucket bucket =
      store.buckets().create(TestStore.BUCKET, TestStore.OWNER, LocationConstraint.NONE);

  @BeforeEach
  void begin() {
    clock.step(Duration.ofSeconds(1));
  }

  /** What is left of rows: those of a moment, but for some that are lost. */
  record Left(NavigableMap<Key, byte[]> rows, Predicate<Key> isLost) implements SalvagedRows {
    @Override
    public void forEach(Consumer<Row.Entry> action, Runnable stopPoint) {
      rows.forEach((key, value) -> {
        if (key.tag() != Keyspace.BULK_TAG && !isLost.test(key)) {
          action.accept(new Row.Entry(key, value));
        }
      });
    }

    @Override
    public Optional<byte[]> bulk(Key key, boolean isExpected) {
      return Optional.ofNullable(rows.get(key)).filter(value -> !isLost.test(key));
    }

    @Override
    public boolean mayBeLost(Key key) {
      return isLost.test(key);
    }

    @Override
    public Loss loss() {
      return new Loss(false, false, false, 0, 0);
    }
  }

  static NavigableMap<Key, byte[]> rows(MetadataStore metadata) {
    NavigableMap<Key, byte[]> rows = new TreeMap<>();
    RangeReader.of(metadata)
        .rows(
            Key.of(new byte[] {0}),
            Key.of(new byte[] {(byte) 0xFF}),
            500,
            row -> {
              rows.put(row.key(), row.value());
              return true;
            });
    return rows;
  }

  RebuildReport rebuild(SalvagedRows salvaged) {
    return rebuild(salvaged, made);
  }

  RebuildReport rebuild(SalvagedRows salvaged, MetadataStore to) {
    RebuildListener nobody =
        new RebuildListener() {
          @Override
          public void stage(Stage stage) {}

          @Override
          public void done(long more) {}
        };
    return Rebuild.of(salvaged, to, new MemoryMetadataStore(), blobs, clock, nobody).run();
  }

  void requireClean(MetadataStore of) {
    List<Finding> findings = new ArrayList<>();
    Inspection.of(of, blobs, new Inspection.Options(true, 0), clock).run(findings::add);
    findings.removeIf(finding -> finding.kind() == Finding.Kind.AUDIT);
    assertThat(findings).isEmpty();
    assertThat(new StoreCheck(of, blobs).findings())
        .filteredOn(finding -> finding.kind() != io.bytebucket.testkit.model.Finding.Kind.AUDIT)
        .isEmpty();
  }

  byte[] put(String key, int length) {
    byte[] body = TestStore.randomBytes(random, length);
    try {
      store
          .writer()
          .put(
              TestStore.request(key, length, new WriteCondition.None(), DigestClaims.NONE),
              new ByteArrayInputStream(body));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    clock.step(Duration.ofSeconds(1));
    return body;
  }

  void delete(String key) {
    store
        .remover()
        .delete(
            TestStore.BUCKET,
            new ObjectRemover.Target(
                new ObjectKey(key), VersionSelector.current(), new WriteCondition.None()),
            TestStore.OWNER);
  }

  Optional<byte[]> get(String key) {
    Store rebuilt = Stores.open(Stores.join(made, blobs), clock, TestStore.INLINE_LIMIT_BYTES);
    try (ObjectReader.Content content =
        rebuilt.reader().open(ObjectReader.Source.current(TestStore.BUCKET, new ObjectKey(key)))) {
      return Optional.of(TestStore.bytes(content, 0, content.object().sizeBytes()));
    } catch (StoreException e) {
      assertThat(e.failure()).isInstanceOf(Failure.NoSuchKey.class);
      return Optional.empty();
    }
  }

  Uploads.Handle begin(String key) {
    Upload upload =
        store
            .uploads()
            .create(
                TestStore.BUCKET,
                new ObjectKey(key),
                TestStore.ATTRIBUTES,
                Upload.ChecksumPlan.DEFAULT,
                TestStore.OWNER);
    return new Uploads.Handle(TestStore.BUCKET, new ObjectKey(key), upload.id());
  }

  UploadedPart part(Uploads.Handle upload, int number, int length) {
    try {
      UploadedPart part =
          store
              .partWriter()
              .put(
                  new PartWriter.Put(upload, number, length, DigestClaims.NONE, Optional.empty()),
                  new ByteArrayInputStream(TestStore.randomBytes(random, length)))
              .part();
      clock.step(Duration.ofSeconds(1));
      return part;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void complete(Uploads.Handle upload, List<UploadedPart> parts) {
    store.completer().complete(Stores.completion(upload, parts, TestStore.OWNER));
  }

  /** An object of so many parts that its layout has rows of its own, the last of them small. */
  void putInParts(String key) {
    Uploads.Handle upload = begin(key);
    List<UploadedPart> parts = new ArrayList<>();
    for (int number = 1; number <= 30; number++) {
      parts.add(part(upload, number, 1_000));
    }
    parts.add(part(upload, 31, 10));
    complete(upload, parts);
  }

  static Predicate<Key> of(Key table) {
    return key -> key.tag() == table.tag();
  }

  static long references(MetadataStore of, BlobId blob) {
    return of.<Long>read(snapshot -> snapshot.counter(Keyspace.references(blob)));
  }

  void plant(Consumer<Transaction> change) {
    metadata.write(transaction -> {
      change.accept(transaction);
      return transaction;
    });
  }

  void repair() {
    Repair.Outcome _ =
        Repair.of(metadata, blobs, new Inspection.Options(true, 0), clock).run(finding -> {});
  }
}
