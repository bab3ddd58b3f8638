package io.bytebucket.testkit.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.bucket.Buckets;
import io.bytebucket.core.bucket.LocationConstraint;
import io.bytebucket.core.bucket.Versioning;
import io.bytebucket.core.layout.LayoutSizes;
import io.bytebucket.core.store.Engine;
import io.bytebucket.core.user.UserId;
import io.bytebucket.testkit.contract.Crowd;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Core's services over an engine are linearizable: whatever many clients do at once to one key, by
 * puts, creations, completions of uploads, deletes and reads, there is an order that explains what
 * each was told.
 *
 * <p>An engine extends this class in its own tests. Set the property {@code tests.seed} to run a
 * failure again, as far as threads can be run again.
 */
public abstract class LinearizabilityContract {
  private static final int CLIENTS = 64;
  private static final int OPERATIONS_EACH = 4;
  private static final int ROUNDS = 15;
  private static final BucketName BUCKET = new BucketName("contended");

  /** An engine without data. */
  protected abstract Engine open();

  /** How many servers the clients are spread over; several are killed and started again. */
  protected int serverCount() {
    return 1;
  }

  @ParameterizedTest
  @EnumSource
  void whatManyDoToOneKeyHasAnOrder(Versioning versioning) {
    long seed = Long.getLong("tests.seed", System.nanoTime());
    System.out.println(getClass().getSimpleName() + " seed " + seed);
    try (Engine engine = open()) {
      SteppedClock clock = new SteppedClock(Instant.parse("2026-03-01T10:20:30.456Z"));
      Servers servers = new Servers(engine, clock, LayoutSizes.STANDARD, serverCount());
      Buckets buckets = servers.get(0).store().buckets();
      buckets.create(BUCKET, new UserId("AKOWNER"), LocationConstraint.NONE);
      if (versioning != Versioning.UNVERSIONED) {
        buckets.setVersioning(BUCKET, versioning);
      }
      RestlessServers restless = new RestlessServers(servers, serverCount());
      ContendedKey key = new ContendedKey(servers.get(0), BUCKET, servers.ticks());
      for (int round = 0; round < ROUNDS; round++) {
        String before = restless.outlive(0, server -> key.through(server).read()).told();
        List<ContendedKey.Event> history = run(restless, key, seed + round * (long) CLIENTS);
        // What is there in the end has to follow as well.
        history.add(restless.outlive(0, server -> key.through(server).read()));
        assertThat(Linearization.of(before, history))
            .as(() -> "seed " + seed + " from " + before + ": " + history)
            .isPresent();
        clock.step(Duration.ofMillis(1));
      }
      new StoreCheck(engine.metadata(), engine.blobs()).requireConsistent(_ -> serverCount() > 1);
      servers.requireThatNothingIsLeft();
    }
  }

  private static List<ContendedKey.Event> run(
      RestlessServers restless, ContendedKey key, long seed) {
    List<ContendedKey.Event> history = new ArrayList<>();
    Crowd.run(
            CLIENTS + RestlessServers.THREADS,
            client ->
                () -> {
                  Random random = new Random(seed + client);
                  List<ContendedKey.Event> mine = new ArrayList<>();
                  if (client >= CLIENTS) {
                    restless.trouble(random, BUCKET);
                    return mine;
                  }
                  for (int i = 0; i < OPERATIONS_EACH; i++) {
                    mine.add(restless.outlive(client, server -> key.through(server).act(random)));
                  }
                  return mine;
                })
        .forEach(history::addAll);
    return history;
  }
}
