package io.bytebucket.core.check;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Keeps a check to so many bytes a second, and ends it when that is asked for. Thread-safe. */
final class Pace {
  /** Bytes that were not read in time are not read faster later, but for this long. */
  private static final long SLACK_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

  private static final long NANOS = TimeUnit.SECONDS.toNanos(1);

  private final long bytesPerSecond;
  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition stopping = lock.newCondition();

  /** Guarded by the lock. */
  private long dueNanos;

  private volatile boolean isStopped;

  /** Thrown when the check is to end. */
  static final class Stopped extends RuntimeException {
    private static final long serialVersionUID = 1;

    Stopped() {
      super("the check was stopped", null, false, false);
    }
  }

  /**
   * A pace.
   *
   * @param bytesPerSecond how many; 0 for as many as there are
   */
  Pace(long bytesPerSecond, InstantSource clock) {
    this.bytesPerSecond = bytesPerSecond;
    this.clock = clock;
    this.dueNanos = nanos();
  }

  /** Ends the check soon. */
  void stop() {
    lock.lock();
    try {
      isStopped = true;
      stopping.signalAll();
    } finally {
      lock.unlock();
    }
  }

  boolean isStopped() {
    return isStopped;
  }

  /** Goes on unless the check is to end. */
  void requireGoing() {
    if (isStopped) {
      throw new Stopped();
    }
  }

  /** Says that so many bytes were read, and waits until that is not too fast. */
  void took(long bytes) {
    requireGoing();
    if (bytesPerSecond == 0) {
      return;
    }
    lock.lock();
    try {
      dueNanos = Math.max(dueNanos, nanos() - SLACK_NANOS) + costNanos(bytes);
      long waitNanos = dueNanos - nanos();
      while (waitNanos > 0 && !isStopped) {
        long _ = stopping.awaitNanos(waitNanos);
        waitNanos = dueNanos - nanos();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreException(new Failure.EngineFault("check, interrupted"), e);
    } finally {
      lock.unlock();
    }
    requireGoing();
  }

  private long costNanos(long bytes) {
    return (long) ((double) bytes / bytesPerSecond * NANOS);
  }

  private long nanos() {
    return TimeUnit.MILLISECONDS.toNanos(clock.millis());
  }
}
