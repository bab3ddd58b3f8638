package io.bytebucket.transfer.files;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/** Does several things at once, but no more than so many, and waits for all of them. */
final class Together {
  private Together() {}

  /**
   * Runs tasks on virtual threads.
   *
   * @return their results, in their order
   * @throws IOException what one of them failed with, after all of them ended
   */
  static <T> List<T> run(int atOnce, List<Callable<T>> tasks) throws IOException {
    Semaphore places = new Semaphore(atOnce);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<T>> futures = new ArrayList<>();
      for (Callable<T> task : tasks) {
        futures.add(
            threads.submit(() -> {
              places.acquire();
              try {
                return task.call();
              } finally {
                places.release();
              }
            }));
      }
      List<T> results = new ArrayList<>();
      for (Future<T> future : futures) {
        results.add(result(future));
      }
      return results;
    }
  }

  private static <T> T result(Future<T> future) throws IOException {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case IOException failed -> throw failed;
        case RuntimeException failed -> throw failed;
        case null, default -> throw new IOException("a task failed", e);
      }
    }
  }
}
