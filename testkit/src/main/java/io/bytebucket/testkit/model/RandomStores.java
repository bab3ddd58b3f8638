package io.bytebucket.testkit.model;

import io.bytebucket.core.Store;
import java.time.Duration;
import java.util.ArrayList;

/** Fills stores with what random operations leave. */
public final class RandomStores {
  private RandomStores() {}

  /**
   * Does random things to an empty store, and to the model beside it.
   *
   * @param clock the one that the store has; it is stepped
   */
  public static void fill(Store store, SteppedClock clock, long seed, int operations) {
    RandomOperations random =
        new RandomOperations(
            seed, new ReferenceStore(clock), new ServiceStore(store, new ArrayList<>()));
    for (int done = 0; done < operations; done++) {
      random.step();
      clock.step(Duration.ofMillis(done % 3));
    }
  }
}
