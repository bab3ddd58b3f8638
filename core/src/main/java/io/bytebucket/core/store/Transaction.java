package io.bytebucket.core.store;

/**
 * A snapshot that can also be written to. A read sees what the transaction itself wrote and, below
 * that, the state before the transaction. Used by one thread, inside one call.
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
   * Adds {@code delta} to the counter under {@code key}. A counter that is not there counts as 0,
   * and one that becomes 0 stays. Two transactions that only add to the same counter never
   * conflict, as a get followed by a put would. Apart from being deleted, a counter may only be
   * changed by this method.
   */
  void add(Key key, long delta);

  /**
   * Lets this transaction use the room that a store keeps back. Where there is little room left, a
   * store refuses what makes it {@link Growth grow}, with {@link
   * io.bytebucket.core.failure.Failure.StorageFull}, and not what says this: so what contains the
   * trouble, or ends it, can be done on a full disk. It is for what frees room, and for what only
   * those do who run the server; never for what a client with few rights can repeat at will.
   */
  void drawOnReserve();
}
