package io.bytebucket.engine.local.blob;

import io.bytebucket.core.store.BlobStore;
import java.nio.ByteBuffer;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Buffers to read blobs through. Thread-safe.
 *
 * <p>A buffer is lent for as long as somebody takes bytes, and a slow client takes long. So nobody
 * waits for one: when the large ones are all lent, a reader gets one of a single block, which the
 * garbage collector takes care of.
 */
final class BufferPool {
  /** A few blocks, so that a system call moves enough to be worth it. */
  static final int BUFFER_BYTES = 4 * BlobStore.BLOCK_BYTES;

  private final int limit;
  private final AtomicInteger made = new AtomicInteger();
  private final Queue<ByteBuffer> idle = new ConcurrentLinkedQueue<>();

  /**
   * An empty pool.
   *
   * @param limit how many buffers of {@value #BUFFER_BYTES} bytes there may be; they are kept
   */
  BufferPool(int limit) {
    this.limit = limit;
  }

  /** A buffer of one or more whole blocks. */
  ByteBuffer take() {
    ByteBuffer buffer = idle.poll();
    if (buffer != null) {
      return buffer;
    }
    if (made.get() < limit && made.getAndIncrement() < limit) {
      return ByteBuffer.allocateDirect(BUFFER_BYTES);
    }
    return ByteBuffer.allocate(BlobStore.BLOCK_BYTES);
  }

  /** Takes back a buffer, which the caller must not touch again. */
  void give(ByteBuffer buffer) {
    if (buffer.isDirect()) {
      idle.add(buffer);
    }
  }
}
