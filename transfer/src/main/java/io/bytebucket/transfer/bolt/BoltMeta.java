package io.bytebucket.transfer.bolt;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * One of the two pages that say where the database begins. A commit writes the one that the commit
 * before did not; so after a crash in the middle the other one is whole.
 *
 * @param pageSize how many bytes a page has
 * @param rootPage where the outermost bucket begins
 * @param pageCount all pages in use have lower numbers
 * @param transaction the number of the commit that wrote it
 */
record BoltMeta(int pageSize, long rootPage, long pageCount, long transaction) {
  /** How many bytes of its page are needed. */
  static final int LENGTH_BYTES = BoltPage.HEADER_BYTES + 64;

  /** The least and the largest size of a page. */
  static final int PAGE_SIZE_MIN = 1 << 10;

  static final int PAGE_SIZE_MAX = 1 << 24;

  private static final int MAGIC = 0xED0CDAED;
  private static final int VERSION = 2;
  private static final int CHECKED_BYTES = 56;

  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  /**
   * What those bytes say, from the header of the page on; empty when they are no such page, or a
   * damaged one.
   */
  static Optional<BoltMeta> parse(byte[] bytes) {
    if (bytes.length < LENGTH_BYTES) {
      return Optional.empty();
    }
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int body = BoltPage.HEADER_BYTES;
    if (in.getInt(body) != MAGIC
        || in.getInt(body + 4) != VERSION
        || in.getLong(body + CHECKED_BYTES) != checksum(bytes, body)) {
      return Optional.empty();
    }
    BoltMeta meta =
        new BoltMeta(
            in.getInt(body + 8),
            in.getLong(body + 16),
            in.getLong(body + 40),
            in.getLong(body + 48));
    return meta.isPossible() ? Optional.of(meta) : Optional.empty();
  }

  private boolean isPossible() {
    return pageSize >= PAGE_SIZE_MIN
        && pageSize <= PAGE_SIZE_MAX
        && Integer.bitCount(pageSize) == 1
        && pageCount > 0
        && transaction >= 0;
  }

  /** FNV-1a, of 64 bits. */
  private static long checksum(byte[] bytes, int from) {
    long hash = FNV_OFFSET;
    for (int i = from; i < from + CHECKED_BYTES; i++) {
      hash = (hash ^ (bytes[i] & 0xFF)) * FNV_PRIME;
    }
    return hash;
  }
}
