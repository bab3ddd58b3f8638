package io.bytebucket.core.blob;

import io.bytebucket.core.store.BlobId;
import java.util.ArrayList;
import java.util.List;

/**
 * A stretch of a blob. The bytes of an object are its extents, one after the other.
 *
 * @param placement where the blob is kept
 * @param blob which blob
 * @param offset where the stretch starts in the blob, in bytes
 * @param lengthBytes how long it is; 0 only where an object names a blob that says something of it,
 *     and that holds none of its bytes
 */
public record Extent(Placement placement, BlobId blob, long offset, long lengthBytes) {
  /** Where the bytes of a blob are kept. The order of the constants is part of the stored form. */
  public enum Placement {
    /** In the metadata store, as a value. */
    INLINE,
    /** In the blob store. */
    STORED
  }

  /**
   * A range of the bytes that {@code extents} make up.
   *
   * @param offset where it starts; the range is inside the extents
   */
  public static List<Extent> slice(List<Extent> extents, long offset, long lengthBytes) {
    List<Extent> slice = new ArrayList<>();
    long start = 0;
    long end = offset + lengthBytes;
    if (extents.size() == 1
        && offset == 0
        && lengthBytes > 0
        && lengthBytes == extents.getFirst().lengthBytes()) {
      return extents;
    }
    for (Extent extent : extents) {
      long from = Math.max(offset, start);
      long until = Math.min(end, start + extent.lengthBytes());
      if (from < until) {
        slice.add(
            new Extent(
                extent.placement(), extent.blob(), extent.offset() + from - start, until - from));
      }
      start += extent.lengthBytes();
    }
    return List.copyOf(slice);
  }

  /**
   * The whole blob that says something of an object, as the object names it: without a byte. So it
   * is kept, backed up and let go with the object.
   */
  public static Extent note(BlobId blob) {
    return new Extent(Placement.STORED, blob, 0, 0);
  }

  public Extent {
    long leastBytes = placement == Placement.STORED ? 0 : 1;
    if (offset < 0 || lengthBytes < leastBytes || offset > Long.MAX_VALUE - lengthBytes) {
      throw new IllegalArgumentException("extent out of range");
    }
  }
}
