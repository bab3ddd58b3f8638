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
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Keys that are worked on at the same time, and what came of them in the order of the listing. How
 * far it runs ahead of the oldest that is not done is bounded. For one thread.
 *
 * @param <T> what comes of a key
 */
final class Window<T> implements AutoCloseable {
  private static final int AHEAD_MAX = 2_048;

  /** All of them together: a key may have very many versions. */
  private static final int VERSIONS_AHEAD_MAX = 20_000;

  /** What is on its way when the run is told to stop has so long. */
  private static final Duration GRACE = Duration.ofSeconds(5);

  private static final Duration LOOK = Duration.ofMillis(200);

  private final ExecutorService workers;
  private final StopRequest stop;
  private final Consumer<T> sink;
  private final ArrayDeque<Slot<T>> slots = new ArrayDeque<>();
  private long versionsAhead;

  /** A place in the order: a result, or what brings one. */
  private sealed interface Slot<T> {
    /** How many versions it keeps in memory. */
    int versions();

    record Known<T>(T result, int versions) implements Slot<T> {}

    /** What brings one. */
    final class Coming<T> implements Slot<T> {
      private final Future<T> result;
      private final int versions;

      private Coming(Future<T> result, int versions) {
        this.result = result;
        this.versions = versions;
      }

      @Override
      public int versions() {
        return versions;
      }
    }
  }

  /**
   * A window.
   *
   * @param sink takes results, in order
   */
  Window(int parallel, StopRequest stop, Consumer<T> sink) {
    this.workers = Executors.newFixedThreadPool(parallel, Thread.ofVirtual().factory());
    this.stop = stop;
    this.sink = sink;
  }

  /**
   * Adds a result that is known.
   *
   * @param versions how many it keeps in memory
   */
  void add(T result, int versions) {
    if (slots.isEmpty()) {
      sink.accept(result);
    } else {
      add(new Slot.Known<>(result, versions));
    }
  }

  /**
   * Adds work; waits where it would run too far ahead.
   *
   * @param versions how many it keeps in memory
   */
  void begin(Supplier<T> work, int versions) {
    add(new Slot.Coming<>(workers.submit(work::get), versions));
  }

  private void add(Slot<T> slot) {
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

  private static <T> boolean isDone(Slot<T> slot) {
    return switch (slot) {
      case Slot.Known<T> _ -> true;
      case Slot.Coming<T> coming -> coming.result.isDone();
    };
  }

  /** Waits for all that was added. */
  void drain() {
    while (!slots.isEmpty()) {
      takeFirst();
    }
  }

  private void takeFirst() {
    T result =
        switch (slots.element()) {
          case Slot.Known<T> known -> known.result();
          case Slot.Coming<T> coming -> await(coming.result);
        };
    versionsAhead -= slots.remove().versions();
    sink.accept(result);
  }

  /** Waits without end while nobody wants to stop, and after that for a moment. */
  private T await(Future<T> coming) {
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
