package io.bytebucket.server.progress;

import io.bytebucket.transfer.remote.StopRequest;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Hears when the process is told to end, and gives the work a while to end in order. Whoever is
 * told so ends with the status that says that it can be gone on with. Thread-safe.
 */
public final class HeardSignals implements StopRequest, AutoCloseable {
  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch done = new CountDownLatch(1);
  private final Thread hook = new Thread(this::onEnd, "end-in-order");
  private final Duration grace;
  private final PrintWriter errors;
  private final Runnable stop;

  private HeardSignals(Duration grace, PrintWriter errors, Runnable stop) {
    this.grace = grace;
    this.errors = errors;
    this.stop = stop;
  }

  /**
   * Listens until it is closed; a process that is told to end meanwhile ends with {@link
   * ExitStatus#STOPPED}.
   *
   * @param grace how long the work may take to end in order
   * @param errors where to say that it took longer
   * @param stop tells the work so; a short one
   */
  public static HeardSignals listen(Duration grace, PrintWriter errors, Runnable stop) {
    HeardSignals signals = new HeardSignals(grace, errors, stop);
    Runtime.getRuntime().addShutdownHook(signals.hook);
    return signals;
  }

  private void onEnd() {
    asked.countDown();
    stop.run();
    try {
      if (!done.await(grace.toNanos(), TimeUnit.NANOSECONDS)) {
        errors.println("bytebucket: ended before what was under way was done");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    errors.flush();
    Runtime.getRuntime().halt(ExitStatus.STOPPED);
  }

  @Override
  public boolean isAsked() {
    return asked.getCount() == 0;
  }

  @Override
  public boolean await(Duration time) {
    try {
      return asked.await(time.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  /** The work is done; from now on the process ends as any other. */
  @Override
  public void close() {
    done.countDown();
    if (!isAsked()) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException endsAlready) {
        // The hook ends the process with its status.
      }
    }
  }
}
