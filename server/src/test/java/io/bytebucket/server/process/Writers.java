package io.bytebucket.server.process;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Many writers at work on one server, until it is ended under them. For one thread. */
final class Writers {
  private final List<Thread> threads = new ArrayList<>();
  private final AtomicBoolean ending = new AtomicBoolean();
  private final CountDownLatch awaited;
  private final Journal journal;

  private Writers(CountDownLatch awaited, Journal journal) {
    this.awaited = awaited;
    this.journal = journal;
  }

  /**
   * Starts them.
   *
   * @param until how many acknowledgements {@link #awaitAcknowledgements} waits for
   */
  static Writers start(
      int count,
      int until,
      long seed,
      Endpoint endpoint,
      String bucket,
      List<Integer> sizesBytes,
      Journal journal) {
    Writers writers = new Writers(new CountDownLatch(until), journal);
    for (int number = 0; number < count; number++) {
      Writer writer =
          new Writer(
              number, seed, endpoint, bucket, sizesBytes, journal, writers.awaited, writers.ending);
      writers.threads.add(Thread.ofPlatform().name("writer-" + number).start(writer));
    }
    return writers;
  }

  /** Waits until the server has acknowledged as many requests as agreed. */
  void awaitAcknowledgements() {
    try {
      while (!awaited.await(1, TimeUnit.MINUTES)) {
        if (threads.stream().noneMatch(Thread::isAlive)) {
          throw new AssertionError("all writers gave up: " + journal.surprises());
        }
      }
    } catch (InterruptedException stopTheTest) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopTheTest);
    }
  }

  /** From now on the server may fail. */
  void expectTheEnd() {
    ending.set(true);
  }

  /** Waits for the writers, which end when the server has. */
  void join() {
    try {
      for (Thread thread : threads) {
        if (!thread.join(Duration.ofMinutes(2))) {
          throw new AssertionError(thread.getName() + " does not end");
        }
      }
    } catch (InterruptedException stopTheTest) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopTheTest);
    }
  }
}
