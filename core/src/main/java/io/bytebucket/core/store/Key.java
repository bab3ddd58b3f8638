package io.bytebucket.core.store;

import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A key of the metadata store: a string of bytes. Keys are compared byte by byte, as unsigned
 * numbers, from left to right, and a key sorts before every longer key that begins with it.
 * Immutable.
 */
public final class Key implements Comparable<Key> {
  private final byte[] bytes;

  private Key(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * A key made of these bytes. They are not copied, so the caller must not change them afterwards.
   *
   * @throws IllegalArgumentException when there are none
   */
  public static Key of(byte[] bytes) {
    if (bytes.length == 0) {
      throw new IllegalArgumentException("a key has at least one byte");
    }
    return new Key(bytes);
  }

  /** The bytes themselves, not a copy: the caller must not change them. */
  public byte[] bytes() {
    return bytes;
  }

  /** The first byte, which says to which table the key belongs. */
  public byte tag() {
    return bytes[0];
  }

  /** The smallest key after this one. */
  public Key next() {
    return new Key(Arrays.copyOf(bytes, bytes.length + 1));
  }

  /**
   * The smallest key that does not begin with this one: the end of a scan over a prefix.
   *
   * @throws IllegalStateException when every byte is 0xFF: then there is no such key
   */
  public Key afterPrefix() {
    int last = bytes.length - 1;
    while (last >= 0 && bytes[last] == (byte) 0xFF) {
      last--;
    }
    if (last < 0) {
      throw new IllegalStateException("no key follows this prefix");
    }
    byte[] end = Arrays.copyOf(bytes, last + 1);
    end[last]++;
    return new Key(end);
  }

  /** Whether this key begins with {@code prefix}. */
  public boolean startsWith(Key prefix) {
    return bytes.length >= prefix.bytes.length
        && Arrays.equals(bytes, 0, prefix.bytes.length, prefix.bytes, 0, prefix.bytes.length);
  }

  @Override
  public int compareTo(Key other) {
    return Arrays.compareUnsigned(bytes, other.bytes);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Key that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return HexFormat.of().formatHex(bytes);
  }
}
