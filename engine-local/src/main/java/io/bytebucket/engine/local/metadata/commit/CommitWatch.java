package io.bytebucket.engine.local.metadata.commit;

import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.LockSupport;

/**
 * Looks after those who wait, once a second, whatever the committer is at. Thread-safe.
 *
 * <p>Nobody who waits has a timer, so this thread must not be missing: nothing that a look throws
 * ends it, and every call to the store looks whether it is there.
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
        // The next look is a second away, and nobody else would answer.
      }
    }
  }

  /** Puts another thread in the place of one that is gone: two reads of memory when it is there. */
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
