package io.bytebucket.core.layout;

import io.bytebucket.core.blob.BlobIds;
import io.bytebucket.core.blob.BlobLedger;
import io.bytebucket.core.blob.Extent;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.schema.Keyspace;
import io.bytebucket.core.schema.RecordWriter;
import io.bytebucket.core.store.BlobId;
import io.bytebucket.core.store.Counters;
import io.bytebucket.core.store.Key;
import io.bytebucket.core.store.RangeReader;
import io.bytebucket.core.store.Row;
import io.bytebucket.core.store.ScanRequest;
import io.bytebucket.core.store.Snapshot;
import io.bytebucket.core.store.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Keeps count of who names which layout. It is the part of a commit that keeps the rows of a layout
 * and the bytes that it names, or releases them.
 *
 * <p>A layout with rows of its own has one reference to each of its blobs, however many objects
 * name the layout, and counts these objects itself. So a copy costs the same, whatever it is a copy
 * of.
 */
public final class Layouts {
  private Layouts() {}

  /**
   * Gives a layout the form in which it is stored. The references to its blobs, which the caller
   * holds, become those of the layout.
   *
   * @param ids gives out the id of a new layout
   * @param sizes says what is too large for a record
   * @return the layout for the record
   */
  public static Layout settle(
      Transaction transaction, BlobIds ids, LayoutSizes sizes, Layout layout) {
    if (!(layout instanceof Layout.Here here) || isShort(here, sizes.recordBytes())) {
      return layout;
    }
    BlobId id = ids.next();
    LayoutChunks.write(transaction, id, sizes, here);
    transaction.put(Keyspace.layoutNamings(id), Counters.encode(1));
    return new Layout.Apart(id, here.partCount());
  }

  private static boolean isShort(Layout.Here layout, int limitBytes) {
    // Every object that was put as a whole has such a layout, so it need not be measured.
    if (layout.extents().size() <= 1 && layout.parts().isEmpty()) {
      return true;
    }
    if (layout.extents().size() + layout.parts().size() > limitBytes) {
      return false;
    }
    RecordWriter out = new RecordWriter(1);
    LayoutCodec.write(out, layout);
    return out.toBytes().length <= limitBytes;
  }

  /** Adds an object to those that a layout belongs to. */
  public static void share(Transaction transaction, Layout layout) {
    switch (layout) {
      case Layout.Here here -> BlobLedger.share(transaction, here.extents());
      case Layout.Apart(BlobId id, int _) ->
          transaction.put(
              Keyspace.layoutNamings(id), Counters.encode(namings(transaction, id) + 1));
    }
  }

  /**
   * Removes an object from those that a layout belongs to. After the last one, the bytes are
   * released.
   *
   * @return how many extents were released, which is what it costs
   */
  public static int release(Transaction transaction, Layout layout) {
    return switch (layout) {
      case Layout.Here here -> {
        BlobLedger.release(transaction, here.extents());
        yield here.extents().size();
      }
      case Layout.Apart(BlobId id, int _) -> release(transaction, id);
    };
  }

  private static int release(Transaction transaction, BlobId id) {
    long namings = namings(transaction, id);
    if (namings > 1) {
      transaction.put(Keyspace.layoutNamings(id), Counters.encode(namings - 1));
      return 1;
    }
    List<Extent> extents = new ArrayList<>();
    List<Key> rows = new ArrayList<>();
    forEach(
        transaction,
        Keyspace.layoutExtents(id),
        row -> {
          rows.add(row.key());
          extents.addAll(LayoutChunks.extents(row).extents());
        });
    forEach(transaction, Keyspace.layoutParts(id), row -> rows.add(row.key()));
    rows.forEach(transaction::delete);
    transaction.delete(Keyspace.layoutIndex(id));
    transaction.delete(Keyspace.layoutNamings(id));
    BlobLedger.releasePinned(transaction, extents);
    return extents.size();
  }

  private static void forEach(Snapshot snapshot, Key prefix, Consumer<Row.Entry> action) {
    RangeReader.of(snapshot)
        .rows(
            prefix,
            prefix.afterPrefix(),
            ScanRequest.LIMIT_MAX,
            row -> {
              action.accept(row);
              return true;
            });
  }

  private static long namings(Snapshot snapshot, BlobId id) {
    return snapshot
        .get(Keyspace.layoutNamings(id))
        .map(Counters::decode)
        .filter(namings -> namings > 0)
        .orElseThrow(() -> new StoreException(new Failure.Corrupt("layout", id + " missing")));
  }
}
