package io.bytebucket.engine.local.metadata.commit;

import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.LockSupport;

/**
 * Calls {@code look} once a second, to answer callers that have waited too long, whatever the
 * committer is doing. Thread-safe.
 *
 * <p>Callers that wait have no timers of their own, so they depend on this thread. Nothing that a
 * look throws ends it, and every call to the store checks that it is alive.
 */
final class CommitWatch implements AutoCloseable {
  private static final Duration BEAT = Duration.ofSeconds(1);

  private final ThreadFactory threads;
  private final Runnable look;
  private volatile Thread thread;
  private volatile boolean isClosed;

  /** Starts to watch. */
  CommitWatch(ThreadFactory threads, Runnable look) {
    this.threads = threads;
    this.look = look;
    this.thread = start();
  }

  private Thread start() {
    Thread fresh = threads.newThread(this::run);
    fresh.start();
    return fresh;
  }

  private void run() {
    while (!isClosed) {
      LockSupport.parkNanos(this, BEAT.toNanos());
      try {
        look.run();
      } catch (Throwable e) {
        // The watch goes on: nobody else would answer the callers.
      }
    }
  }

  /**
   * Starts another thread if the thread is gone. While it is there, this costs two reads of memory.
   */
  void requireAlive() {
    if (!thread.isAlive() && !isClosed) {
      replace();
    }
  }

  private synchronized void replace() {
    if (!thread.isAlive() && !isClosed) {
      thread = start();
    }
  }

  @Override
  public void close() {
    isClosed = true;
    LockSupport.unpark(thread);
  }
}
