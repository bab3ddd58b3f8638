package io.bytebucket.core.rebuild;

import io.bytebucket.core.blob.BlobLedger;
import io.bytebucket.core.bucket.Bucket;
import io.bytebucket.core.check.Damage;
import io.bytebucket.core.check.Quarantine;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.object.ObjectKey;
import io.bytebucket.core.schema.Keyspace;
import io.bytebucket.core.schema.Keyspace.BucketCounter;
import io.bytebucket.core.schema.StoredKey;
import io.bytebucket.core.schema.WholeTables;
import io.bytebucket.core.store.BlobId;
import io.bytebucket.core.store.BlobReader;
import io.bytebucket.core.store.BlobStore;
import io.bytebucket.core.store.Key;
import io.bytebucket.core.store.MetadataStore;
import io.bytebucket.core.store.RangeReader;
import io.bytebucket.core.store.Row;
import io.bytebucket.core.store.ScanRequest;
import io.bytebucket.core.store.Transaction;
import io.bytebucket.core.upload.PartLabel;
import io.bytebucket.core.upload.Upload;
import io.bytebucket.core.upload.UploadCodec;
import io.bytebucket.core.upload.UploadId;
import io.bytebucket.core.upload.UploadTrace;
import io.bytebucket.core.upload.UploadedPart;
import io.bytebucket.core.upload.UploadedPartCodec;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Makes parts anew of what blobs say, and the uploads that they belong to. Those of uploads that
 * were completed are left over: the object names the others.
 */
final class FoundParts {
  private static final int PAGE_ROWS = 500;

  private final BlobStore blobs;
  private final Counts counts;
  private final Instant now;
  private final Predicate<BlobId> isCompleted;

  FoundParts(BlobStore blobs, Counts counts, Instant now, Predicate<BlobId> isCompleted) {
    this.blobs = blobs;
    this.counts = counts;
    this.now = now;
    this.isCompleted = isCompleted;
  }

  /** Makes one part, unless something names the blob by now. */
  void make(Transaction transaction, BlobId blob, PartLabel label) {
    if (BlobLedger.unaccounted(transaction, List.of(blob)).isEmpty()) {
      return;
    }
    Optional<Bucket> bucket = FoundBuckets.of(transaction, label.bucket());
    if (bucket.isEmpty()) {
      replaced(transaction, blob, "a part of a bucket that is gone, or whose name another one has");
    } else if (!isWhole(blob, label.part())) {
      Quarantine.keep(transaction, blob, "a part whose bytes are not whole", now);
      counts.notWhole++;
    } else if (!isOpen(transaction, bucket.get(), label)) {
      replaced(transaction, blob, "a part that is left over from an upload that is over");
    } else {
      put(transaction, bucket.get(), blob, label);
    }
  }

  /**
   * Makes the uploads anew to which parts belong that were taken over, if nothing of them is left
   * but that.
   */
  void uploadsOfRows(MetadataStore to, Survey survey) {
    traces(to);
    Key from = WholeTables.parts();
    while (true) {
      Key start = from;
      List<Row.Entry> first =
          to.<List<Row.Entry>>read(snapshot ->
              snapshot
                  .scan(ScanRequest.range(start, WholeTables.parts().afterPrefix(), 1))
                  .entries());
      if (first.isEmpty()) {
        return;
      }
      from = first.getFirst().key().next();
      if (StoredKey.of(first.getFirst().key()).orElse(null)
          instanceof StoredKey.OfPart(BlobId id, int _)) {
        from = Keyspace.parts(id).afterPrefix();
        Optional<PartLabel> label = survey.openUpload(id);
        label.ifPresent(known -> reopen(to, known));
      }
    }
  }

  /** Notes where uploads are, of which that note is lost. */
  private static void traces(MetadataStore to) {
    Key uploads = Key.of(new byte[] {Keyspace.uploads(1, new byte[0]).tag()});
    RangeReader.of(to)
        .rows(
            uploads,
            uploads.afterPrefix(),
            PAGE_ROWS,
            row -> {
              if (StoredKey.of(row.key()).orElse(null)
                  instanceof StoredKey.OfUpload(long bucketId, String key, BlobId id)) {
                to.<Boolean>write(transaction -> trace(transaction, bucketId, key, id, row));
              }
              return true;
            });
  }

