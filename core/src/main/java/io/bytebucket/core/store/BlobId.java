package io.bytebucket.core.store;

import java.nio.ByteBuffer;
import java.util.HexFormat;

/**
 * The name of a blob, which is never used twice. It is made of two numbers: which start of the
 * server made the blob, and a count of the blobs since that start. The ids of one start are in
 * order of creation.
 *
 * @param start which start of the server, from 1; the number is stored durably before the first
 *     blob is made
 * @param sequence the count within that start, from 0
 */
public record BlobId(int start, long sequence) implements Comparable<BlobId> {
  /** The length of {@link #toBytes()}. */
  public static final int LENGTH_BYTES = 12;

  public BlobId {
    if (start < 1 || sequence < 0) {
      throw new IllegalArgumentException("blob id out of range");
    }
  }

  /** Twelve bytes that sort as the ids do. */
  public byte[] toBytes() {
    return ByteBuffer.allocate(LENGTH_BYTES).putInt(start).putLong(sequence).array();
  }

  /**
   * The id that {@link #toBytes()} wrote at {@code offset}.
   *
   * @throws IllegalArgumentException when no id was written there
   */
  public static BlobId fromBytes(byte[] bytes, int offset) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, LENGTH_BYTES);
    return new BlobId(buffer.getInt(), buffer.getLong());
  }

  @Override
  public int compareTo(BlobId other) {
    int byStart = Integer.compare(start, other.start);
    return byStart != 0 ? byStart : Long.compare(sequence, other.sequence);
  }

  /**
   * Two hexadecimal numbers, as in {@code 00000001-0000000000000000}. These texts sort as the ids
   * do.
   */
  @Override
  public String toString() {
    HexFormat hex = HexFormat.of();
    return hex.toHexDigits(start) + "-" + hex.toHexDigits(sequence);
  }
}
