package io.bytebucket.core.maintenance;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a small task again and again on a thread of its own, with a pause after each round. A round
 * that fails is logged and tried again; closing waits for the round under way.
 */
public final class MaintenanceLoop implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(MaintenanceLoop.class);

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
        LOG.atError().setCause(e).addKeyValue("task", name).log("maintenance round failed");
      }
    } while (!isStopped(pause));
  }

  private boolean isStopped(Duration pause) {
    try {
      return stop.await(pause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      return true;
    }
  }

  /** Ends the loop after the round under way. */
  @Override
  public void close() {
    stop.countDown();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
