package io.bytebucket.core.blob;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.schema.Keyspace;
import io.bytebucket.core.schema.RecordReader;
import io.bytebucket.core.schema.RecordWriter;
import io.bytebucket.core.store.BlobId;
import io.bytebucket.core.store.Counters;
import io.bytebucket.core.store.Snapshot;
import io.bytebucket.core.store.Transaction;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps count of who names which blob. It is the part of a commit that keeps bytes alive or
 * releases them.
 *
 * <p>A blob in the blob store has a reference record from the commit that names it first until the
 * commit that releases it last. An inline blob gets one only when a second object names it. The
 * last release leaves a garbage record, and the collector deletes the bytes when nobody reads them
 * any more. Some bytes are deleted at once, because nobody can be reading them: inline bytes that
 * only ever belonged to one object and are all it has, since readers get them together with its
 * record.
 */
public final class BlobLedger {
  /**
   * An inline blob without a reference record has one reference, so there is no record to delete.
   */
  private static final long UNRECORDED_ONCE = 0;

  private static final int GARBAGE_VERSION = 1;
  private static final Extent.Placement[] PLACEMENTS = Extent.Placement.values();

  private BlobLedger() {}

  /** Takes in a blob that was just made; its first reference is that of the caller. */
  static void adoptInline(Transaction transaction, BlobId blob, byte[] value) {
    transaction.put(Keyspace.inlineBytes(blob), value);
  }

  /** Takes in a blob that was just made; its first reference is that of the caller. */
  static void adoptStored(Transaction transaction, BlobId blob) {
    transaction.put(Keyspace.references(blob), Counters.encode(1));
  }

  /** Adds a reference to each blob that these extents name. */
  public static void share(Transaction transaction, Collection<Extent> extents) {
    for (Extent extent : distinctBlobs(extents)) {
      long references = Math.max(1, references(transaction, extent));
      transaction.put(Keyspace.references(extent.blob()), Counters.encode(references + 1));
    }
  }

  /**
   * Removes a reference from each blob that these extents name. Without references its bytes are
   * released.
   */
  public static void release(Transaction transaction, Collection<Extent> extents) {
    release(transaction, extents, extents.size() == 1);
  }

  /** The same, of bytes that readers pin, and take after the record, though they may be few. */
  public static void releasePinned(Transaction transaction, Collection<Extent> extents) {
    release(transaction, extents, false);
  }

  private static void release(
      Transaction transaction, Collection<Extent> extents, boolean isReadWithRecord) {
    for (Extent extent : distinctBlobs(extents)) {
      BlobId blob = extent.blob();
      long references = references(transaction, extent);
      if (references > 1) {
        transaction.put(Keyspace.references(blob), Counters.encode(references - 1));
        continue;
      }
      if (references == UNRECORDED_ONCE && isReadWithRecord) {
        transaction.delete(Keyspace.inlineBytes(blob));
        continue;
      }
      transaction.delete(Keyspace.references(blob));
      transaction.put(Keyspace.garbage(blob), garbage(extent.placement()));
    }
  }

  /** The stored form of a garbage record: it says where the blob is kept. */
  private static byte[] garbage(Extent.Placement placement) {
    return new RecordWriter(GARBAGE_VERSION).constant(placement).toBytes();
  }

  /**
   * Where the blob of a garbage record is kept.
   *
   * @throws StoreException with {@link Failure.Corrupt} when it is not such a record
   */
  public static Extent.Placement garbagePlacement(byte[] record) {
    RecordReader in = new RecordReader("garbage", record, GARBAGE_VERSION);
    Extent.Placement placement = in.constant(PLACEMENTS);
    in.end();
    return placement;
  }

  /** Whether some record names the blob, or there is already a garbage record for it. */
  public static boolean isAccountedFor(Snapshot snapshot, BlobId blob) {
    return snapshot.get(Keyspace.references(blob)).isPresent()
        || snapshot.get(Keyspace.garbage(blob)).isPresent();
  }

  private static long references(Snapshot snapshot, Extent extent) {
    Optional<byte[]> record = snapshot.get(Keyspace.references(extent.blob()));
    if (record.isPresent()) {
      long references = Counters.decode(record.get());
      if (references < 1) {
        throw new StoreException(
            new Failure.Corrupt("blob references", extent.blob() + " below one"));
      }
      return references;
    }
    return switch (extent.placement()) {
      case INLINE -> UNRECORDED_ONCE;
      case STORED ->
          throw new StoreException(
              new Failure.Corrupt("blob references", extent.blob() + " missing"));
    };
  }

  /** One extent for each blob: an object that names a blob twice has one reference to it. */
  private static Collection<Extent> distinctBlobs(Collection<Extent> extents) {
    if (extents.size() < 2) {
      return extents;
    }
    Set<BlobId> seen = new LinkedHashSet<>();
    return List.copyOf(extents.stream().filter(extent -> seen.add(extent.blob())).toList());
  }
}
