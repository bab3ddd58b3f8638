package io.bytebucket.engine.local.metadata;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts the calls under way, so that native memory is freed only when no call can use it any more.
 * Thread-safe.
 */
final class OpenCalls {
  /**
   * Added to the count on closing. A negative count means closed, and what is above this number
   * still counts calls.
   */
  private static final long CLOSED = Long.MIN_VALUE;

  private final AtomicLong count = new AtomicLong();
  private final CountDownLatch drained = new CountDownLatch(1);

  /**
   * Begins a call, which must {@link #exit()}.
   *
   * @throws StoreException with {@link Failure.EngineFault} once closed
   */
  void enter() {
    if (count.incrementAndGet() < 0) {
      exit();
      throw new StoreException(new Failure.EngineFault("use after close"));
    }
  }

  /** Ends a call. */
  void exit() {
    if (count.decrementAndGet() == CLOSED) {
      drained.countDown();
    }
  }

  /**
   * Lets no further call begin, and waits for those under way. It may be called again.
   *
   * @return whether none is left
   */
  boolean close(Duration limit) {
    if (count.getAndUpdate(now -> now < 0 ? now : now + CLOSED) == 0) {
      drained.countDown();
    }
    boolean interrupted = false;
    try {
      long deadline = System.nanoTime() + limit.toNanos();
      while (true) {
        try {
          return drained.await(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
