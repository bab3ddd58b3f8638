package io.bytebucket.core.store;

import java.util.function.Consumer;

/**
 * Immutable bytes by id. A blob is invisible until the record that names it commits, and never
 * changes afterwards. Thread-safe.
 *
 * <p>Stored bytes carry a CRC32C for each block of {@value #BLOCK_BYTES} bytes, taken while they
 * arrived, and every read checks the blocks it touches.
 */
public interface BlobStore extends AutoCloseable {
  /** The unit of checking, in bytes: the last block of a blob may be shorter. */
  int BLOCK_BYTES = 64 << 10;

  /** The largest blob, in bytes: 5 GiB, as AWS allows for one PutObject or UploadPart. */
  long BLOB_LIMIT_BYTES = 5L << 30;

  /**
   * Starts a blob under an id that no blob has or had.
   *
   * @param expectedBytes how many bytes will come, or -1 when that is not known; a hint
   * @throws io.bytebucket.core.failure.StoreException with {@link
   *     io.bytebucket.core.failure.Failure.StorageFull} when there is no room, at once when so many
   *     bytes are known not to fit; with {@link io.bytebucket.core.failure.Failure.EngineFault}
   *     when the id has a blob, which stays as it is, or the engine fails
   */
  BlobWriter create(BlobId id, long expectedBytes);

  /**
   * Opens a blob for reading.
   *
   * @throws io.bytebucket.core.failure.StoreException with {@link
   *     io.bytebucket.core.failure.Failure.Corrupt}, naming the id, when the blob is not there, was
   *     not committed, or its frame is damaged
   */
  BlobReader open(BlobId id);

  /**
   * Removes a blob; nothing happens when it is not there. Readers that have it open read on. The
   * removal need not be durable: a loss of power may bring the blob back, for the sweep to find.
   */
  void delete(BlobId id);

  /**
   * Calls {@code action} with every blob there is, in no order; blobs may come and go meanwhile. It
   * may name blobs that were not committed: those being written, and those whose writer died. The
   * start in their id tells these apart.
   */
  void forEach(Consumer<BlobId> action);

  /** Releases the store; idempotent. Calls after it fail. */
  @Override
  void close();
}
