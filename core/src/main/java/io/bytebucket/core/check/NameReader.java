package io.bytebucket.core.check;

import io.bytebucket.core.blob.Extent;
import io.bytebucket.core.layout.Layout;
import io.bytebucket.core.layout.LayoutChunks;
import io.bytebucket.core.object.ObjectRecord;
import io.bytebucket.core.object.ObjectRecordCodec;
import io.bytebucket.core.schema.StoredKey;
import io.bytebucket.core.schema.WholeTables;
import io.bytebucket.core.store.BlobId;
import io.bytebucket.core.store.Key;
import io.bytebucket.core.store.Row;
import io.bytebucket.core.upload.UploadedPartCodec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells which blobs and layouts the rows of a store name, row after row in the order of their keys.
 * What names a blob several times names it once: a version, a layout, a part. Used by one thread;
 * it holds the blobs of one layout at the most.
 */
public final class NameReader {
  /** Hears of names. */
  public interface Sink {
    /** Something names a blob, which is kept there. */
    void blob(BlobId blob, Extent.Placement placement);

    /** A version names a layout with rows of its own. */
    void layout(BlobId layout);

    /** The rows of a layout say how many versions name it, in the quarantine. */
    default void quarantinedLayout(BlobId layout, byte[] namings) {}
  }

  /** What the keys of all tables begin with whose rows name blobs or layouts. */
  static final List<Key> TABLES =
      List.of(
          WholeTables.objects(),
          WholeTables.versions(),
          WholeTables.parts(),
          WholeTables.layouts());

  private final Sink sink;

  /** The layout whose rows pass by, and its blobs so far. */
  private @Nullable BlobId layout;

  private final Map<BlobId, Extent.Placement> blobsOfLayout = new HashMap<>();

  /** Tells a sink, on the thread that reads. */
  public NameReader(Sink sink) {
    this.sink = sink;
  }

  /**
   * Takes the next row; nothing happens if it is of a table that names nothing.
   *
   * @throws io.bytebucket.core.failure.StoreException with {@link
   *     io.bytebucket.core.failure.Failure.Corrupt} when it does not read
   */
  public void read(StoredKey stored, byte[] value) {
    switch (stored) {
      case StoredKey.OfObject _, StoredKey.OfVersion _ -> object(ObjectRecordCodec.decode(value));
      case StoredKey.OfPart(BlobId _, int number) ->
          extents(UploadedPartCodec.decode(number, value).extents());
      case StoredKey.OfLayoutExtents(BlobId id, long end) ->
          chunk(id, LayoutChunks.extents(end, value));
      default -> {}
    }
  }

  void object(ObjectRecord object) {
    switch (object.layout()) {
      case Layout.Here here -> extents(here.extents());
      case Layout.Apart(BlobId id, int _) -> sink.layout(id);
    }
  }

  void extents(List<Extent> extents) {
    if (extents.size() == 1) {
      sink.blob(extents.getFirst().blob(), extents.getFirst().placement());
      return;
    }
    Map<BlobId, Extent.Placement> distinct = new HashMap<>();
    extents.forEach(extent -> distinct.putIfAbsent(extent.blob(), extent.placement()));
    distinct.forEach(sink::blob);
  }

  /** Takes some extents of a layout; all of a layout come one after the other. */
  void chunk(BlobId id, LayoutChunks.Extents chunk) {
    if (!id.equals(layout)) {
      endLayout();
      layout = id;
    }
    chunk.extents().forEach(extent -> blobsOfLayout.putIfAbsent(extent.blob(), extent.placement()));
  }

  /** Tells of the last layout; to be called after the last row. */
  public void endLayout() {
    blobsOfLayout.forEach(sink::blob);
    blobsOfLayout.clear();
    layout = null;
  }

  /**
   * Takes a row in quarantine. A reference record there stands for an object whose record is lost.
   *
   * @return whether it can be told what it names
   */
  public boolean quarantined(Row.Entry row) {
    try {
      QuarantinedRow moved = QuarantinedRow.decode(row);
      Optional<StoredKey> stored = StoredKey.of(moved.original());
      if (stored.isEmpty()) {
        return !isOfNames(moved.original());
      }
      switch (stored.get()) {
        case StoredKey.OfReferences(BlobId blob) -> sink.blob(blob, Extent.Placement.STORED);
        case StoredKey.OfLayoutNamings(BlobId id) -> sink.quarantinedLayout(id, moved.value());
        default -> read(stored.get(), moved.value());
      }
      return true;
    } catch (RuntimeException e) {
      Damage.requireOf(e);
      return false;
    }
  }

  /** Whether a key is of a table whose rows name blobs or layouts, if only by its first byte. */
  static boolean isOfNames(Key key) {
    return TABLES.stream().anyMatch(key::startsWith);
  }
}
