package io.bytebucket.server.remote;

import io.bytebucket.transfer.remote.StopRequest;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Hears when the process is told to end, and gives the work a while to end in order. Whoever is
 * told so ends with the status that says that it can be gone on with. Thread-safe.
 */
final class HeardSignals implements StopRequest, AutoCloseable {
  /** The work itself takes less from when it is told. */
  private static final Duration GRACE = Duration.ofSeconds(20);

  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch done = new CountDownLatch(1);
  private final Thread hook = new Thread(this::onEnd, "end-in-order");
  private final int status;
  private final PrintWriter errors;

  private HeardSignals(int status, PrintWriter errors) {
    this.status = status;
    this.errors = errors;
  }

  /** Listens until it is closed; the process ends with that status when it is told to. */
  static HeardSignals listen(int status, PrintWriter errors) {
    HeardSignals signals = new HeardSignals(status, errors);
    Runtime.getRuntime().addShutdownHook(signals.hook);
    return signals;
  }

  private void onEnd() {
    asked.countDown();
    try {
      if (!done.await(GRACE.toNanos(), TimeUnit.NANOSECONDS)) {
        errors.println("bytebucket: ended before what was under way was done");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    errors.flush();
    Runtime.getRuntime().halt(status);
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
