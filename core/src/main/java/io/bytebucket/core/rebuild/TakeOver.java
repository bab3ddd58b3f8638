package io.bytebucket.core.rebuild;

import io.bytebucket.core.blob.Extent;
import io.bytebucket.core.check.Damage;
import io.bytebucket.core.check.Inspection;
import io.bytebucket.core.check.NameReader;
import io.bytebucket.core.layout.Layout;
import io.bytebucket.core.layout.LayoutChunks;
import io.bytebucket.core.object.ObjectRecordCodec;
import io.bytebucket.core.schema.Keyspace;
import io.bytebucket.core.schema.StoredKey;
import io.bytebucket.core.store.BlobId;
import io.bytebucket.core.store.Counters;
import io.bytebucket.core.store.Key;
import io.bytebucket.core.store.MetadataStore;
import io.bytebucket.core.store.Row;
import io.bytebucket.core.store.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Takes over every row that reads, as it is, but for references: those are counted anew, by what
 * the rows name. Bytes that stand in the metadata come with the first that names them. What is of
 * no use alone is left out, because blobs may tell more: a layout that is not whole, and an object
 * that lacks it, or lacks small bytes while others are there.
 */
final class TakeOver implements NameReader.Sink {
  private static final String OF_NO_USE = "left out";
  private static final int BATCH_ROWS = 500;
  private static final long BATCH_BYTES = 4 << 20;

  /** Each may bring the bytes of a small object. */
  private static final int BATCH_NAMES = 100;

  /** No layout is longer: 10,000 parts of 8 pieces each have some two million bytes. */
  private static final long LAYOUT_MAX_BYTES = 8 << 20;

  private final SalvagedRows salvaged;
  private final MetadataStore to;
  private final LostRows lost;
  private final Counts counts;
  private final RebuildListener listener;
  private final Runnable stopPoint;
  private final NameReader names = new NameReader(this);
  private final List<Row.Entry> rows = new ArrayList<>();
  private final List<Named> named = new ArrayList<>();
  private final List<Row.Entry> rowsOfLayout = new ArrayList<>();
  private @Nullable BlobId layout;
  private long bytesOfLayout;
  private long bytes;

  /** Whether the row that is named by is in quarantine. */
  private boolean isInQuarantine;

  private record Named(BlobId blob, Extent.Placement placement, boolean isInQuarantine) {}

  TakeOver(
      SalvagedRows salvaged,
      MetadataStore to,
      LostRows lost,
      Counts counts,
      RebuildListener listener,
      Runnable stopPoint) {
    this.salvaged = salvaged;
    this.to = to;
    this.lost = lost;
    this.counts = counts;
    this.listener = listener;
    this.stopPoint = stopPoint;
  }

  void run() {
    salvaged.forEach(this::take, stopPoint);
    endLayout();
    names.endLayout();
    writeRows();
    writeNames();
    lost.end();
  }

  private void take(Row.Entry row) {
    stopPoint.run();
    listener.done(1);
    Optional<StoredKey> stored = StoredKey.of(row.key());
    if (!(stored.orElse(null) instanceof StoredKey.OfQuarantine)) {
      // Those in quarantine have come one after the other, and the last of them is told of here.
      names.endLayout();
    }
    Optional<BlobId> layout = stored.flatMap(TakeOver::layoutOf);
    if (layout.isPresent()) {
      ofLayout(layout.get(), row);
      return;
    }
    endLayout();
    if (stored.isPresent() && stored.get() instanceof StoredKey.OfReferences) {
      return;
    }
    if (stored.isPresent() && isAlone(stored.get(), row)) {
      counts.row(OF_NO_USE);
      lost.leaveOut(row.key());
      return;
    }
    keep(stored, row);
  }

  private void keep(Optional<StoredKey> stored, Row.Entry row) {
    counts.row(table(stored));
    rows.add(row);
    bytes += row.key().bytes().length + row.value().length;
    if (rows.size() == BATCH_ROWS || bytes > BATCH_BYTES) {
      writeRows();
    }
    stored.ifPresent(key -> name(key, row));
  }

  private static Optional<BlobId> layoutOf(StoredKey stored) {
    return switch (stored) {
      case StoredKey.OfLayoutNamings(BlobId id) -> Optional.of(id);
      case StoredKey.OfLayoutExtents(BlobId id, long _) -> Optional.of(id);
      case StoredKey.OfLayoutParts(BlobId id, int _) -> Optional.of(id);
      case StoredKey.OfLayoutIndex(BlobId id) -> Optional.of(id);
      default -> Optional.empty();
    };
  }

  /** Holds the rows of one layout; of one that is longer than any can be, those that fit. */
  private void ofLayout(BlobId id, Row.Entry row) {
    if (!id.equals(layout)) {
      endLayout();
      layout = id;
    }
    bytesOfLayout += row.key().bytes().length + row.value().length;
    if (bytesOfLayout > LAYOUT_MAX_BYTES) {
      counts.row(OF_NO_USE);
    } else {
      rowsOfLayout.add(row);
    }
  }

