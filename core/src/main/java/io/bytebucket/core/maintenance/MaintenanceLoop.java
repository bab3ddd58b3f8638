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
 * Runs a small task again and again on a thread of its own, with a pause after each round. A round
 * that fails is logged and tried again; closing waits for the round under way, with a bound.
 */
public final class MaintenanceLoop implements AutoCloseable {
  private final CountDownLatch stop = new CountDownLatch(1);
  private final String name;
  private final Instruments instruments;
  private final Thread thread;

  /**
   * What a test has of its own.
   *
   * @param closeWait how long closing waits for the round under way
   * @param log where it complains
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
   * The same, for work that comes in rounds so that closing need not wait for all of it.
   *
   * @param round whether more is due: then the next round begins without a pause
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
        // An error too: without this loop the server would go on, and only its garbage would grow.
        isMoreDue = false;
        report(log -> log.atError().setCause(e), "maintenance round failed");
      }
    } while (!isStopped(isMoreDue ? Duration.ZERO : pause));
  }

  /** What cannot be logged must not end the loop either, nor keep others from being closed. */
  private void report(Function<Logger, LoggingEventBuilder> line, String text) {
    try {
      line.apply(instruments.log()).addKeyValue("task", name).log(text);
    } catch (RuntimeException | Error e) {
      // There is nowhere else to say it.
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
   * Ends the loop after the round under way. One that hangs, or has much to do, is not waited for
   * longer than half a minute: it fails once its store is closed, and the next run takes it up.
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
