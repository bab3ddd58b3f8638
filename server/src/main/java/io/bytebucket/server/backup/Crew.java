package io.bytebucket.server.backup;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A few threads that do much of the same. What is waiting is bounded. For one thread to use. */
final class Crew implements AutoCloseable {
  private static final int WAITING_PER_THREAD = 4;

  private final ExecutorService threads;
  private final Semaphore room;
  private final int places;
  private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();

  Crew(int count) {
    this.threads =
        Executors.newFixedThreadPool(count, Thread.ofPlatform().name("copy-", 0).factory());
    this.places = count * WAITING_PER_THREAD;
    this.room = new Semaphore(places);
  }

  /** Has something done, as soon as there is room; throws what an earlier task threw. */
  void submit(Runnable task) {
    requireNoFailure();
    room.acquireUninterruptibly();
    threads.execute(() -> {
      try {
        if (failure.get() == null) {
          task.run();
        }
      } catch (RuntimeException e) {
        failure.compareAndSet(null, e);
      } catch (Error e) {
        failure.compareAndSet(null, new IllegalStateException(e));
      } finally {
        room.release();
      }
    });
  }

  /** Waits until all is done; throws what a task threw. */
  void finish() {
    room.acquireUninterruptibly(places);
    room.release(places);
    requireNoFailure();
  }

  private void requireNoFailure() {
    RuntimeException known = failure.get();
    if (known != null) {
      throw known;
    }
  }

  /** Waits for what is being done; what is not yet is left out. */
  @Override
  public void close() {
    failure.compareAndSet(null, new Going.StoppedException());
    threads.close();
  }
}
