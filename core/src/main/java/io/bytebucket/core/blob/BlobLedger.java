package io.bytebucket.core.blob;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.schema.Keyspace;
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
 * Who names which blob: the part of a commit that keeps bytes alive or lets them go.
 *
 * <p>A blob in the blob store has a reference record from the commit that first names it until the
 * commit that last does; an inline blob has one only while more than one object names it. The last
 * release deletes inline bytes in the same commit, and leaves a garbage record for stored ones.
 */
public final class BlobLedger {
  private static final long RECORDED_ONCE = 1;

  /** An inline blob without a record has one reference, and no record to delete. */
  private static final long UNRECORDED_ONCE = 0;

  private BlobLedger() {}

  /** Takes in a blob that was just made; its first reference is that of the caller. */
  static void adoptInline(Transaction transaction, BlobId blob, byte[] value) {
    transaction.put(Keyspace.inlineBytes(blob), value);
  }

  /** Takes in a blob that was just made; its first reference is that of the caller. */
  static void adoptStored(Transaction transaction, BlobId blob) {
    transaction.put(Keyspace.references(blob), Counters.encode(1));
  }

  /** Adds a reference to each blob these extents name. */
  public static void share(Transaction transaction, Collection<Extent> extents) {
    for (Extent extent : distinctBlobs(extents)) {
      long references = Math.max(1, references(transaction, extent));
      transaction.put(Keyspace.references(extent.blob()), Counters.encode(references + 1));
    }
  }

  /** Takes a reference from each blob these extents name; the last one lets the bytes go. */
  public static void release(Transaction transaction, Collection<Extent> extents) {
    for (Extent extent : distinctBlobs(extents)) {
      BlobId blob = extent.blob();
      long references = references(transaction, extent);
      if (references > 1) {
        transaction.put(Keyspace.references(blob), Counters.encode(references - 1));
        continue;
      }
      if (references == RECORDED_ONCE) {
        transaction.delete(Keyspace.references(blob));
      }
      switch (extent.placement()) {
        case INLINE -> transaction.delete(Keyspace.inlineBytes(blob));
        case STORED -> transaction.put(Keyspace.garbage(blob), new byte[0]);
      }
    }
  }

  /** Whether a record names the blob, or a garbage record already condemns it. */
  public static boolean isAccountedFor(Snapshot snapshot, BlobId blob) {
    return snapshot.get(Keyspace.references(blob)).isPresent()
        || snapshot.get(Keyspace.garbage(blob)).isPresent();
  }

  private static long references(Snapshot snapshot, Extent extent) {
    Optional<byte[]> record = snapshot.get(Keyspace.references(extent.blob()));
    if (record.isPresent()) {
      return Counters.decode(record.get());
    }
    return switch (extent.placement()) {
      case INLINE -> UNRECORDED_ONCE;
      case STORED ->
          throw new StoreException(
              new Failure.Corrupt("blob references", extent.blob() + " missing"));
    };
  }

  /** One extent for each blob: an object that names a blob twice holds one reference to it. */
  private static Collection<Extent> distinctBlobs(Collection<Extent> extents) {
    if (extents.size() < 2) {
      return extents;
    }
    Set<BlobId> seen = new LinkedHashSet<>();
    return List.copyOf(extents.stream().filter(extent -> seen.add(extent.blob())).toList());
  }
}
