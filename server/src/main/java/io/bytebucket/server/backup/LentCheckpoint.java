package io.bytebucket.server.backup;

import io.bytebucket.server.client.CheckpointClient;
import io.bytebucket.server.client.ClientException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A checkpoint of a running server, renewed as long as it is in use and released afterwards. When
 * the process that uses it dies, it ends by itself. For one thread.
 */
final class LentCheckpoint implements AutoCloseable {
  private static final Duration LIFE = Duration.ofMinutes(15);

  /** Several fit into a life, so that one that fails may be tried again. */
  private static final Duration PAUSE = Duration.ofMinutes(2);

  private final CheckpointClient client;
  private final CheckpointClient.Made made;
  private final CountDownLatch end = new CountDownLatch(1);
  private final Thread renewing;

  private LentCheckpoint(CheckpointClient client, CheckpointClient.Made made, Going going) {
    this.client = client;
    this.made = made;
    this.renewing = Thread.ofVirtual().name("renewal").start(() -> renew(going));
  }

  /**
   * Has one made.
   *
   * @throws ClientException when the server does not
   */
  static LentCheckpoint of(CheckpointClient client, Going going) {
    return new LentCheckpoint(client, client.create(LIFE), going);
  }

  CheckpointClient.Made made() {
    return made;
  }

  private void renew(Going going) {
    int failures = 0;
    while (!isOver()) {
      try {
        client.renew(made.id(), LIFE);
        failures = 0;
      } catch (ClientException e) {
        failures++;
        if (PAUSE.multipliedBy(failures + 1L).compareTo(LIFE) > 0) {
          going.fail(lost(e));
          return;
        }
      }
    }
  }

  private boolean isOver() {
    try {
      return end.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      return true;
    }
  }

  /** Makes sure that it is still there, and so everything that was read of it was whole. */
  void require() {
    try {
      client.renew(made.id(), LIFE);
    } catch (ClientException e) {
      throw lost(e);
    }
  }

  private static BackupException lost(ClientException cause) {
    return new BackupException(
        "the state that the server had set aside is gone, so the backup is not finished; start it"
            + " again, and it goes on ("
            + cause.getMessage()
            + ")",
        cause);
  }

  /** Releases it; where that fails it ends by itself. */
  @Override
  public void close() {
    end.countDown();
    renewing.interrupt();
    try {
      client.release(made.id());
    } catch (ClientException endsByItself) {
      // In a quarter of an hour at the latest; there is nothing to be done about it here.
    }
  }
}