  private static boolean trace(
      Transaction transaction, long bucketId, String name, BlobId id, Row.Entry row) {
    Key trace = Keyspace.uploadByAge(id);
    if (transaction.get(trace).isPresent()) {
      return false;
    }
    try {
      ObjectKey key = new ObjectKey(name);
      Upload upload = UploadCodec.decode(new UploadId(id), key, row.value());
      transaction.put(trace, new UploadTrace.Open(bucketId, key, upload.initiatedAt()).encode());
      return true;
    } catch (RuntimeException e) {
      // The check at the end says so.
      Damage.requireOf(e);
      return false;
    }
  }

  private void reopen(MetadataStore to, PartLabel label) {
    Counts before = counts.copy();
    try {
      to.<Boolean>write(transaction -> {
        counts.set(before);
        Optional<Bucket> bucket = FoundBuckets.of(transaction, label.bucket());
        return bucket.isPresent() && isOpen(transaction, bucket.get(), label);
      });
    } catch (RuntimeException e) {
      // The check at the end says so.
      Damage.requireOf(e);
      counts.set(before);
    }
  }

  private void replaced(Transaction transaction, BlobId blob, String reason) {
    Quarantine.keep(transaction, blob, reason, now);
    counts.replaced++;
  }

  private boolean isWhole(BlobId blob, UploadedPart part) {
    boolean isOwn = part.extents().size() == 1 && part.extents().getFirst().blob().equals(blob);
    try (BlobReader reader = blobs.open(blob)) {
      return isOwn && reader.lengthBytes() == part.sizeBytes();
    } catch (StoreException e) {
      if (e.failure() instanceof Failure.Corrupt) {
        return false;
      }
      throw e;
    }
  }

  /** Makes sure that the upload is under way; false if it is over. */
  private boolean isOpen(Transaction transaction, Bucket bucket, PartLabel label) {
    Upload upload = label.upload();
    BlobId id = upload.id().number();
    Key row = Keyspace.upload(bucket.id(), upload.key().toBytes(), id);
    if (transaction.get(row).isPresent()) {
      return true;
    }
    Key trace = Keyspace.uploadByAge(id);
    boolean isOver =
        isCompleted.test(id)
            || transaction
                .get(trace)
                .map(UploadTrace::decode)
                .filter(UploadTrace.Completed.class::isInstance)
                .isPresent();
    if (isOver) {
      return false;
    }
    transaction.put(row, label.uploadRow());
    // As if it had begun now: it may be all that is left of an object, and is not to expire at
    // once.
    transaction.put(trace, new UploadTrace.Open(bucket.id(), upload.key(), now).encode());
    transaction.add(Keyspace.counter(bucket.id(), BucketCounter.UPLOADS), 1);
    counts.uploads++;
    return true;
  }

  private void put(Transaction transaction, Bucket bucket, BlobId blob, PartLabel label) {
    UploadedPart part = label.part();
    Key row = Keyspace.part(label.upload().id().number(), part.number());
    Key counter = Keyspace.counter(bucket.id(), BucketCounter.PART_BYTES);
    Optional<byte[]> there = transaction.get(row);
    if (there.isPresent()) {
      UploadedPart known = UploadedPartCodec.decode(part.number(), there.get());
      if (known.lastModified().isAfter(part.lastModified())) {
        replaced(transaction, blob, "a part that was replaced by a later one");
        return;
      }
      Quarantine.note(
          transaction, row, there.get(), "a part that was replaced by a later one", now);
      transaction.add(counter, known.isCounted() ? -known.sizeBytes() : 0);
      counts.displaced++;
    } else {
      counts.parts++;
    }
    transaction.put(row, label.partRow());
    transaction.add(counter, part.sizeBytes());
    BlobLedger.found(transaction, List.of(blob));
  }
}
