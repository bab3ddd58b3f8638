package io.bytebucket.core.schema;

import io.bytebucket.core.store.Key;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * Makes the keys of the quarantine and takes them apart: rows that a repair moved out of the way,
 * each behind a number and under the key that it had. The latest sorts first.
 */
public final class QuarantineKeys {
  static final byte QUARANTINE_TAG = 'Q';

  /** How many bytes stand before the key that a row had. */
  static final int PREFIX_BYTES = 1 + Long.BYTES;

  private QuarantineKeys() {}

  /**
   * A row in quarantine.
   *
   * @param sequence its number, from 1
   * @param original the key that it had
   */
  public static Key row(long sequence, Key original) {
    byte[] bytes = original.bytes();
    return Key.of(
        ByteBuffer.allocate(PREFIX_BYTES + bytes.length)
            .put(QUARANTINE_TAG)
            .putLong(~sequence)
            .put(bytes)
            .array());
  }

  /** What every key of {@link #row} begins with. */
  public static Key rows() {
    return Key.of(new byte[] {QUARANTINE_TAG});
  }

  /**
   * What the key of the row of that number begins with. Rows of lower numbers sort after it, those
   * of higher ones before.
   *
   * @param sequence from 0
   */
  public static Key rowsFrom(long sequence) {
    return Key.of(ByteBuffer.allocate(PREFIX_BYTES).put(QUARANTINE_TAG).putLong(~sequence).array());
  }

  /** The number in a key of {@link #row}. */
  public static long sequence(Key key) {
    return ~ByteBuffer.wrap(key.bytes()).getLong(1);
  }

  /** The key that the row had, in a key of {@link #row}. */
  public static Key original(Key key) {
    byte[] bytes = key.bytes();
    return Key.of(Arrays.copyOfRange(bytes, PREFIX_BYTES, bytes.length));
  }

  static Optional<StoredKey> of(Key key) {
    return key.bytes().length > PREFIX_BYTES
        ? Optional.of(new StoredKey.OfQuarantine(sequence(key), original(key)))
        : Optional.empty();
  }
}
