package io.bytebucket.core.object;

import io.bytebucket.core.blob.BlobLedger;
import io.bytebucket.core.bucket.Bucket;
import io.bytebucket.core.schema.Keyspace;
import io.bytebucket.core.schema.Keyspace.BucketCounter;
import io.bytebucket.core.store.Snapshot;
import io.bytebucket.core.store.Transaction;
import java.util.Optional;

/** The index of current versions, and what changes with it in one commit: counters and blobs. */
final class CurrentObjects {
  private CurrentObjects() {}

  static Optional<ObjectRecord> find(Snapshot snapshot, Bucket bucket, ObjectKey key) {
    return snapshot.get(Keyspace.object(bucket.id(), key.toBytes())).map(ObjectRecordCodec::decode);
  }

  /** Sets the current version in place of {@code replaced}, whose bytes are let go. */
  static void put(
      Transaction transaction,
      Bucket bucket,
      ObjectKey key,
      ObjectRecord object,
      Optional<ObjectRecord> replaced) {
    replaced.ifPresent(old -> BlobLedger.release(transaction, old.extents()));
    transaction.put(Keyspace.object(bucket.id(), key.toBytes()), ObjectRecordCodec.encode(object));
    count(
        transaction,
        bucket,
        replaced.isPresent() ? 0 : 1,
        object.sizeBytes() - replaced.map(ObjectRecord::sizeBytes).orElse(0L));
  }

  /** Removes the current version, whose bytes are let go. */
  static void remove(Transaction transaction, Bucket bucket, ObjectKey key, ObjectRecord object) {
    BlobLedger.release(transaction, object.extents());
    transaction.delete(Keyspace.object(bucket.id(), key.toBytes()));
    count(transaction, bucket, -1, -object.sizeBytes());
  }

  private static void count(Transaction transaction, Bucket bucket, int objects, long bytes) {
    if (objects != 0) {
      transaction.add(Keyspace.counter(bucket.id(), BucketCounter.OBJECTS), objects);
    }
    if (bytes != 0) {
      transaction.add(Keyspace.counter(bucket.id(), BucketCounter.BYTES), bytes);
    }
  }
}
