package io.bytebucket.core.store;

/**
 * A blob being written. Used by one thread. Closing it before {@link #commit} removes every trace
 * of the blob.
 */
public interface BlobWriter extends AutoCloseable {
  /** The id the blob will have. */
  BlobId id();

  /**
   * Appends bytes. The caller may reuse the buffer when the call returns.
   *
   * @throws io.bytebucket.core.failure.StoreException with {@link
   *     io.bytebucket.core.failure.Failure.StorageFull} when there is no room, {@link
   *     io.bytebucket.core.failure.Failure.EntityTooLarge} past {@link BlobStore#BLOB_LIMIT_BYTES},
   *     or another failure of the engine; the writer can then only be closed
   * @throws IllegalStateException when the blob was committed or the writer closed
   */
  void write(byte[] bytes, int offset, int length);

  /**
   * Ends the blob. On return its bytes, its name and its label are durable: they survive the death
   * of the process and the loss of power. If no record ever names the blob, a later sweep removes
   * it.
   *
   * @param label what the blob says of itself, to whoever finds it without a record; at most {@link
   *     BlobStore#LABEL_LIMIT_BYTES}, and empty when it says nothing
   * @return the length of the blob in bytes
   * @throws io.bytebucket.core.failure.StoreException when the engine cannot promise that; calling
   *     again does not help, and the writer can only be closed
   * @throws IllegalStateException when the blob was committed or the writer closed
   * @throws IllegalArgumentException when the label is too long
   */
  long commit(byte[] label);

  /** The same for a blob that says nothing of itself. */
  default long commit() {
    return commit(BlobStore.NO_LABEL);
  }

  /** Releases the writer, and removes the blob unless it was committed; idempotent. */
  @Override
  void close();
}
