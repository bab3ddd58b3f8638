package io.bytebucket.core.store;

import java.io.IOException;
import java.nio.ByteBuffer;

/** A blob opened for reading. Used by one thread. */
public interface BlobReader extends AutoCloseable {
  /** The length of the blob in bytes. */
  long lengthBytes();

  /**
   * Hands the bytes of a range to {@code sink}, in order. No piece is handed on before its checksum
   * has been verified.
   *
   * @throws io.bytebucket.core.failure.StoreException with {@link
   *     io.bytebucket.core.failure.Failure.Corrupt} when a block is not what was written; no byte
   *     of that block has been handed on
   * @throws IOException as thrown by {@code sink}
   * @throws IllegalArgumentException when the range is not inside the blob
   */
  void transfer(long offset, long length, Sink sink) throws IOException;

  /** Releases the reader; idempotent. */
  @Override
  void close();

  /** Takes verified bytes. */
  @FunctionalInterface
  interface Sink {
    /** Takes the remaining bytes; the buffer is used again after the call. */
    void accept(ByteBuffer bytes) throws IOException;
  }
}
