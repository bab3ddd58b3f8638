package io.bytebucket.core.store;

/**
 * A blob being written. Used by one thread. Closing it before {@link #commit()} removes every trace
 * of the blob.
 */
public interface BlobWriter extends AutoCloseable {
  /** The id the blob will have. */
  BlobId id();

  /**
   * Appends bytes; they are taken over before the call returns.
   *
   * @throws io.bytebucket.core.failure.StoreException with {@link
   *     io.bytebucket.core.failure.Failure.StorageFull} when there is no room, {@link
   *     io.bytebucket.core.failure.Failure.EntityTooLarge} past {@link BlobStore#BLOB_LIMIT_BYTES},
   *     or another failure of the engine; the writer can then only be closed
   * @throws IllegalStateException when the blob was committed or the writer closed
   */
  void write(byte[] bytes, int offset, int length);

  /**
   * Ends the blob. On return its bytes and its name are durable: they survive the death of the
   * process and the loss of power. A blob that no record comes to name is removed by a later sweep.
   *
   * @return the length of the blob in bytes
   * @throws io.bytebucket.core.failure.StoreException when that cannot be promised; calling it
   *     again does not help, the writer can then only be closed
   * @throws IllegalStateException when the blob was committed or the writer closed
   */
  long commit();

  /** Releases the writer, and removes the blob unless it was committed; idempotent. */
  @Override
  void close();
}
