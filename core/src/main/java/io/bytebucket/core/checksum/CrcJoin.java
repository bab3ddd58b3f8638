package io.bytebucket.core.checksum;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Computes the CRC of a whole from the CRCs of its pieces. The CRC of one piece is carried over as
 * many zero bytes as the next piece is long, and is then added to the CRC of that piece. The cost
 * grows with the number of pieces, and hardly with their length.
 *
 * <p>Carrying a CRC over zero bytes is a linear map, so it can be written as a matrix of bits. The
 * square of the matrix is the one for twice as many zero bytes.
 */
final class CrcJoin {
  private final int lengthBytes;

  /**
   * The matrices that carry a CRC over one zero byte, over two, over four and so on, each as a list
   * of columns. Only as many are made as the longest piece needs.
   */
  private final List<long[]> overPowersOfTwo = new ArrayList<>(Long.SIZE);

  private long crc;

  /** A join that has no pieces yet. */
  CrcJoin(ChecksumAlgorithm algorithm) {
    this.lengthBytes = algorithm.lengthBytes();
    long polynomial =
        switch (algorithm) {
          case CRC32 -> 0xEDB88320L;
          case CRC32C -> 0x82F63B78L;
          case CRC64NVME -> 0x9A6C9329AC4BC9B5L;
          case SHA1, SHA256, SHA512, MD5, XXHASH64, XXHASH3, XXHASH128 ->
              throw new IllegalArgumentException("not a CRC");
        };
    int bits = lengthBytes * Byte.SIZE;
    long[] overOneBit = new long[bits];
    overOneBit[0] = polynomial;
    for (int bit = 1; bit < bits; bit++) {
      overOneBit[bit] = 1L << (bit - 1);
    }
    overPowersOfTwo.add(square(square(square(overOneBit))));
  }

  /** Adds a piece at the end: its CRC, big-endian, and its length. */
  CrcJoin add(byte[] pieceCrc, long pieceLengthBytes) {
    crc = carry(crc, pieceLengthBytes) ^ number(pieceCrc);
    return this;
  }

  /** The CRC of all pieces, big-endian. */
  byte[] crc() {
    byte[] all = ByteBuffer.allocate(Long.BYTES).putLong(crc).array();
    return Arrays.copyOfRange(all, Long.BYTES - lengthBytes, Long.BYTES);
  }

  private long number(byte[] bigEndian) {
    ByteBuffer all = ByteBuffer.allocate(Long.BYTES);
    return all.put(Long.BYTES - lengthBytes, bigEndian).getLong(0);
  }

  private long carry(long value, long zeroBytes) {
    long carried = value;
    int power = 0;
    for (long left = zeroBytes; left != 0; left >>>= 1) {
      if ((left & 1) != 0) {
        carried = times(over(power), carried);
      }
      power++;
    }
    return carried;
  }

  private long[] over(int power) {
    while (overPowersOfTwo.size() <= power) {
      overPowersOfTwo.add(square(overPowersOfTwo.getLast()));
    }
    return overPowersOfTwo.get(power);
  }

  private static long[] square(long[] matrix) {
    long[] squared = new long[matrix.length];
    for (int column = 0; column < matrix.length; column++) {
      squared[column] = times(matrix, matrix[column]);
    }
    return squared;
  }

  private static long times(long[] matrix, long vector) {
    long product = 0;
    for (long left = vector; left != 0; left &= left - 1) {
      product ^= matrix[Long.numberOfTrailingZeros(left)];
    }
    return product;
  }
}
