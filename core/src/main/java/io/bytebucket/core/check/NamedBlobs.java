package io.bytebucket.core.check;

import io.bytebucket.core.blob.Extent;
import io.bytebucket.core.schema.QuarantineKeys;
import io.bytebucket.core.schema.StoredKey;
import io.bytebucket.core.store.BlobId;
import io.bytebucket.core.store.Key;
import io.bytebucket.core.store.MetadataStore;
import io.bytebucket.core.store.RangeReader;
import io.bytebucket.core.store.Row;
import io.bytebucket.core.store.Snapshot;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/** Finds out which blobs are named, by asking every record that could name one. */
public final class NamedBlobs {
  /** Rows that a scan brings at once. */
  private static final int PAGE_ROWS = 500;

  private NamedBlobs() {}

  /**
   * Those of these blobs that something names, or might name: all of them as long as there is a
   * record that cannot be read. It walks through all records of objects in one state of the store.
   */
  public static Set<BlobId> among(MetadataStore metadata, Set<BlobId> blobs) {
    return metadata.read(snapshot -> among(snapshot, blobs));
  }

  private static Set<BlobId> among(Snapshot snapshot, Set<BlobId> blobs) {
    Set<BlobId> named = new HashSet<>();
    boolean isSure =
        walk(
            snapshot,
            new NameReader.Sink() {
              @Override
              public void blob(BlobId blob, Extent.Placement placement) {
                if (blobs.contains(blob)) {
                  named.add(blob);
                }
              }

              @Override
              public void layout(BlobId layout) {}
            },
            () -> true);
    return isSure ? named : blobs;
  }

  /**
   * Tells of every name there is.
   *
   * @return whether every record could be read
   */
  static boolean walk(Snapshot snapshot, NameReader.Sink sink, BooleanSupplier goesOn) {
    NameReader reader = new NameReader(sink);
    boolean[] isSure = {true};
    List<Key> tables = new ArrayList<>(NameReader.TABLES);
    tables.add(QuarantineKeys.rows());
    for (Key table : tables) {
      Predicate<Row.Entry> each =
          row -> {
            isSure[0] &= isRead(reader, row);
            return goesOn.getAsBoolean();
          };
      try {
        RangeReader.of(snapshot).rows(table, table.afterPrefix(), PAGE_ROWS, each);
      } catch (RuntimeException e) {
        Damage.requireOf(e);
        isSure[0] = false;
      }
      reader.endLayout();
    }
    return isSure[0];
  }

  private static boolean isRead(NameReader reader, Row.Entry row) {
    try {
      StoredKey stored = StoredKey.of(row.key()).orElse(null);
      if (stored instanceof StoredKey.OfQuarantine) {
        return reader.quarantined(row);
      }
      if (stored != null) {
        reader.read(stored, row.value());
      }
      return stored != null;
    } catch (RuntimeException e) {
      Damage.requireOf(e);
      return false;
    }
  }
}
