package io.bytebucket.core.checksum;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.zip.Checksum;

/**
 * CRC-64/NVME: the polynomial 0xAD93D23594C93659, reflected, inverted at both ends. The checksum
 * that S3 computes for an object when the client sends none. Not thread-safe.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity.html">Checking
 *     object integrity in Amazon S3</a>
 */
public final class Crc64Nvme implements Checksum {
  /** The polynomial with its bits in reverse order. */
  private static final long REFLECTED_POLYNOMIAL = 0x9A6C9329AC4BC9B5L;

  /**
   * How many bytes one step of the main loop takes in. The look-ups of one step do not wait for
   * each other.
   */
  private static final int STRIDE_BYTES = 8;

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /**
   * The main loop works on {@value #LANES} pieces of this many bytes side by side: a step has to
   * wait for the look-ups of the step before it, and meanwhile the processor can do those of the
   * other pieces.
   */
  private static final int LANE_BYTES = 1 << 10;

  private static final int LANES = 3;

  /**
   * Row k has 256 entries, the effect of each byte when k more bytes follow it. It is one array,
   * because then the compiler knows that no look-up is out of bounds, and it fits into the first
   * cache.
   */
  private static final long[] TABLE = table();

  /**
   * The effect of as many zero bytes as a piece has on each byte of a state, laid out as {@link
   * #TABLE} is. It joins the states of two pieces.
   */
  private static final long[] OVER_LANE = overLane();

  private long state = -1L;

  private static long[] table() {
    long[] table = new long[STRIDE_BYTES << Byte.SIZE];
    for (int b = 0; b < 256; b++) {
      long crc = b;
      for (int bit = 0; bit < Byte.SIZE; bit++) {
        crc = (crc & 1) == 0 ? crc >>> 1 : crc >>> 1 ^ REFLECTED_POLYNOMIAL;
      }
      table[b] = crc;
    }
    for (int at = 256; at < table.length; at++) {
      long before = table[at - 256];
      table[at] = before >>> Byte.SIZE ^ table[(int) (before & 0xFF)];
    }
    return table;
  }

  private static long[] overLane() {
    long[] table = new long[STRIDE_BYTES << Byte.SIZE];
    for (int at = 0; at < table.length; at++) {
      long crc = (long) (at & 0xFF) << (Byte.SIZE * (STRIDE_BYTES - 1 - (at >>> Byte.SIZE)));
      for (int zeros = 0; zeros < LANE_BYTES; zeros += STRIDE_BYTES) {
        crc = over(TABLE, crc);
      }
      table[at] = crc;
    }
    return table;
  }

  /** The state after eight bytes, by the rows of a table; row 7 is for the lowest byte. */
  private static long over(long[] table, long crc) {
    return table[7 << Byte.SIZE | (int) (crc & 0xFF)]
        ^ table[6 << Byte.SIZE | (int) (crc >>> 8 & 0xFF)]
        ^ table[5 << Byte.SIZE | (int) (crc >>> 16 & 0xFF)]
        ^ table[4 << Byte.SIZE | (int) (crc >>> 24 & 0xFF)]
        ^ table[3 << Byte.SIZE | (int) (crc >>> 32 & 0xFF)]
        ^ table[2 << Byte.SIZE | (int) (crc >>> 40 & 0xFF)]
        ^ table[1 << Byte.SIZE | (int) (crc >>> 48 & 0xFF)]
        ^ table[(int) (crc >>> 56)];
  }

  @Override
  public void update(int b) {
    state = state >>> Byte.SIZE ^ TABLE[(int) ((state ^ b) & 0xFF)];
  }

  @Override
  public void update(byte[] bytes, int offset, int length) {
    int at = offset;
    int end = offset + length;
    long crc = state;
    for (; end - at >= LANES * LANE_BYTES; at += LANES * LANE_BYTES) {
      crc = lanes(crc, bytes, at);
    }
    for (; end - at >= STRIDE_BYTES; at += STRIDE_BYTES) {
      // The first of the eight bytes is followed by seven more.
      crc = over(TABLE, (long) LONG.get(bytes, at) ^ crc);
    }
    state = crc;
    for (; at < end; at++) {
      update(bytes[at]);
    }
  }

  private static long lanes(long crc, byte[] bytes, int from) {
    long first = crc;
    long second = 0;
    long third = 0;
    for (int at = from; at < from + LANE_BYTES; at += STRIDE_BYTES) {
      first = over(TABLE, (long) LONG.get(bytes, at) ^ first);
      second = over(TABLE, (long) LONG.get(bytes, at + LANE_BYTES) ^ second);
      third = over(TABLE, (long) LONG.get(bytes, at + 2 * LANE_BYTES) ^ third);
    }
    return over(OVER_LANE, over(OVER_LANE, first) ^ second) ^ third;
  }

  @Override
  public long getValue() {
    return ~state;
  }

  @Override
  public void reset() {
    state = -1L;
  }
}
