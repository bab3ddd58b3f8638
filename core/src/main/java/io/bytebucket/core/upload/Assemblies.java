package io.bytebucket.core.upload;

import io.bytebucket.core.blob.Extent;
import io.bytebucket.core.blob.ExtentReader;
import io.bytebucket.core.layout.AssemblyCodec;
import io.bytebucket.core.layout.Layout;
import io.bytebucket.core.store.BlobId;
import io.bytebucket.core.store.Snapshot;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/** What is noted outside the metadata of how an object is made up. */
final class Assemblies {
  /**
   * As much of the bytes that stand in the metadata goes along. An upload as AWS allows it has one
   * such part, the last; parts that were copied from small objects may be more.
   */
  private static final int INLINE_MAX_BYTES = 1 << 20;

  private Assemblies() {}

  /** Whether there are bytes outside the metadata: without any, a note would save nothing. */
  static boolean isWorthIt(Layout.Here layout) {
    return layout.extents().stream().anyMatch(e -> e.placement() == Extent.Placement.STORED);
  }

  /** The bytes of the note. */
  static byte[] encode(Snapshot snapshot, Layout.Here layout) {
    Map<BlobId, byte[]> inline = new LinkedHashMap<>();
    int sum = 0;
    for (Extent extent : layout.extents()) {
      if (extent.placement() == Extent.Placement.INLINE && !inline.containsKey(extent.blob())) {
        byte[] bytes = bytes(snapshot, extent);
        sum += bytes.length;
        if (sum > INLINE_MAX_BYTES) {
          break;
        }
        inline.put(extent.blob(), bytes);
      }
    }
    return AssemblyCodec.encode(new AssemblyCodec.Assembly(layout, inline));
  }

  private static byte[] bytes(Snapshot snapshot, Extent extent) {
    // From the beginning of the blob: the same blob may be named with another stretch.
    ByteBuffer all = ExtentReader.wholeInline(snapshot, extent.blob());
    byte[] bytes = new byte[all.remaining()];
    all.get(bytes);
    return bytes;
  }
}
