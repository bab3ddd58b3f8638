package io.bytebucket.core.layout;

import io.bytebucket.core.schema.RecordReader;
import io.bytebucket.core.schema.RecordWriter;
import java.util.Arrays;

/**
 * Which rows a layout has, so that one is read by its key: engines keep such records in memory, and
 * a search for the next row at or after a key costs them many times a look-up. Immutable.
 */
public final class LayoutIndex {
  private static final int VERSION = 1;

  private final long[] ends;
  private final long[] lastParts;

  /**
   * An index of these rows; the arrays are not copied, and must not be changed.
   *
   * @param ends where the extents of each row end in the object, in order
   * @param lastParts the number of the last part of each row, in order
   */
  LayoutIndex(long[] ends, long[] lastParts) {
    this.ends = ends;
    this.lastParts = lastParts;
  }

  byte[] encode() {
    RecordWriter out = new RecordWriter(VERSION);
    write(out, ends);
    write(out, lastParts);
    return out.toBytes();
  }

  private static void write(RecordWriter out, long[] ascending) {
    out.number(ascending.length);
    long previous = 0;
    for (long each : ascending) {
      out.number(each - previous);
      previous = each;
    }
  }

  /**
   * The index that was stored.
   *
   * @throws io.bytebucket.core.failure.StoreException with {@link
   *     io.bytebucket.core.failure.Failure.Corrupt}
   */
  public static LayoutIndex decode(byte[] bytes) {
    RecordReader in = new RecordReader("index of a layout", bytes, VERSION);
    LayoutIndex index = new LayoutIndex(read(in), read(in));
    in.end();
    return index;
  }

  private static long[] read(RecordReader in) {
    long[] ascending = new long[in.count()];
    long previous = 0;
    for (int i = 0; i < ascending.length; i++) {
      long step = in.number();
      // The first row may hold nothing but an extent without bytes.
      boolean isInOrder = step > 0 || i == 0;
      if (!isInOrder || previous > Long.MAX_VALUE - step) {
        throw in.corrupt("order");
      }
      previous += step;
      ascending[i] = previous;
    }
    return ascending;
  }

  /** How many rows of extents there are. */
  public int extentRows() {
    return ends.length;
  }

  /** How many rows of parts there are. */
  public int partRows() {
    return lastParts.length;
  }

  /** Where the extents of a row end in the object. */
  public long end(int row) {
    return ends[row];
  }

  /** The number of the last part of a row. */
  public int lastPart(int row) {
    return (int) lastParts[row];
  }

  /** The row that holds a byte of the object; {@link #extentRows()} when none does. */
  int rowOfByte(long offset) {
    return firstAtLeast(ends, offset + 1);
  }

  /** The row that would hold a part; {@link #partRows()} when none would. */
  int rowOfPart(long number) {
    return firstAtLeast(lastParts, number);
  }

  private static int firstAtLeast(long[] ascending, long value) {
    int found = Arrays.binarySearch(ascending, value);
    return found >= 0 ? found : -found - 1;
  }
}
