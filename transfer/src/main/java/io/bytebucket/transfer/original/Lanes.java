package io.bytebucket.transfer.original;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Does a bounded number of things at once, each on a virtual thread: whoever brings one more waits
 * for its turn. After the first that fails no other begins. For one thread that brings them.
 */
final class Lanes implements AutoCloseable {
  private final int width;
  private final Semaphore free;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

  Lanes(int width) {
    this.width = width;
    this.free = new Semaphore(width);
  }

  /**
   * Begins something as soon as there is room.
   *
   * @throws RuntimeException what failed before
   */
  void run(Runnable task) throws IOException {
    acquire(1);
    rethrow();
    threads.execute(() -> {
      try {
        task.run();
      } catch (RuntimeException | Error e) {
        failure.compareAndSet(null, e);
      } finally {
        free.release();
      }
    });
  }

  /**
   * Waits until all of it is done.
   *
   * @throws RuntimeException what failed
   */
  void await() throws IOException {
    acquire(width);
    free.release(width);
    rethrow();
  }

  private void acquire(int permits) throws IOException {
    try {
      free.acquire(permits);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }

  private void rethrow() {
    switch (failure.get()) {
      case null -> {}
      case RuntimeException failed -> throw failed;
      case Error failed -> throw failed;
      case Throwable other -> throw new IllegalStateException(other);
    }
  }

  @Override
  public void close() {
    threads.close();
  }
}
