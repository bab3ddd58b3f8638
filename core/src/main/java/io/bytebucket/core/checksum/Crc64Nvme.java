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
   * How many bytes one step of the main loop takes in: look-ups that do not wait for each other.
   */
  private static final int STRIDE_BYTES = 8;

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /**
   * Row k, of 256 entries, holds the effect of a byte that k further bytes follow. One array, for
   * the compiler knows that no look-up leaves it; and small enough for the first cache.
   */
  private static final long[] TABLE = table();

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

  @Override
  public void update(int b) {
    state = state >>> Byte.SIZE ^ TABLE[(int) ((state ^ b) & 0xFF)];
  }

  @Override
  public void update(byte[] bytes, int offset, int length) {
    int at = offset;
    int end = offset + length;
    long crc = state;
    for (; end - at >= STRIDE_BYTES; at += STRIDE_BYTES) {
      long eight = (long) LONG.get(bytes, at) ^ crc;
      // The first of the eight bytes is the one that seven follow.
      crc =
          TABLE[7 << Byte.SIZE | (int) (eight & 0xFF)]
              ^ TABLE[6 << Byte.SIZE | (int) (eight >>> 8 & 0xFF)]
              ^ TABLE[5 << Byte.SIZE | (int) (eight >>> 16 & 0xFF)]
              ^ TABLE[4 << Byte.SIZE | (int) (eight >>> 24 & 0xFF)]
              ^ TABLE[3 << Byte.SIZE | (int) (eight >>> 32 & 0xFF)]
              ^ TABLE[2 << Byte.SIZE | (int) (eight >>> 40 & 0xFF)]
              ^ TABLE[1 << Byte.SIZE | (int) (eight >>> 48 & 0xFF)]
              ^ TABLE[(int) (eight >>> 56)];
    }
    state = crc;
    for (; at < end; at++) {
      update(bytes[at]);
    }
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
