package io.bytebucket.testkit.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.core.Store;
import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.bucket.LocationConstraint;
import io.bytebucket.core.bucket.Versioning;
import io.bytebucket.core.store.Engine;
import io.bytebucket.core.user.UserId;
import io.bytebucket.testkit.contract.Crowd;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
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
  private static final int INLINE_LIMIT_BYTES = 64;
  private static final BucketName BUCKET = new BucketName("contended");

  /** An engine without data. */
  protected abstract Engine open();

  @ParameterizedTest
  @EnumSource
  void whatManyDoToOneKeyHasAnOrder(Versioning versioning) {
    long seed = Long.getLong("tests.seed", System.nanoTime());
    System.out.println(getClass().getSimpleName() + " seed " + seed);
    Engine engine = open();
    AtomicLong ticks = new AtomicLong();
    HintedMetadataStore metadata = new HintedMetadataStore(engine.metadata(), ticks);
    try {
      Store services =
          Stores.open(Stores.join(metadata, engine.blobs()), Clock.systemUTC(), INLINE_LIMIT_BYTES);
      services.buckets().create(BUCKET, new UserId("AKOWNER"), LocationConstraint.NONE);
      if (versioning != Versioning.UNVERSIONED) {
        services.buckets().setVersioning(BUCKET, versioning);
      }
      ContendedKey key = new ContendedKey(services, metadata, BUCKET, ticks);
      for (int round = 0; round < ROUNDS; round++) {
        String before = key.read().told();
        List<ContendedKey.Event> history = run(key, seed + round * (long) CLIENTS);
        // What is there in the end has to follow as well.
        history.add(key.read());
        assertThat(Linearization.of(before, history))
            .as(() -> "seed " + seed + " from " + before + ": " + history)
            .isPresent();
      }
      new StoreCheck(engine.metadata(), engine.blobs()).requireConsistent();
    } finally {
      engine.close();
    }
  }

  private static List<ContendedKey.Event> run(ContendedKey key, long seed) {
    List<ContendedKey.Event> history = new ArrayList<>();
    Crowd.run(
            CLIENTS,
            client ->
                () -> {
                  Random random = new Random(seed + client);
                  List<ContendedKey.Event> mine = new ArrayList<>();
                  for (int i = 0; i < OPERATIONS_EACH; i++) {
                    mine.add(key.act(random));
                  }
                  return mine;
                })
        .forEach(history::addAll);
    return history;
  }
}
