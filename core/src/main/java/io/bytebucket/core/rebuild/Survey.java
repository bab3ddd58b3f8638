package io.bytebucket.core.rebuild;

import io.bytebucket.core.blob.BlobLedger;
import io.bytebucket.core.bucket.BucketOutline;
import io.bytebucket.core.schema.Keyspace;
import io.bytebucket.core.schema.RecordReader;
import io.bytebucket.core.schema.RecordWriter;
import io.bytebucket.core.store.BlobId;
import io.bytebucket.core.store.BlobStore;
import io.bytebucket.core.store.Key;
import io.bytebucket.core.store.MetadataStore;
import io.bytebucket.core.store.Transaction;
import io.bytebucket.core.upload.PartLabel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Asks all blobs what they are. Two walks: one for what must be known before anything is made, one
 * for those that no row names. What it finds it puts into the scratch store, which sorts it: memory
 * does not grow with the number of blobs.
 */
final class Survey {
  private static final int BATCH = 200;
  private static final int OUTLINE_VERSION = 1;

  private final LostRows lost;
  private final BlobStore blobs;
  private final MetadataStore to;
  private final MetadataStore scratch;
  private final RebuildListener listener;
  private final Runnable stopPoint;
  private int lastStart;
  private long lastBucketId;

  Survey(
      LostRows lost,
      BlobStore blobs,
      MetadataStore to,
      MetadataStore scratch,
      RebuildListener listener,
      Runnable stopPoint) {
    this.lost = lost;
    this.blobs = blobs;
    this.to = to;
    this.scratch = scratch;
    this.listener = listener;
    this.stopPoint = stopPoint;
  }

  /** The latest start of which there are blobs; 0 for none. */
  int lastStart() {
    return lastStart;
  }

  /** The highest id of a bucket that blobs tell of; 0 for none. */
  long lastBucketId() {
    return lastBucketId;
  }

  @SuppressWarnings("ArrayRecordComponent") // a carrier that is written once and never compared
  private record Labelled(BlobId blob, byte[] label, boolean mayBeLost) {}

  /**
   * Finds out which buckets there were, which uploads were completed, and which objects may have
   * lost their record: a copy may name their bytes all the same.
   */
  void first() {
    List<Labelled> batch = new ArrayList<>();
    blobs.forEach(blob -> {
      stopPoint.run();
      listener.done(1);
      lastStart = Math.max(lastStart, blob.start());
      labelled(blob).ifPresent(batch::add);
      if (batch.size() == BATCH) {
        note(batch);
      }
    });
    note(batch);
  }

  private Optional<Labelled> labelled(BlobId blob) {
    return Said.labelOf(blobs, blob)
        .map(label -> new Labelled(blob, label, mayBeLost(Said.of(label))));
  }

  private boolean mayBeLost(Said said) {
    return switch (said) {
      case Said.OfObject(var label) -> lost.mayBeRecordOf(label);
      case Said.OfAssembly(var label) -> lost.mayBeRecordOf(label.object());
      case Said.OfPart(var label) ->
          lost.mayBe(Keyspace.part(label.upload().id().number(), label.part().number()));
    };
  }

  private void note(List<Labelled> batch) {
    scratch.write((Transaction transaction) -> {
      for (Labelled each : batch) {
        Said said = Said.of(each.label());
        note(transaction, said);
        if (each.mayBeLost() && !(said instanceof Said.OfPart)) {
          keep(transaction, each);
        }
      }
      return batch;
    });
    batch.clear();
  }

  private void note(Transaction transaction, Said said) {
    BucketOutline bucket = said.bucket();
    lastBucketId = Math.max(lastBucketId, bucket.id());
    long millis =
        switch (said) {
          case Said.OfObject object -> object.label().madeAt().toEpochMilli();
          case Said.OfAssembly assembly -> {
            assembly
                .label()
                .upload()
                .ifPresent(
                    id -> transaction.put(ScratchKeys.completed(id.number()), new byte[] {1}));
            yield assembly.label().object().madeAt().toEpochMilli();
          }
          case Said.OfPart(PartLabel label) -> {
            transaction.put(ScratchKeys.upload(label.upload().id().number()), label.encode());
            yield label.part().lastModified().toEpochMilli();
          }
        };
    Key place = ScratchKeys.outline(bucket.id());
    boolean isLater =
        transaction.get(place).filter(known -> reader(known).number() > millis).isEmpty();
    if (isLater) {
      RecordWriter out = new RecordWriter(OUTLINE_VERSION).number(Math.max(0, millis));
      bucket.write(out);
      transaction.put(place, out.toBytes());
    }
  }

