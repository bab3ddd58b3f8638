package io.bytebucket.core.layout;

import io.bytebucket.core.blob.Extent;
import io.bytebucket.core.blob.ExtentsCodec;
import io.bytebucket.core.schema.RecordReader;
import io.bytebucket.core.schema.RecordWriter;
import io.bytebucket.core.store.BlobId;
import java.util.List;

/** How a {@link Layout} is written in the record of an object. */
public final class LayoutCodec {
  private LayoutCodec() {}

  /** Writes it. */
  public static void write(RecordWriter out, Layout layout) {
    switch (layout) {
      case Layout.Here(List<Extent> extents, List<ObjectPart> parts) -> {
        out.flag(false);
        ExtentsCodec.write(out, extents);
        PartsCodec.write(out, parts);
      }
      case Layout.Apart(BlobId id, int partCount) ->
          out.flag(true).number(id.start()).number(id.sequence()).number(partCount);
    }
  }

  /**
   * Reads it.
   *
   * @throws io.bytebucket.core.failure.StoreException with {@link
   *     io.bytebucket.core.failure.Failure.Corrupt}
   */
  public static Layout read(RecordReader in) {
    if (!in.flag()) {
      return new Layout.Here(ExtentsCodec.read(in), PartsCodec.read(in));
    }
    try {
      return new Layout.Apart(new BlobId(in.smallNumber(), in.number()), in.smallNumber());
    } catch (IllegalArgumentException outOfRange) {
      throw in.corrupt("range");
    }
  }

  /** Reads the parts in a record of version 1, which has them in another place than the extents. */
  public static List<ObjectPart> readParts(RecordReader in) {
    return PartsCodec.read(in);
  }
}
