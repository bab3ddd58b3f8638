package io.bytebucket.server.jetty;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.io.ArrayByteBufferPool;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.RetainableByteBuffer;

/**
 * The buffers that connections read into and send from. A bounded part of them is beside the heap,
 * where the system reads and writes without a copy; what more connections need at once is in the
 * heap. Thread-safe.
 *
 * <p>The Java runtime has a bound on the memory beside the heap as well, but what it does there is
 * worse than a copy: it collects the whole heap for every buffer that does not fit, one collection
 * after the other, for as long as the crowd lasts.
 */
final class NetworkBuffers extends ByteBufferPool.Wrapper {
  /** Buffers have a multiple of this. */
  private static final int UNIT_BYTES = 4 << 10;

  private final long directBytes;
  private final AtomicLong lentBytes = new AtomicLong();

  /**
   * An empty pool.
   *
   * @param directBytes how much of the memory beside the heap may be lent at once; as much again is
   *     kept there for the next request, and as much in the heap
   */
  NetworkBuffers(long directBytes) {
    super(
        new ArrayByteBufferPool(
            0,
            UNIT_BYTES,
            RequestBody.LARGE_BUFFER_BYTES,
            Integer.MAX_VALUE,
            directBytes,
            directBytes));
    this.directBytes = directBytes;
  }

  /** A buffer of at least that size; beside the heap if that is asked for and there is room. */
  @Override
  public RetainableByteBuffer.Mutable acquire(int size, boolean direct) {
    // A larger one would not be kept, and its memory be free only after a collection.
    boolean isPooled = size <= RequestBody.LARGE_BUFFER_BYTES;
    long bytes = (long) Math.ceilDiv(size, UNIT_BYTES) * UNIT_BYTES;
    if (!direct || !isPooled || !tryLend(bytes)) {
      return super.acquire(size, false);
    }
    RetainableByteBuffer.Mutable lent = null;
    try {
      lent = new Lent(super.acquire(size, true), bytes);
      return lent;
    } finally {
      if (lent == null) {
        lentBytes.addAndGet(-bytes);
      }
    }
  }

  private boolean tryLend(long bytes) {
    boolean fits = lentBytes.addAndGet(bytes) <= directBytes;
    if (!fits) {
      lentBytes.addAndGet(-bytes);
    }
    return fits;
  }

  /** Counts until nobody holds it, or a slice of it, any more. */
  private final class Lent extends RetainableByteBuffer.Wrapper {
    private final long bytes;

    Lent(RetainableByteBuffer buffer, long bytes) {
      super(buffer);
      this.bytes = bytes;
    }

    @Override
    public boolean release() {
      boolean isLast = super.release();
      if (isLast) {
        lentBytes.addAndGet(-bytes);
      }
      return isLast;
    }

    /** One of the buffer below would let that go, and not this. */
    @Override
    public RetainableByteBuffer slice() {
      return slice(remaining());
    }

    @Override
    public RetainableByteBuffer slice(long length) {
      ByteBuffer all = getByteBuffer();
      retain();
      return RetainableByteBuffer.wrap(
          all.slice(all.position(), (int) Math.min(length, all.remaining())), this);
    }
  }
}
