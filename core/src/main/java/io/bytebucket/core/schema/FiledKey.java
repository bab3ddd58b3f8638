package io.bytebucket.core.schema;

import io.bytebucket.core.store.Key;
import io.bytebucket.core.store.MetadataStore;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A key of the store that holds an object key and something behind it, such as a version or an
 * upload. Such keys sort by the object key first. What stands behind the object key is written so
 * that it can never contain a delimiter in UTF-8. So scans can fold these keys in the same way as
 * they fold object keys.
 *
 * <pre>
 *   tag bucket-id object-key, each 00 as 00 FF   00 F8   tail, three bits a byte, each F8 to FF
 * </pre>
 */
final class FiledKey {
  private static final int HEAD_BYTES = 1 + Long.BYTES;

  /** Before every name that goes on, even with 00; and no part of an escaped delimiter. */
  private static final byte[] TERMINATOR = {0, (byte) 0xF8};

  /** No byte of UTF-8 is as large as this. */
  private static final int TAIL_BASE = 0xF8;

  private static final int BITS_PER_BYTE = 3;

  private FiledKey() {}

  /** The key with that tail. */
  static Key of(byte tag, long bucketId, byte[] objectKey, byte[] tail) {
    ByteArrayOutputStream out = begin(tag, bucketId, objectKey);
    out.writeBytes(TERMINATOR);
    out.writeBytes(spread(tail));
    return Key.of(out.toByteArray());
  }

  /** What the keys of this one object key begin with, and no other keys. */
  static Key allOf(byte tag, long bucketId, byte[] objectKey) {
    ByteArrayOutputStream out = begin(tag, bucketId, objectKey);
    out.writeBytes(TERMINATOR);
    return Key.of(out.toByteArray());
  }

  /** What the keys of all object keys that start with {@code keyPrefix} begin with. */
  static Key prefix(byte tag, long bucketId, byte[] keyPrefix) {
    return Key.of(begin(tag, bucketId, keyPrefix).toByteArray());
  }

  private static ByteArrayOutputStream begin(byte tag, long bucketId, byte[] name) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(MetadataStore.KEY_LIMIT_BYTES);
    out.writeBytes(ByteBuffer.allocate(HEAD_BYTES).put(tag).putLong(bucketId).array());
    out.writeBytes(escape(name));
    return out;
  }

  /** A part of an object key, as it is written in these keys. */
  static byte[] escape(byte[] name) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(name.length + 1);
    for (byte b : name) {
      out.write(b);
      if (b == 0) {
        out.write(0xFF);
      }
    }
    return out.toByteArray();
  }

  /** The bucket id in a key. */
  static long bucketId(Key key) {
    return ByteBuffer.wrap(key.bytes()).getLong(1);
  }

  /**
   * The object key in a key with a tail of {@code tailBytes}, or the common prefix in a folded one.
   */
  static String name(Key key, int tailBytes) {
    return part(key, HEAD_BYTES, key.bytes().length - TERMINATOR.length - spreadBytes(tailBytes));
  }

  /** The common prefix in a key that a scan folded. */
  static String foldedName(Key key) {
    return part(key, HEAD_BYTES, key.bytes().length);
  }

  private static String part(Key key, int from, int until) {
    byte[] escaped = key.bytes();
    ByteArrayOutputStream out = new ByteArrayOutputStream(until - from);
    for (int at = from; at < until; at++) {
      out.write(escaped[at]);
      if (escaped[at] == 0) {
        at++;
      }
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  /** The tail of a key that has one of that length. */
  static byte[] tail(Key key, int tailBytes) {
    byte[] bytes = key.bytes();
    return gather(
        Arrays.copyOfRange(bytes, bytes.length - spreadBytes(tailBytes), bytes.length), tailBytes);
  }

  /** Whether this is a key that {@link #of} makes with a tail of that length. */
  static boolean isWellFormed(Key key, int tailBytes) {
    byte[] bytes = key.bytes();
    int end = bytes.length - TERMINATOR.length - spreadBytes(tailBytes);
    if (end <= HEAD_BYTES || bytes[end] != TERMINATOR[0] || bytes[end + 1] != TERMINATOR[1]) {
      return false;
    }
    byte[] name = name(key, tailBytes).getBytes(StandardCharsets.UTF_8);
    return of(key.tag(), bucketId(key), name, tail(key, tailBytes)).equals(key);
  }

  private static int spreadBytes(int tailBytes) {
    return (tailBytes * Byte.SIZE + BITS_PER_BYTE - 1) / BITS_PER_BYTE;
  }

  private static byte[] spread(byte[] tail) {
    byte[] out = new byte[spreadBytes(tail.length)];
    for (int bit = 0; bit < tail.length * Byte.SIZE; bit++) {
      int value = tail[bit / Byte.SIZE] >> (Byte.SIZE - 1 - bit % Byte.SIZE) & 1;
      out[bit / BITS_PER_BYTE] |= (byte) (value << (BITS_PER_BYTE - 1 - bit % BITS_PER_BYTE));
    }
    for (int at = 0; at < out.length; at++) {
      out[at] |= (byte) TAIL_BASE;
    }
    return out;
  }

  private static byte[] gather(byte[] spread, int tailBytes) {
    byte[] out = new byte[tailBytes];
    for (int bit = 0; bit < tailBytes * Byte.SIZE; bit++) {
      int value = spread[bit / BITS_PER_BYTE] >> (BITS_PER_BYTE - 1 - bit % BITS_PER_BYTE) & 1;
      out[bit / Byte.SIZE] |= (byte) (value << (Byte.SIZE - 1 - bit % Byte.SIZE));
    }
    return out;
  }
}
