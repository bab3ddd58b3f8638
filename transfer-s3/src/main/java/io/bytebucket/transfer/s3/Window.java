package io.bytebucket.transfer.s3;

import io.bytebucket.transfer.remote.StopRequest;
import io.bytebucket.transfer.s3.client.StoppedException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Keys that are worked on at the same time, and what came of them in the order of the listing. How
 * far it runs ahead of the oldest that is not done is bounded. For one thread.
 */
final class Window implements AutoCloseable {
  private static final int AHEAD_MAX = 2_048;

  /** All of them together: a key may have very many versions. */
  private static final int VERSIONS_AHEAD_MAX = 20_000;

  /** What is on its way when the run is told to stop has so long. */
  private static final Duration GRACE = Duration.ofSeconds(5);

  private static final Duration LOOK = Duration.ofMillis(200);

  private final ExecutorService workers;
  private final StopRequest stop;
  private final Sink sink;
  private final ArrayDeque<Slot> slots = new ArrayDeque<>();
  private long versionsAhead;

  /** Takes results, in order. */
  @FunctionalInterface
  interface Sink {
    void take(KeyWork.Result result);
  }

  /** A place in the order: a result, or what brings one. */
  private sealed interface Slot {
    /** How many versions it keeps in memory. */
    int versions();

    record Known(KeyWork.Result result) implements Slot {
      @Override
      public int versions() {
        return result.lines().size();
      }
    }

    /** What brings one. */
    final class Coming implements Slot {
      private final Future<KeyWork.Result> result;
      private final int versions;

      private Coming(Future<KeyWork.Result> result, int versions) {
        this.result = result;
        this.versions = versions;
      }

      @Override
      public int versions() {
        return versions;
      }
    }
  }

  Window(int parallel, StopRequest stop, Sink sink) {
    this.workers = Executors.newFixedThreadPool(parallel, Thread.ofVirtual().factory());
    this.stop = stop;
    this.sink = sink;
  }

  /** Adds a result that is known. */
  void add(KeyWork.Result result) {
    if (slots.isEmpty()) {
      sink.take(result);
    } else {
      add(new Slot.Known(result));
    }
  }

  /**
   * Adds work; waits where it would run too far ahead.
   *
   * @param versions how many it keeps in memory
   */
  void add(Supplier<KeyWork.Result> work, int versions) {
    add(new Slot.Coming(workers.submit(work::get), versions));
  }

  private void add(Slot slot) {
    slots.add(slot);
    versionsAhead += slot.versions();
    makeRoom();
  }

  private void makeRoom() {
    while (!slots.isEmpty() && (isTooFarAhead() || isDone(slots.peekFirst()))) {
      takeFirst();
    }
  }

  private boolean isTooFarAhead() {
    return slots.size() > AHEAD_MAX || versionsAhead > VERSIONS_AHEAD_MAX;
  }

  private static boolean isDone(Slot slot) {
    return switch (slot) {
      case Slot.Known _ -> true;
      case Slot.Coming coming -> coming.result.isDone();
    };
  }

  /** Waits for all that was added. */
  void drain() {
    while (!slots.isEmpty()) {
      takeFirst();
    }
  }

  private void takeFirst() {
    KeyWork.Result result =
        switch (slots.element()) {
          case Slot.Known known -> known.result();
          case Slot.Coming coming -> await(coming.result);
        };
    versionsAhead -= slots.remove().versions();
    sink.take(result);
  }

  /** Waits without end while nobody wants to stop, and after that for a moment. */
  private KeyWork.Result await(Future<KeyWork.Result> coming) {
    Duration waited = Duration.ZERO;
    while (true) {
      try {
        return coming.get(LOOK.toNanos(), TimeUnit.NANOSECONDS);
      } catch (TimeoutException e) {
        if (stop.isAsked()) {
          waited = waited.plus(LOOK);
        }
        if (waited.compareTo(GRACE) > 0) {
          throw new StoppedException();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new StoppedException();
      } catch (ExecutionException e) {
        throw e.getCause() instanceof RuntimeException failure
            ? failure
            : new IllegalStateException("A key could not be worked on", e);
      }
    }
  }

  /** Ends what is still under way. */
  @Override
  public void close() {
    workers.shutdownNow();
    workers.close();
  }
}
