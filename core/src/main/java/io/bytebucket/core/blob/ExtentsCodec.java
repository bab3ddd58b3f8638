package io.bytebucket.core.blob;

import io.bytebucket.core.schema.RecordReader;
import io.bytebucket.core.schema.RecordWriter;
import io.bytebucket.core.store.BlobId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** How extents stand in a stored record. */
public final class ExtentsCodec {
  private static final Extent.Placement[] PLACEMENTS = Extent.Placement.values();

  private ExtentsCodec() {}

  /** Writes them. */
  public static void write(RecordWriter out, List<Extent> extents) {
    out.number(extents.size());
    for (Extent extent : extents) {
      out.constant(extent.placement())
          .number(extent.blob().start())
          .number(extent.blob().sequence())
          .number(extent.offset())
          .number(extent.lengthBytes());
    }
  }

  /**
   * Reads them.
   *
   * @throws io.bytebucket.core.failure.StoreException with {@link
   *     io.bytebucket.core.failure.Failure.Corrupt}
   */
  public static List<Extent> read(RecordReader in) {
    int count = in.count();
    List<Extent> extents = new ArrayList<>(count);
    try {
      for (int i = 0; i < count; i++) {
        Extent.Placement placement = in.constant(PLACEMENTS);
        BlobId blob = new BlobId(in.smallNumber(), in.number());
        extents.add(new Extent(placement, blob, in.number(), in.number()));
      }
    } catch (IllegalArgumentException outOfRange) {
      throw in.corrupt("range");
    }
    return Collections.unmodifiableList(extents);
  }
}
