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
   * How many bytes one step of the main loop takes in: sixteen look-ups that do not wait for each
   * other.
   */
  private static final int STRIDE_BYTES = 16;

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** Row k holds the effect of a byte that k further bytes follow. */
  private static final long[][] TABLE = table();

  private long state = -1L;

  private static long[][] table() {
    long[][] table = new long[STRIDE_BYTES][256];
    for (int b = 0; b < 256; b++) {
      long crc = b;
      for (int bit = 0; bit < Byte.SIZE; bit++) {
        crc = (crc & 1) == 0 ? crc >>> 1 : crc >>> 1 ^ REFLECTED_POLYNOMIAL;
      }
      table[0][b] = crc;
    }
    for (int row = 1; row < STRIDE_BYTES; row++) {
      for (int b = 0; b < 256; b++) {
        long before = table[row - 1][b];
        table[row][b] = before >>> Byte.SIZE ^ table[0][(int) (before & 0xFF)];
      }
    }
    return table;
  }

  @Override
  public void update(int b) {
    state = state >>> Byte.SIZE ^ TABLE[0][(int) ((state ^ b) & 0xFF)];
  }

  @Override
  public void update(byte[] bytes, int offset, int length) {
    int at = offset;
    int end = offset + length;
    long crc = state;
    for (; end - at >= STRIDE_BYTES; at += STRIDE_BYTES) {
      long low = (long) LONG.get(bytes, at) ^ crc;
      long high = (long) LONG.get(bytes, at + Long.BYTES);
      crc = fold(low, 8) ^ fold(high, 0);
    }
    state = crc;
    for (; at < end; at++) {
      update(bytes[at]);
    }
  }

  /** The effect of eight bytes, the lowest first, that {@code after} further bytes follow. */
  private static long fold(long eight, int after) {
    return TABLE[after + 7][(int) (eight & 0xFF)]
        ^ TABLE[after + 6][(int) (eight >>> 8 & 0xFF)]
        ^ TABLE[after + 5][(int) (eight >>> 16 & 0xFF)]
        ^ TABLE[after + 4][(int) (eight >>> 24 & 0xFF)]
        ^ TABLE[after + 3][(int) (eight >>> 32 & 0xFF)]
        ^ TABLE[after + 2][(int) (eight >>> 40 & 0xFF)]
        ^ TABLE[after + 1][(int) (eight >>> 48 & 0xFF)]
        ^ TABLE[after][(int) (eight >>> 56)];
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
