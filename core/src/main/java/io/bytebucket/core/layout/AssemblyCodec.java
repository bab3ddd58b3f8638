package io.bytebucket.core.layout;

import io.bytebucket.core.schema.RecordReader;
import io.bytebucket.core.schema.RecordWriter;
import io.bytebucket.core.store.BlobId;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The bytes of a blob that says of which extents an object is made up, for a rebuild of the
 * metadata: the layout, and the bytes of those blobs that stand in the metadata themselves.
 */
public final class AssemblyCodec {
  private static final int VERSION = 1;

  private AssemblyCodec() {}

  /**
   * An assembly.
   *
   * @param inline the bytes of blobs that stand in the metadata, as far as they were few enough
   */
  public record Assembly(Layout.Here layout, Map<BlobId, byte[]> inline) {}

  /** The bytes of the blob. */
  public static byte[] encode(Assembly assembly) {
    RecordWriter out = new RecordWriter(VERSION);
    LayoutCodec.write(out, assembly.layout());
    out.number(assembly.inline().size());
    assembly
        .inline()
        .forEach((blob, bytes) -> out.number(blob.start()).number(blob.sequence()).bytes(bytes));
    return out.toBytes();
  }

  /**
   * Reads them.
   *
   * @throws io.bytebucket.core.failure.StoreException with {@link
   *     io.bytebucket.core.failure.Failure.Corrupt}
   */
  public static Assembly decode(byte[] bytes) {
    RecordReader in = new RecordReader("assembly", bytes, VERSION);
    if (!(LayoutCodec.read(in) instanceof Layout.Here layout)) {
      throw in.corrupt("layout");
    }
    int count = in.count();
    Map<BlobId, byte[]> inline = new LinkedHashMap<>();
    try {
      for (int i = 0; i < count; i++) {
        inline.put(new BlobId(in.smallNumber(), in.number()), in.bytes());
      }
    } catch (IllegalArgumentException outOfRange) {
      throw in.corrupt("range");
    }
    in.end();
    return new Assembly(layout, inline);
  }
}
