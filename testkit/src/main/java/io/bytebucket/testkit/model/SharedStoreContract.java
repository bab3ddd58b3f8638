package io.bytebucket.testkit.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.core.layout.LayoutSizes;
import io.bytebucket.core.store.Engine;
import io.bytebucket.core.upload.UploadId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Three servers over one engine, of which each is killed and started again at random, answer as one
 * {@link ReferenceStore} does: nothing is lost that was acknowledged, what was read goes on being
 * read, and in the end nothing is left that nobody needs.
 *
 * <p>An engine that can be shared extends this class in its own tests. Set the property {@code
 * tests.seed} to run a failure again, and {@code tests.operations} to run longer: a release should
 * have seen a million.
 */
public abstract class SharedStoreContract {
  private static final int SERVERS = 3;
  private static final int OPERATIONS = 4_000;
  private static final int OPERATIONS_BETWEEN_CHECKS = 1_000;
  private static final int CHECKS_IN_A_WEEK = 3;
  private static final LayoutSizes SMALL_LAYOUTS = ReferenceStoreContract.SMALL_LAYOUTS;

  /** An engine without data; several processes are played by several views of it. */
  protected abstract Engine open();

  @Test
  void threeServersThatAreKilledAnswerAsTheModelDoes() {
    run(1);
  }

  @Test
  void threeServersThatAreKilledAnswerAsTheModelDoesFromAnyOtherSeed() {
    run(Long.getLong("tests.seed", System.nanoTime()));
  }

  private void run(long seed) {
    int operations = Integer.getInteger("tests.operations", OPERATIONS);
    System.out.println(getClass().getSimpleName() + " seed " + seed);
    SteppedClock clock = new SteppedClock(Instant.parse("2026-03-01T10:20:30.456Z"));
    int done = 0;
    try (Engine engine = open()) {
      Servers servers = new Servers(engine, clock, SMALL_LAYOUTS, SERVERS);
      List<UploadId> begun = new ArrayList<>();
      SharedStore store = new SharedStore(engine, servers, SERVERS, begun, seed);
      RandomInputs readers = new RandomInputs(seed + 1);
      RandomOperations random = new RandomOperations(seed, new ReferenceStore(clock), store);
      for (; done < operations; done++) {
        random.step();
        store.live(readers);
        clock.step(Duration.ofMillis(done % 3));
        if (done % OPERATIONS_BETWEEN_CHECKS == OPERATIONS_BETWEEN_CHECKS - 1) {
          // What was under way as a server was killed may lie about.
          new StoreCheck(engine.metadata(), engine.blobs()).requireConsistent(_ -> true);
          if (done / OPERATIONS_BETWEEN_CHECKS % CHECKS_IN_A_WEEK == 0) {
            clock.step(Duration.ofDays(7));
            random.expire();
          }
        }
      }
      servers.requireThatNothingIsLeft();
      System.out.println(servers.killed() + " servers killed");
      assertThat(servers.killed()).isGreaterThan(operations / 500);
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError("seed " + seed + ", operation " + done + ": " + e.getMessage(), e);
    }
  }
}
