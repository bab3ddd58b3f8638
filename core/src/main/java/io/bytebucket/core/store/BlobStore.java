package io.bytebucket.core.store;

import java.util.function.Consumer;

/**
 * Immutable bytes by id. Nobody sees a blob before the record that names it is committed, and no
 * blob ever changes. Thread-safe.
 *
 * <p>For each block of {@value #BLOCK_BYTES} bytes the store keeps a CRC32C, computed while the
 * bytes arrived. Every read verifies the blocks it touches.
 */
public interface BlobStore extends AutoCloseable {
  /** The length of a block in bytes; the last block of a blob may be shorter. */
  int BLOCK_BYTES = 64 << 10;

  /** The largest blob, in bytes: 5 GiB, as AWS allows for one PutObject or UploadPart. */
  long BLOB_LIMIT_BYTES = 5L << 30;

  /**
   * The longest label, in bytes. The longest that is written says a key, headers, metadata and tags
   * that all are as long as they may be, and takes half of it.
   */
  int LABEL_LIMIT_BYTES = 64 << 10;

  /** The label of a blob that says nothing of itself. */
  byte[] NO_LABEL = {};

  /**
   * Starts a blob. No other blob may have this id, or have had it.
   *
   * @param expectedBytes how many bytes will come, or -1 when that is not known; only a hint
   * @throws io.bytebucket.core.failure.StoreException with {@link
   *     io.bytebucket.core.failure.Failure.StorageFull} when there is no room, which is noticed at
   *     once if {@code expectedBytes} cannot fit; with {@link
   *     io.bytebucket.core.failure.Failure.EngineFault} when there is a blob of that id already,
   *     which stays as it is, or when the engine fails
   */
  BlobWriter create(BlobId id, long expectedBytes);

  /**
   * Opens a blob for reading.
   *
   * @throws io.bytebucket.core.failure.StoreException with {@link
   *     io.bytebucket.core.failure.Failure.Corrupt}, with the id in it, when the blob is missing,
   *     was not committed, or is damaged in the parts that frame its bytes
   */
  BlobReader open(BlobId id);

  /**
   * What a blob says of itself, as it was committed; empty when it says nothing. No byte of the
   * blob is read.
   *
   * @throws io.bytebucket.core.failure.StoreException with {@link
   *     io.bytebucket.core.failure.Failure.Corrupt}, with the id in it, as {@link #open}, and when
   *     the label is not what was written; the blob may be whole then
   */
  byte[] label(BlobId id);

  /**
   * Removes a blob; nothing happens when it is not there. Readers that have it open can go on
   * reading. The removal need not be durable: after a loss of power the blob may be back, and the
   * sweep will find it.
   */
  void delete(BlobId id);

  /**
   * Calls {@code action} with every blob there is, in no particular order, while blobs may come and
   * go. Blobs that were not committed may be among them: those that are being written now, and
   * those whose writer died. The number of the start in the id tells these two apart.
   */
  void forEach(Consumer<BlobId> action);

  /** Releases the store; idempotent. Calls after it fail. */
  @Override
  void close();
}
