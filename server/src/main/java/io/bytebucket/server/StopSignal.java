package io.bytebucket.server;

import io.bytebucket.server.logging.Logging;
import java.util.concurrent.CountDownLatch;

/** Waits for SIGTERM or SIGINT, and then for the server to stop in order. */
final class StopSignal {
  private StopSignal() {}

  /**
   * Returns when the Java runtime is told to end, which it does only once the server has stopped
   * and the last line is logged.
   */
  static void await(Wiring wiring, Logging logging) {
    CountDownLatch told = new CountDownLatch(1);
    Thread stop =
        Thread.ofPlatform()
            .name("stop")
            .unstarted(() -> {
              wiring.close();
              logging.close();
              told.countDown();
            });
    Runtime.getRuntime().addShutdownHook(stop);
    try {
      told.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
