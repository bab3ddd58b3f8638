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
 * Who names which layout: the part of a commit that keeps the rows of one, and the bytes that it
 * names, or lets them go.
 *
 * <p>A layout that stands apart holds one reference to each of its blobs, however many objects name
 * it, and counts these objects itself: so a copy costs the same whatever it is a copy of.
 */
public final class Layouts {
  private Layouts() {}

  /**
   * Gives a layout the form that it is to be stored in; the references to its blobs, which are the
   * caller's, go with it.
   *
   * @param ids where the id of a new layout comes from
   * @param sizes what is too large for a record
   * @return what the record is to name
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
    // That of every object that was put as a whole: no need to measure it.
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
   * Takes an object from those that a layout belongs to; the last one lets the bytes go.
   *
   * @return how many pieces were let go: what it costs
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
