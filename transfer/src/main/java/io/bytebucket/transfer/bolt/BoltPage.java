package io.bytebucket.transfer.bolt;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A page with those that belong to it, or one that stands inside a value: checked so far that every
 * element lies inside it. Not thread-safe.
 */
final class BoltPage {
  static final int HEADER_BYTES = 16;

  private static final int BRANCH = 1;
  private static final int LEAF = 2;
  private static final int ELEMENT_BYTES = 16;

  /** In the flags of an element of a leaf: its value is a bucket. */
  private static final int IS_BUCKET = 1;

  private final ByteBuffer in;
  private final Place place;
  private final int flags;
  private final int count;

  /** Where it is, for what is said of it. */
  interface Place {
    BoltException damaged(String reason);
  }

  /** A page of those bytes. */
  BoltPage(byte[] bytes, Place place) throws BoltException {
    if (bytes.length < HEADER_BYTES) {
      throw place.damaged("a page of %d bytes".formatted(bytes.length));
    }
    this.in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    this.place = place;
    this.flags = Short.toUnsignedInt(in.getShort(8));
    this.count = Short.toUnsignedInt(in.getShort(10));
    if (flags != BRANCH && flags != LEAF) {
      throw place.damaged("flags %d, where a branch or a leaf must be".formatted(flags));
    }
    if ((long) count * ELEMENT_BYTES > bytes.length - HEADER_BYTES) {
      throw place.damaged("%d elements do not fit into it".formatted(count));
    }
    long all = 0;
    for (int i = 0; i < count; i++) {
      all += lengthOf(i);
    }
    // Many that all lie over the same bytes would come to far more than there is.
    if (all > room()) {
      throw place.damaged("its elements lie over each other");
    }
  }

  /** How many bytes keys and values have. */
  private long room() {
    return in.capacity() - HEADER_BYTES - (long) count * ELEMENT_BYTES;
  }

  /** How long its key and its value are. */
  private long lengthOf(int index) {
    int at = element(index);
    return isLeaf()
        ? Integer.toUnsignedLong(in.getInt(at + 8)) + Integer.toUnsignedLong(in.getInt(at + 12))
        : Integer.toUnsignedLong(in.getInt(at + 4));
  }

  /** How many pages follow that belong to the one whose header this is. */
  static long overflow(byte[] header) {
    return Integer.toUnsignedLong(header(header).getInt(12));
  }

  /** The number that a page says it has. */
  static long id(byte[] header) {
    return header(header).getLong(0);
  }

  private static ByteBuffer header(byte[] header) {
    return ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN);
  }

  boolean isLeaf() {
    return flags == LEAF;
  }

  int count() {
    return count;
  }

  /** The page that an element of a branch points at. */
  long child(int index) {
    return in.getLong(element(index) + 8);
  }

  /** Whether the value of an element of a leaf is a bucket. */
  boolean isBucket(int index) {
    return (in.getInt(element(index)) & IS_BUCKET) != 0;
  }

  /** The key of an element. */
  byte[] key(int index) throws BoltException {
    int at = element(index);
    return isLeaf()
        ? slice(index, in.getInt(at + 4), 0, in.getInt(at + 8))
        : slice(index, in.getInt(at), 0, in.getInt(at + 4));
  }

  /** The value of an element of a leaf. */
  byte[] value(int index) throws BoltException {
    int at = element(index);
    return slice(index, in.getInt(at + 4), in.getInt(at + 8), in.getInt(at + 12));
  }

  private static int element(int index) {
    return HEADER_BYTES + index * ELEMENT_BYTES;
  }

  /** Positions count from the element on. */
  private byte[] slice(int index, int position, int skipped, int length) throws BoltException {
    long from = element(index) + Integer.toUnsignedLong(position) + Integer.toUnsignedLong(skipped);
    long to = from + Integer.toUnsignedLong(length);
    if (from < HEADER_BYTES + (long) count * ELEMENT_BYTES || to > in.capacity()) {
      throw place.damaged("element %d lies outside".formatted(index));
    }
    return Arrays.copyOfRange(in.array(), (int) from, (int) to);
  }
}
