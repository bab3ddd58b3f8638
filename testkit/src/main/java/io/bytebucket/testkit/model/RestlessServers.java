package io.bytebucket.testkit.model;

import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.object.ObjectKey;
import io.bytebucket.core.object.ObjectReader;
import io.bytebucket.testkit.model.Servers.Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
import java.util.function.Function;

/**
 * Servers that do their upkeep, read slowly and are killed while clients have work for them; only
 * one alone is left in peace. Thread-safe.
 */
final class RestlessServers {
  /** How many threads trouble them. */
  static final int THREADS = 6;

  private static final int STEPS = 15;
  private static final int CALLS_MAX = 60;

  private final Servers servers;
  private final int count;

  RestlessServers(Servers servers, int count) {
    this.servers = servers;
    this.count = count;
  }

  /**
   * Has a server do something; when it dies before it was done, or was taken for dead, the next one
   * does it.
   *
   * @param number whose turn it is, counted round and round
   */
  <T> T outlive(int number, Function<Server, T> task) {
    while (true) {
      Server server = servers.get(number % count);
      try {
        return task.apply(server);
      } catch (MortalEngine.Killed e) {
        servers.restart(server);
      } catch (StoreException e) {
        if (!(e.failure() instanceof Failure.Busy)) {
          throw e;
        }
        renew(server);
      }
    }
  }

  private void renew(Server server) {
    try {
      server.store().tenure().renew();
    } catch (MortalEngine.Killed e) {
      servers.restart(server);
    }
  }

  /** Does some upkeep, reads some, and kills now and then. */
  void trouble(Random random, BucketName bucket) {
    if (count == 1) {
      return;
    }
    for (int i = 0; i < STEPS; i++) {
      int number = random.nextInt(count);
      switch (random.nextInt(8)) {
        case 0 -> servers.get(number).engine().killAt(1 + random.nextInt(CALLS_MAX), true);
        case 1 -> servers.get(number).engine().killAt(1 + random.nextInt(CALLS_MAX), false);
        case 2, 3 -> renew(servers.get(number));
        case 4, 5 -> outlive(number, server -> server.store().upkeep().collector().collect());
        case 6 -> outlive(number, server -> server.store().upkeep().sweep().sweep());
        default -> outlive(number, server -> readTwice(server, number + 1, bucket));
      }
    }
  }

  /**
   * Reads an object before and after another server collected garbage. Damage that is found goes to
   * the caller: there is none.
   */
  private boolean readTwice(Server server, int other, BucketName bucket) {
    ObjectReader.Source source = ObjectReader.Source.current(bucket, new ObjectKey("a/key"));
    try (ObjectReader.Content content = server.store().reader().open(source)) {
      content.transfer(0, content.object().sizeBytes(), _ -> {});
      renew(servers.get(other % count));
      outlive(other, collecting -> collecting.store().upkeep().collector().collect());
      content.transfer(0, content.object().sizeBytes(), _ -> {});
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (StoreException e) {
      if (e.failure() instanceof Failure.NoSuchKey || e.failure() instanceof Failure.DeleteMarker) {
        return false;
      }
      throw e;
    }
  }
}
