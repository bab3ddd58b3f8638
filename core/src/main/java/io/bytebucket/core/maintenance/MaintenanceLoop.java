package io.bytebucket.core.maintenance;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Runs a small task again and again on a thread of its own, with a pause after each round. When a
 * round fails, that is logged and the next round comes all the same. Closing waits for the round
 * that is under way, but not for ever.
 */
public final class MaintenanceLoop implements AutoCloseable {
  private final CountDownLatch stop = new CountDownLatch(1);
  private final String name;
  private final Instruments instruments;
  private final Thread thread;

  /**
   * What a test sets in its own way.
   *
   * @param closeWait how long closing waits for the round under way
   * @param log where failures are logged
   */
  record Instruments(Duration closeWait, Logger log) {
    static final Instruments STANDARD =
        new Instruments(Duration.ofSeconds(30), LoggerFactory.getLogger(MaintenanceLoop.class));
  }

  /** Starts the loop; the first round begins at once. */
  public MaintenanceLoop(String name, Duration pause, Runnable round) {
    this(
        name,
        pause,
        Instruments.STANDARD,
        () -> {
          round.run();
          return false;
        });
  }

  /**
   * A loop over work that is cut into rounds, so that closing need not wait for all of it.
   *
   * @param round does one round, and says whether there is more to do: then the next one begins
   *     without a pause
   */
  public MaintenanceLoop(String name, Duration pause, BooleanSupplier round) {
    this(name, pause, Instruments.STANDARD, round);
  }

  MaintenanceLoop(String name, Duration pause, Instruments instruments, BooleanSupplier round) {
    this.name = name;
    this.instruments = instruments;
    this.thread = Thread.ofVirtual().name(name).start(() -> run(pause, round));
  }

  private void run(Duration pause, BooleanSupplier round) {
    boolean isMoreDue;
    do {
      try {
        isMoreDue = round.getAsBoolean();
      } catch (RuntimeException | Error e) {
        // Errors are caught too: without this loop the server would go on, and its garbage would
        // grow unnoticed.
        isMoreDue = false;
        report(log -> log.atError().setCause(e), "maintenance round failed");
      }
    } while (!isStopped(isMoreDue ? Duration.ZERO : pause));
  }

  /** If even logging fails, the loop must still go on, and other loops must still be closed. */
  private void report(Function<Logger, LoggingEventBuilder> line, String text) {
    try {
      line.apply(instruments.log()).addKeyValue("task", name).log(text);
    } catch (RuntimeException | Error e) {
      // There is nowhere else to report it.
    }
  }

  private boolean isStopped(Duration pause) {
    try {
      return stop.await(pause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      return true;
    }
  }

  /**
   * Ends the loop after the round that is under way. A round that hangs or has much to do is waited
   * for half a minute at most: it fails when its store is closed, and the next start of the server
   * does its work.
   */
  @Override
  public void close() {
    stop.countDown();
    try {
      if (!thread.join(instruments.closeWait())) {
        report(Logger::atWarn, "a maintenance round goes on");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
