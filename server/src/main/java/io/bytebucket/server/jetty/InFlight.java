package io.bytebucket.server.jetty;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Counts the requests that are being answered, so that a stop can wait for them. Thread-safe. */
final class InFlight {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition none = lock.newCondition();
  private int count;

  void begin() {
    lock.lock();
    try {
      count++;
    } finally {
      lock.unlock();
    }
  }

  void end() {
    lock.lock();
    try {
      count--;
      if (count == 0) {
        none.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Waits until no request is being answered, for at most so long, and says how many are left. */
  int awaitNone(Duration timeout) {
    long nanos = timeout.toNanos();
    lock.lock();
    try {
      while (count > 0 && nanos > 0) {
        nanos = none.awaitNanos(nanos);
      }
      return count;
    } catch (InterruptedException stopNow) {
      Thread.currentThread().interrupt();
      return count;
    } finally {
      lock.unlock();
    }
  }
}
