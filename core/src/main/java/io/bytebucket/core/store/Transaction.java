package io.bytebucket.core.store;

/**
 * A snapshot that can be written to. Reads see the state before the transaction and, over it, what
 * the transaction itself wrote. Used by one thread, inside one call.
 */
public interface Transaction extends Snapshot {
  /**
   * Sets the value under {@code key}; the bytes are not copied and must not change afterwards.
   *
   * @throws IllegalArgumentException when the key is longer than {@link
   *     MetadataStore#KEY_LIMIT_BYTES} or the value than {@link MetadataStore#VALUE_LIMIT_BYTES}
   */
  void put(Key key, byte[] value);

  /** Removes the value under {@code key}, if there is one. */
  void delete(Key key);

  /**
   * Adds {@code delta} to the counter under {@code key}; a counter that is absent is 0, and one
   * that becomes 0 is kept. Unlike a get and a put, two transactions that only add to one counter
   * never conflict. A counter key must not be written in any other way, save to delete it.
   */
  void add(Key key, long delta);
}
