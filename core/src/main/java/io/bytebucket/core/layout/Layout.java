package io.bytebucket.core.layout;

import io.bytebucket.core.blob.Extent;
import io.bytebucket.core.store.BlobId;
import java.util.List;

/**
 * Which bytes and parts make up an object, as its record says. Two layouts that are equal name the
 * same bytes, and a layout never changes.
 */
public sealed interface Layout {
  /** No bytes and no parts. */
  Layout NONE = new Here(List.of(), List.of());

  /** How many parts the object was uploaded in; none when it was put as a whole. */
  int partCount();

  /**
   * A layout inside the record.
   *
   * @param extents the bytes, as stretches of blobs
   * @param parts the parts it was uploaded in; none when it was put as a whole
   */
  record Here(List<Extent> extents, List<ObjectPart> parts) implements Layout {
    @Override
    public int partCount() {
      return parts.size();
    }

    /** The length of the bytes. */
    public long sizeBytes() {
      // Each reading of a record asks for it.
      long sum = 0;
      for (Extent extent : extents) {
        sum += extent.lengthBytes();
      }
      return sum;
    }
  }

  /**
   * A layout in rows of its own, which several records may name.
   *
   * @param id which rows; the id is used only once, like that of a blob
   */
  record Apart(BlobId id, int partCount) implements Layout {}
}
