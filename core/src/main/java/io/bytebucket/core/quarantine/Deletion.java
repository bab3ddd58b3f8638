package io.bytebucket.core.quarantine;

import io.bytebucket.core.audit.AuditedTransaction;
import io.bytebucket.core.blob.BlobLedger;
import io.bytebucket.core.blob.Extent;
import io.bytebucket.core.check.Quarantine;
import io.bytebucket.core.layout.Layout;
import io.bytebucket.core.layout.LayoutChunks;
import io.bytebucket.core.layout.LayoutSizes;
import io.bytebucket.core.layout.Layouts;
import io.bytebucket.core.object.ObjectRecordCodec;
import io.bytebucket.core.schema.Keyspace;
import io.bytebucket.core.schema.QuarantineKeys;
import io.bytebucket.core.schema.StoredKey;
import io.bytebucket.core.schema.WholeTables;
import io.bytebucket.core.store.BlobId;
import io.bytebucket.core.store.Key;
import io.bytebucket.core.store.Row;
import io.bytebucket.core.store.ScanRequest;
import io.bytebucket.core.store.Transaction;
import io.bytebucket.core.upload.UploadedPartCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is deleted together: one row in quarantine, or all rows of a layout there. A layout holds
 * one reference to each of its blobs, however many of its rows name it, so its rows go at once or
 * not at all.
 *
 * @param keys the rows, at least one
 * @param pieces of how many blobs it lets go at the most
 * @param item what people know of it
 * @param isReleased whether what it names is let go of; else the bytes stay, with counts that say
 *     more than there is, until the next check
 */
record Deletion(List<Key> keys, QuarantinedItem item, int pieces, boolean isReleased) {
  /** The length that is said of bytes of which only the id is known; nothing reads it. */
  private static final long ANY_LENGTH = 1;

  private static final int PIECES_A_PART = 8;

  /** No object has more. */
  private static final int PIECES_MAX = 80_000;

  /** The layout that the row in quarantine with that key is of, if it is of one. */
  static Optional<BlobId> layoutOf(Key key) {
    return switch (StoredKey.of(QuarantineKeys.original(key)).orElse(null)) {
      case StoredKey.OfLayoutNamings(BlobId id) -> Optional.of(id);
      case StoredKey.OfLayoutIndex(BlobId id) -> Optional.of(id);
      case StoredKey.OfLayoutExtents(BlobId id, long _) -> Optional.of(id);
      case StoredKey.OfLayoutParts(BlobId id, int _) -> Optional.of(id);
      case null, default -> Optional.empty();
    };
  }

  /** How many blobs a row in quarantine names, or the layout that it names, at the most. */
  static int pieces(Row.Entry row) {
    if (layoutOf(row.key()).isPresent()) {
      return LayoutSizes.STANDARD.extentsARow();
    }
    boolean isRecord =
        switch (StoredKey.of(QuarantineKeys.original(row.key())).orElse(null)) {
          case StoredKey.OfObject _, StoredKey.OfVersion _ -> Quarantine.isReadable(row);
          case null, default -> false;
        };
    return isRecord
        ? Quarantine.read(row)
            .map(moved ->
                switch (ObjectRecordCodec.decode(moved.value()).layout()) {
                  case Layout.Apart(BlobId _, int parts) ->
                      parts == 0 ? PIECES_MAX : parts * PIECES_A_PART;
                  case Layout.Here(List<Extent> extents, var _) -> extents.size();
                })
            .orElse(1)
        : PIECES_A_PART;
  }

  /** Whether the row in quarantine with that key keeps bytes, if it can be read. */
  static boolean keepsBytes(Key key) {
    return layoutOf(key).isPresent()
        || switch (StoredKey.of(QuarantineKeys.original(key)).orElse(null)) {
          case StoredKey.OfObject _,
              StoredKey.OfVersion _,
              StoredKey.OfPart _,
              StoredKey.OfReferences _ ->
              true;
          case null, default -> false;
        };
  }

  /**
   * Does it, as a part of a commit.
   *
   * @return how many rows were still there
   * @throws io.bytebucket.core.failure.StoreException with {@link
   *     io.bytebucket.core.failure.Failure.Corrupt} when what it names is not counted
   */
  int make(AuditedTransaction transaction) {
    int found = 0;
    List<Extent> ofLayout = new ArrayList<>();
    for (Key key : keys) {
      Optional<byte[]> value = transaction.get(key);
      if (value.isPresent()) {
        found++;
        transaction.delete(key);
        if (isReleased) {
          release(transaction, new Row.Entry(key, value.get()), ofLayout);
        }
      }
    }
    if (!ofLayout.isEmpty()) {
      BlobLedger.releasePinned(transaction, ofLayout);
    }
    if (found > 0) {
      transaction.audit(
          "quarantine.delete",
          item.place().text(),
          item.kind() + ": " + item.detail(),
          isReleased ? "deleted" : "deleted, and what it named is not known");
    }
    return found;
  }

  private static void release(Transaction transaction, Row.Entry row, List<Extent> ofLayout) {
    byte[] value = Quarantine.read(row).orElseThrow().value();
    switch (StoredKey.of(QuarantineKeys.original(row.key())).orElse(null)) {
      case StoredKey.OfObject _, StoredKey.OfVersion _ ->
          release(transaction, ObjectRecordCodec.decode(value).layout());
      case StoredKey.OfPart(BlobId _, int number) ->
          BlobLedger.release(transaction, UploadedPartCodec.decode(number, value).extents());
      case StoredKey.OfLayoutExtents(BlobId _, long end) ->
          ofLayout.addAll(LayoutChunks.extents(end, value).extents());
      case StoredKey.OfReferences(BlobId blob) ->
          BlobLedger.releasePinned(transaction, List.of(extent(transaction, blob)));
      case null, default -> {}
    }
  }

  private static void release(Transaction transaction, Layout layout) {
    if (layout instanceof Layout.Apart(BlobId id, int _)
        && transaction.scan(ScanRequest.prefix(WholeTables.layout(id), 1)).rows().isEmpty()) {
      // It is in quarantine itself, or gone: what it names is let go of with its own rows.
      return;
    }
    Layouts.release(transaction, layout);
  }

  private static Extent extent(Transaction transaction, BlobId blob) {
    Extent.Placement placement =
        transaction.get(Keyspace.inlineBytes(blob)).isPresent()
            ? Extent.Placement.INLINE
            : Extent.Placement.STORED;
    return new Extent(placement, blob, 0, ANY_LENGTH);
  }
}
