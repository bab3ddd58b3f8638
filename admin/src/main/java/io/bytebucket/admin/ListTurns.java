package io.bytebucket.admin;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.http.Response;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Lets a few lists be made at once. Each is made in memory, some thousand records of it, before it
 * is known how much of the documents' room it takes: as many as there are connections would take
 * the heap. The others wait for their turn, and not for long. Thread-safe.
 */
final class ListTurns {
  private static final int AT_ONCE = 4;
  private static final long PATIENCE_MILLIS = 2_000;
  private static final int RETRY_AFTER_SECONDS = 1;

  private final Semaphore turns = new Semaphore(AT_ONCE, true);

  /** What makes an answer. */
  interface Making {
    Response make() throws IOException;
  }

  /**
   * Makes an answer when its turn comes.
   *
   * @throws StoreException with {@link Failure.Busy} when it does not come soon
   */
  Response make(Making making) throws IOException {
    if (!isMyTurn()) {
      throw new StoreException(new Failure.Busy(RETRY_AFTER_SECONDS));
    }
    try {
      return making.make();
    } finally {
      turns.release();
    }
  }

  private boolean isMyTurn() {
    try {
      return turns.tryAcquire(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