  private void endLayout() {
    BlobId ended = layout;
    layout = null;
    if (ended == null) {
      return;
    }
    boolean isWhole =
        bytesOfLayout <= LAYOUT_MAX_BYTES
            && rowsOfLayout.stream().allMatch(this::hasSmallBytes)
            && to.<Boolean>write((Transaction transaction) -> {
              rowsOfLayout.forEach(row -> transaction.put(row.key(), row.value()));
              boolean isFound = Inspection.isWholeLayout(transaction, ended);
              if (!isFound) {
                rowsOfLayout.forEach(row -> transaction.delete(row.key()));
              }
              return isFound;
            });
    for (Row.Entry row : rowsOfLayout) {
      if (isWhole) {
        counts.row("layouts");
        name(StoredKey.of(row.key()).orElseThrow(), row);
      } else {
        counts.row(OF_NO_USE);
      }
    }
    rowsOfLayout.clear();
    bytesOfLayout = 0;
    names.endLayout();
  }

  private boolean hasSmallBytes(Row.Entry row) {
    if (StoredKey.of(row.key()).orElse(null)
        instanceof StoredKey.OfLayoutExtents(BlobId _, long end)) {
      try {
        return hasSmallBytes(LayoutChunks.extents(end, row.value()).extents());
      } catch (RuntimeException e) {
        Damage.requireOf(e);
        return false;
      }
    }
    return true;
  }

  private boolean hasSmallBytes(List<Extent> extents) {
    return extents.stream()
        .filter(extent -> extent.placement() == Extent.Placement.INLINE)
        .allMatch(extent -> salvaged.bulk(Keyspace.inlineBytes(extent.blob()), true).isPresent());
  }

  /** Whether a record of an object is of no use without what is lost. */
  private boolean isAlone(StoredKey stored, Row.Entry row) {
    if (!(stored instanceof StoredKey.OfObject) && !(stored instanceof StoredKey.OfVersion)) {
      return false;
    }
    try {
      return switch (ObjectRecordCodec.decode(row.value()).layout()) {
        case Layout.Apart(BlobId id, int _) ->
            to.<Boolean>read(snapshot -> snapshot.get(Keyspace.layoutIndex(id)).isEmpty());
        case Layout.Here(List<Extent> extents, var _) ->
            extents.stream().anyMatch(e -> e.placement() == Extent.Placement.STORED)
                && !hasSmallBytes(extents);
      };
    } catch (RuntimeException e) {
      // The check at the end says so.
      Damage.requireOf(e);
      return false;
    }
  }

  private void name(StoredKey stored, Row.Entry row) {
    isInQuarantine = stored instanceof StoredKey.OfQuarantine;
    try {
      if (isInQuarantine) {
        names.quarantined(row);
      } else {
        names.read(stored, row.value());
      }
    } catch (RuntimeException e) {
      // The row reads, and does not make sense: the check at the end says so.
      Damage.requireOf(e);
      lost.leaveOut(row.key());
    } finally {
      isInQuarantine = false;
    }
  }

  @Override
  public void blob(BlobId blob, Extent.Placement placement) {
    named.add(new Named(blob, placement, isInQuarantine));
    if (named.size() == BATCH_NAMES) {
      writeNames();
    }
  }

  @Override
  public void layout(BlobId layout) {}

  private void writeRows() {
    if (!rows.isEmpty()) {
      to.write((Transaction transaction) -> {
        rows.forEach(row -> transaction.put(row.key(), row.value()));
        return rows;
      });
    }
    rows.clear();
    bytes = 0;
  }

  private void writeNames() {
    if (!named.isEmpty()) {
      to.write((Transaction transaction) -> {
        named.forEach(each -> write(transaction, each));
        return named;
      });
    }
    named.clear();
  }

  private void write(Transaction transaction, Named each) {
    Key references = Keyspace.references(each.blob());
    long before = transaction.counter(references);
    switch (each.placement()) {
      case STORED -> {
        transaction.put(references, Counters.encode(before + 1));
        if (each.isInQuarantine()) {
          // There a count stands for bytes of which nobody says where they are.
          Key place = Keyspace.inlineBytes(each.blob());
          salvaged.bulk(place, false).ifPresent(value -> transaction.put(place, value));
        }
      }
      case INLINE -> {
        Key place = Keyspace.inlineBytes(each.blob());
        if (transaction.get(place).isPresent()) {
          // The first one needed no record.
          transaction.put(references, Counters.encode(Math.max(1, before) + 1));
        } else {
          salvaged.bulk(place, true).ifPresent(value -> transaction.put(place, value));
        }
      }
    }
  }

  /** What people call the table of a row. */
  private static String table(Optional<StoredKey> stored) {
    return stored
        .map(key ->
            switch (key) {
              case StoredKey.OfBucket _ -> "buckets";
              case StoredKey.OfBucketSetting _ -> "bucket settings";
              case StoredKey.OfObject _ -> "objects";
              case StoredKey.OfVersion _ -> "versions";
              case StoredKey.OfUpload _ -> "uploads";
              case StoredKey.OfPart _ -> "parts";
              case StoredKey.OfUser _ -> "users";
              case StoredKey.OfAccessKey _ -> "access keys";
              case StoredKey.OfAuditRecord _ -> "audit records";
              case StoredKey.OfActivity _ -> "past requests";
              case StoredKey.OfSavedSetting _ -> "saved settings";
              default -> "others";
            })
        .orElse("others");
  }
}
