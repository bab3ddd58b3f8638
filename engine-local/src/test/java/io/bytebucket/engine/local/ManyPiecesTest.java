package io.bytebucket.engine.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.core.Store;
import io.bytebucket.core.acl.ObjectAccess;
import io.bytebucket.core.blob.Extent;
import io.bytebucket.core.bucket.Bucket;
import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.bucket.LocationConstraint;
import io.bytebucket.core.layout.Layout;
import io.bytebucket.core.object.ETag;
import io.bytebucket.core.object.ObjectAttributes;
import io.bytebucket.core.object.ObjectCopier;
import io.bytebucket.core.object.ObjectKey;
import io.bytebucket.core.object.ObjectReader;
import io.bytebucket.core.object.ObjectRecord;
import io.bytebucket.core.object.ObjectRecordCodec;
import io.bytebucket.core.object.ObjectRemover;
import io.bytebucket.core.object.ReadConditions;
import io.bytebucket.core.object.VersionId;
import io.bytebucket.core.object.WriteCondition;
import io.bytebucket.core.schema.Keyspace;
import io.bytebucket.core.schema.Keyspace.BucketCounter;
import io.bytebucket.core.store.BlobId;
import io.bytebucket.core.store.Key;
import io.bytebucket.core.store.Row;
import io.bytebucket.core.store.ScanRequest;
import io.bytebucket.core.user.UserId;
import io.bytebucket.testkit.model.Stores;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commits that let go, or share, as many blobs as one request can name. */
class ManyPiecesTest {
  private static final BucketName BUCKET = new BucketName("photos");
  private static final UserId OWNER = new UserId("AKOWNER");

  /** As many parts as there may be, each of as many pieces as a copied part may have. */
  private static final int PIECES_MAX = 80_000;

  @TempDir Path directory;

  private LocalEngine engine;
  private Store services;

  @BeforeEach
  void open() {
    engine = LocalEngine.open(directory, Keyspace.BULK_TAG);
    services = Stores.open(engine, Clock.systemUTC(), 100);
    services.buckets().create(BUCKET, OWNER, LocationConstraint.NONE);
  }

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void aBatchOfObjectsOfManyPartsIsDeleted() {
    List<ObjectRemover.Target> targets = new ArrayList<>();
    for (int i = 0; i < ObjectRemover.BATCH_LIMIT; i++) {
      // A GiB in parts of 8 MiB.
      make("key-" + i, 128);
      targets.add(new ObjectRemover.Target(new ObjectKey("key-" + i), new WriteCondition.None()));
    }

    assertThat(services.remover().deleteAll(BUCKET, targets, OWNER, ObjectRemover.Guard.NONE))
        .hasSize(targets.size())
        .containsOnly(new ObjectRemover.Outcome.Gone());

    requireEmpty();
  }

  @Test
  void anObjectOfMostPiecesIsCopiedOverAnotherAndBothAreDeleted() {
    make("a", PIECES_MAX);
    make("b", PIECES_MAX);

    services
        .copier()
        .copy(
            new ObjectCopier.Copy(
                ObjectReader.Source.current(BUCKET, new ObjectKey("a")),
                ReadConditions.NONE,
                BUCKET,
                new ObjectKey("b"),
                Optional.empty(),
                Optional.empty(),
                ObjectCopier.TagGuard.NONE,
                Optional.empty(),
                ObjectAccess.UNSAID,
                Optional.empty(),
                OWNER,
                new WriteCondition.None()));

    assertThat(collect()).isEqualTo(PIECES_MAX);
    services
        .remover()
        .deleteAll(
            BUCKET,
            List.of(
                new ObjectRemover.Target(new ObjectKey("a"), new WriteCondition.None()),
                new ObjectRemover.Target(new ObjectKey("b"), new WriteCondition.None())),
            OWNER,
            ObjectRemover.Guard.NONE);
    requireEmpty();
  }

  /** Collects round by round, each of bounded length. */
  private int collect() {
    int collected = 0;
    do {
      int inRound = services.upkeep().collector().collect();
      assertThat(inRound).isLessThan(PIECES_MAX / 4);
      collected += inRound;
    } while (services.upkeep().collector().isMoreDue());
    return collected;
  }

  private void requireEmpty() {
    collect();
    services.buckets().delete(BUCKET);
    for (Key table :
        List.of(
            Key.of(new byte[] {Keyspace.BULK_TAG}),
            Keyspace.allGarbage(),
            Key.of(new byte[] {'r'}))) {
      List<Row> left =
          engine.metadata().read(snapshot -> snapshot.scan(ScanRequest.prefix(table, 1)).rows());
      assertThat(left).isEmpty();
    }
  }

  /** An object in that many inline pieces, as completing an upload makes it, in one commit. */
  private void make(String key, int pieces) {
    Bucket bucket = services.buckets().get(BUCKET);
    List<Extent> extents = new ArrayList<>();
    for (int i = 0; i < pieces; i++) {
      BlobId blob = services.ids().next();
      extents.add(new Extent(Extent.Placement.INLINE, blob, 0, 1));
    }
    ObjectRecord object =
        new ObjectRecord(
            new VersionId(1, true),
            false,
            Instant.ofEpochMilli(0),
            pieces,
            new ETag("0".repeat(32) + "-" + pieces),
            ObjectAttributes.NONE,
            OWNER,
            Optional.empty(),
            new Layout.Here(extents, List.of()));
    engine
        .metadata()
        .write(transaction -> {
          for (Extent extent : extents) {
            transaction.put(Keyspace.inlineBytes(extent.blob()), new byte[1]);
          }
          transaction.put(
              Keyspace.object(bucket.id(), new ObjectKey(key).toBytes()),
              ObjectRecordCodec.encode(object));
          transaction.add(Keyspace.counter(bucket.id(), BucketCounter.OBJECTS), 1);
          transaction.add(Keyspace.counter(bucket.id(), BucketCounter.BYTES), pieces);
          return object;
        });
  }
}
