package io.bytebucket.core.maintenance;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a small task again and again on a thread of its own, with a pause after each round. A round
 * that fails is logged and tried again; closing waits for the round under way, with a bound.
 */
public final class MaintenanceLoop implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(MaintenanceLoop.class);

  private static final Duration CLOSE_WAIT = Duration.ofSeconds(30);

  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread thread;

  /** Starts the loop; the first round begins at once. */
  public MaintenanceLoop(String name, Duration pause, Runnable round) {
    thread = Thread.ofVirtual().name(name).start(() -> run(name, pause, round));
  }

  private void run(String name, Duration pause, Runnable round) {
    do {
      try {
        round.run();
      } catch (RuntimeException | Error e) {
        // An error too: without this loop the server would go on, and only its garbage would grow.
        report(name, e);
      }
    } while (!isStopped(pause));
  }

  /** What cannot be logged must not end the loop either. */
  private static void report(String name, Throwable cause) {
    try {
      LOG.atError().setCause(cause).addKeyValue("task", name).log("maintenance round failed");
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
      if (!thread.join(CLOSE_WAIT)) {
        LOG.atWarn().addKeyValue("task", thread.getName()).log("a maintenance round goes on");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
