package io.bytebucket.server.backup;

import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/** Lets bytes pass no faster than a rate, over all threads together. Thread-safe. */
public final class RateLimit {
  /** No limit. */
  public static final RateLimit NONE = new RateLimit(Long.MAX_VALUE, () -> 0, _ -> {});

  private static final double NANOS = 1e9;

  /** What was not used lately may be made up for, this much of it. */
  private static final long SLACK_NANOS = 100_000_000;

  private final long bytesPerSecond;
  private final LongSupplier nanoTime;
  private final LongConsumer pause;
  private long freeAt;
  private boolean isBegun;

  /**
   * A limit with a clock of its own.
   *
   * @param pause waits for so many nanoseconds
   */
  RateLimit(long bytesPerSecond, LongSupplier nanoTime, LongConsumer pause) {
    this.bytesPerSecond = bytesPerSecond;
    this.nanoTime = nanoTime;
    this.pause = pause;
  }

  /** So many bytes a second, at least one. */
  public static RateLimit of(long bytesPerSecond) {
    return new RateLimit(bytesPerSecond, System::nanoTime, RateLimit::park);
  }

  /** Waits until so many more bytes may have passed. */
  void take(long bytes) {
    if (bytesPerSecond == Long.MAX_VALUE) {
      return;
    }
    long wait = reserve(bytes);
    if (wait > 0) {
      pause.accept(wait);
    }
  }

  /** In how many nanoseconds they may pass. */
  private synchronized long reserve(long bytes) {
    long now = nanoTime.getAsLong();
    if (!isBegun || freeAt - now < -SLACK_NANOS) {
      isBegun = true;
      freeAt = now - SLACK_NANOS;
    }
    freeAt += (long) (bytes * NANOS / bytesPerSecond);
    return freeAt - now;
  }

  private static void park(long nanos) {
    long end = System.nanoTime() + nanos;
    for (long left = nanos; left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
      if (Thread.currentThread().isInterrupted()) {
        return;
      }
    }
  }
}
