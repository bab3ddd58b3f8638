package io.bytebucket.core.blob;

import io.bytebucket.core.schema.RecordReader;
import io.bytebucket.core.schema.RecordWriter;

/**
 * The note that a blob is to be deleted.
 *
 * @param placement where it is kept
 * @param epoch the epoch of the commit that let it go: whoever began to read in a later one cannot
 *     have found it. Version 1 did not tell, as nobody else could be reading; it is 0 there
 */
public record Garbage(Extent.Placement placement, long epoch) {
  private static final int VERSION = 2;
  private static final Extent.Placement[] PLACEMENTS = Extent.Placement.values();

  /** The stored form. */
  public byte[] encode() {
    return new RecordWriter(VERSION).constant(placement).number(epoch).toBytes();
  }

  /**
   * The note that was stored.
   *
   * @throws io.bytebucket.core.failure.StoreException with {@link
   *     io.bytebucket.core.failure.Failure.Corrupt}
   */
  public static Garbage decode(byte[] record) {
    RecordReader in = new RecordReader("garbage", record, VERSION);
    Garbage garbage =
        new Garbage(in.constant(PLACEMENTS), in.version() >= VERSION ? in.number() : 0);
    in.end();
    return garbage;
  }
}