  private static RecordReader reader(byte[] outline) {
    return new RecordReader("outline", outline, OUTLINE_VERSION);
  }

  /** What a part says of its upload, if that was not completed. */
  Optional<PartLabel> openUpload(BlobId upload) {
    Optional<byte[]> label =
        scratch.read(snapshot ->
            snapshot.get(ScratchKeys.completed(upload)).isPresent()
                ? Optional.empty()
                : snapshot.get(ScratchKeys.upload(upload)));
    return label
        .map(Said::of)
        .filter(Said.OfPart.class::isInstance)
        .map(said -> ((Said.OfPart) said).label());
  }

  /** The latest that blobs say of a bucket. */
  Optional<BucketOutline> outline(long bucketId) {
    Optional<byte[]> stored = scratch.read(snapshot -> snapshot.get(ScratchKeys.outline(bucketId)));
    return stored.map(outline -> {
      RecordReader in = reader(outline);
      in.number();
      return BucketOutline.read(in);
    });
  }

  /**
   * Finds those that no row names and that are not to be deleted. What one tells of whose row is
   * not lost is not made: it is kept, unless what is made names it.
   *
   * @param unlabelled takes those that say nothing, in batches
   */
  void second(BiConsumer<Transaction, BlobId> unlabelled) {
    List<BlobId> batch = new ArrayList<>();
    blobs.forEach(blob -> {
      stopPoint.run();
      listener.done(1);
      batch.add(blob);
      if (batch.size() == BATCH) {
        lookUp(batch, unlabelled);
      }
    });
    lookUp(batch, unlabelled);
  }

  private void lookUp(List<BlobId> batch, BiConsumer<Transaction, BlobId> unlabelled) {
    List<BlobId> unnamed = to.read(snapshot -> BlobLedger.unaccounted(snapshot, batch));
    batch.clear();
    List<Labelled> labelled = new ArrayList<>();
    List<BlobId> silent = new ArrayList<>();
    for (BlobId blob : unnamed) {
      labelled(blob).ifPresentOrElse(labelled::add, () -> silent.add(blob));
    }
    if (!silent.isEmpty()) {
      to.write((Transaction transaction) -> {
        silent.forEach(blob -> unlabelled.accept(transaction, blob));
        return silent;
      });
    }
    if (!labelled.isEmpty()) {
      scratch.write((Transaction transaction) -> {
        for (Labelled each : labelled) {
          if (each.mayBeLost()) {
            keep(transaction, each);
          } else {
            transaction.put(ScratchKeys.over(each.blob()), new byte[] {1});
          }
        }
        return labelled;
      });
    }
  }

  private static void keep(Transaction transaction, Labelled each) {
    Said said = Said.of(each.label());
    Key place =
        switch (said) {
          case Said.OfObject(var label) ->
              ScratchKeys.object(
                  label.bucket().id(),
                  label.key().toBytes(),
                  label.madeAt().toEpochMilli(),
                  each.blob());
          case Said.OfAssembly(var label) ->
              ScratchKeys.object(
                  label.object().bucket().id(),
                  label.object().key().toBytes(),
                  label.object().madeAt().toEpochMilli(),
                  each.blob());
          case Said.OfPart(var label) ->
              ScratchKeys.part(
                  label.upload().id().number(),
                  label.part().number(),
                  label.part().lastModified().toEpochMilli(),
                  each.blob());
        };
    transaction.put(place, each.label());
    transaction.put(ScratchKeys.wanted(said.bucket().id()), new byte[] {1});
  }
}
