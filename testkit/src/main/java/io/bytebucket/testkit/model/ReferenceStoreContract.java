package io.bytebucket.testkit.model;

import io.bytebucket.core.Store;
import io.bytebucket.core.layout.LayoutSizes;
import io.bytebucket.core.store.Engine;
import io.bytebucket.core.upload.UploadId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Core's services over an engine answer as the {@link ReferenceStore} does: random operations, with
 * garbage collection, restarts and full checks of the store between them.
 *
 * <p>An engine extends this class in its own tests. Set the property {@code tests.seed} to run a
 * failure again, and {@code tests.operations} to run longer: a release should have seen a million
 * on every engine.
 */
public abstract class ReferenceStoreContract {
  private static final int OPERATIONS = 3_000;
  private static final int INLINE_LIMIT_BYTES = 64;
  private static final int OPERATIONS_BETWEEN_RESTARTS = 500;
  private static final int RESTARTS_IN_A_WEEK = 3;

  /** Three pieces stand apart from their record, in two rows. */
  static final LayoutSizes SMALL_LAYOUTS = new LayoutSizes(40, 2, 2);

  /** An engine without data. */
  protected abstract Engine open();

  /** Closes the engine, or lets it crash, and opens one on the same data. */
  protected abstract Engine reopen(Engine engine);

  @Test
  void answersAsTheModelDoes() {
    run(1);
  }

  @Test
  void answersAsTheModelDoesFromAnyOtherSeed() {
    run(Long.getLong("tests.seed", System.nanoTime()));
  }

  private void run(long seed) {
    int operations = Integer.getInteger("tests.operations", OPERATIONS);
    System.out.println(getClass().getSimpleName() + " seed " + seed);
    SteppedClock clock = new SteppedClock(Instant.parse("2026-03-01T10:20:30.456Z"));
    Engine engine = open();
    int done = 0;
    int restarts = 0;
    try {
      Store services = start(engine, clock);
      List<UploadId> begun = new ArrayList<>();
      RandomOperations random =
          new RandomOperations(seed, new ReferenceStore(clock), new ServiceStore(services, begun));
      for (; done < operations; done++) {
        random.step();
        clock.step(Duration.ofMillis(done % 3));
        if (done % OPERATIONS_BETWEEN_RESTARTS == OPERATIONS_BETWEEN_RESTARTS - 1) {
          check(engine, services);
          engine = reopen(engine);
          services = start(engine, clock);
          random.continueOn(new ServiceStore(services, begun));
          if (++restarts % RESTARTS_IN_A_WEEK == 0) {
            clock.step(Duration.ofDays(7));
            random.expire();
          }
        }
      }
      check(engine, services);
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError("seed " + seed + ", operation " + done + ": " + e.getMessage(), e);
    } finally {
      engine.close();
    }
  }

  private static Store start(Engine engine, SteppedClock clock) {
    return Stores.open(engine, clock, INLINE_LIMIT_BYTES, SMALL_LAYOUTS);
  }

  /** Nothing crashed in mid-write, so there is nothing loose, before the collector and after it. */
  private static void check(Engine engine, Store services) {
    StoreCheck check = new StoreCheck(engine.metadata(), engine.blobs());
    check.requireConsistent();
    services.upkeep().collector().collect();
    check.requireConsistent();
  }
}
