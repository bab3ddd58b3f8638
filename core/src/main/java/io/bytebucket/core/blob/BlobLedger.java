package io.bytebucket.core.blob;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.schema.Keyspace;
import io.bytebucket.core.schema.Keyspace.SystemRecord;
import io.bytebucket.core.store.BlobId;
import io.bytebucket.core.store.Counters;
import io.bytebucket.core.store.Key;
import io.bytebucket.core.store.Snapshot;
import io.bytebucket.core.store.Transaction;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

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

  private static final Key EPOCH = Keyspace.system(SystemRecord.EPOCH);

  private BlobLedger() {}

  /** Takes in a blob that was just made; its first reference is that of the caller. */
  static void adoptInline(Transaction transaction, BlobId blob, byte[] value) {
    transaction.put(Keyspace.inlineBytes(blob), value);
  }

  /**
   * Takes in a blob that was just made; its first reference is that of the caller.
   *
   * @throws StoreException with {@link Failure.Busy} when the start that made it counts as over: it
   *     may have been swept away already
   */
  static void adoptStored(Transaction transaction, BlobId blob) {
    if (!Lease.stands(transaction, blob.start())) {
      throw new StoreException(new Failure.Busy(1));
    }
    transaction.put(Keyspace.references(blob), Counters.encode(1));
  }

  /** Takes in stored blobs that were found, for one more that names them, once each. */
  public static void found(Transaction transaction, Collection<BlobId> blobs) {
    for (BlobId blob : new LinkedHashSet<>(blobs)) {
      Key references = Keyspace.references(blob);
      transaction.put(references, Counters.encode(transaction.counter(references) + 1));
    }
  }

  /** Takes in bytes that stand in the metadata; their first reference is that of the caller. */
  public static void foundInline(Transaction transaction, BlobId blob, byte[] bytes) {
    adoptInline(transaction, blob, InlineBytes.encode(blob, bytes, bytes.length));
  }

  /** Adds a reference to each blob that these extents name. */
  public static void share(Transaction transaction, Collection<Extent> extents) {
    for (Counted counted : count(transaction, extents)) {
      transaction.put(
          Keyspace.references(counted.extent().blob()),
          Counters.encode(Math.max(1, counted.references()) + 1));
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
    List<Extent> condemned = new ArrayList<>(0);
    for (Counted counted : count(transaction, extents)) {
      BlobId blob = counted.extent().blob();
      if (counted.references() > 1) {
        transaction.put(Keyspace.references(blob), Counters.encode(counted.references() - 1));
      } else if (counted.references() == UNRECORDED_ONCE && isReadWithRecord) {
        transaction.delete(Keyspace.inlineBytes(blob));
      } else {
        transaction.delete(Keyspace.references(blob));
        condemned.add(counted.extent());
      }
    }
    if (!condemned.isEmpty()) {
      long epoch = transaction.counter(EPOCH);
      condemned.forEach(extent ->
          transaction.put(
              Keyspace.garbage(extent.blob()), new Garbage(extent.placement(), epoch).encode()));
    }
  }

  /** Those of these blobs that no record names and that have no garbage record either. */
  public static List<BlobId> unaccounted(Snapshot snapshot, List<BlobId> blobs) {
    List<Key> keys = new ArrayList<>(2 * blobs.size());
    for (BlobId blob : blobs) {
      keys.add(Keyspace.references(blob));
      keys.add(Keyspace.garbage(blob));
    }
    List<Optional<byte[]>> records = snapshot.getAll(keys);
    return IntStream.range(0, blobs.size())
        .filter(i -> records.get(2 * i).isEmpty() && records.get(2 * i + 1).isEmpty())
        .mapToObj(blobs::get)
        .toList();
  }

  /** An extent of a blob, and how many references there are to that. */
  private record Counted(Extent extent, long references) {}

  /** One extent for each blob: an object that names a blob twice holds one reference to it. */
  private static List<Counted> count(Snapshot snapshot, Collection<Extent> extents) {
    if (extents.size() == 1) {
      Extent only = extents.iterator().next();
      return List.of(count(only, snapshot.get(Keyspace.references(only.blob()))));
    }
    Map<BlobId, Extent> distinct = new LinkedHashMap<>();
    extents.forEach(extent -> distinct.putIfAbsent(extent.blob(), extent));
    List<Optional<byte[]>> records =
        snapshot.getAll(distinct.keySet().stream().map(Keyspace::references).toList());
    List<Counted> counted = new ArrayList<>(records.size());
    distinct.values().forEach(extent -> counted.add(count(extent, records.get(counted.size()))));
    return counted;
  }

  private static Counted count(Extent extent, Optional<byte[]> record) {
    return new Counted(extent, references(extent, record));
  }

  private static long references(Extent extent, Optional<byte[]> record) {
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
}
