package io.bytebucket.engine.local.metadata.view;

import io.bytebucket.core.store.Counters;
import io.bytebucket.core.store.Key;
import java.util.List;

/**
 * What a transaction was told about the sum of counters.
 *
 * @param counters whose values count that are in the state below the transaction
 * @param limit what these may come to; what the transaction itself had added is taken off
 * @param isKept the answer
 */
record Bound(List<Key> counters, long limit, boolean isKept) {
  /** Asks a state. */
  static Bound of(View state, long limit, List<Key> counters) {
    return new Bound(counters, limit, isKept(state, limit, counters));
  }

  /** Whether another state gives the same answer. */
  boolean holdsIn(View state) {
    return isKept(state, limit, counters) == isKept;
  }

  private static boolean isKept(View state, long limit, List<Key> counters) {
    long sum = 0;
    for (Key counter : counters) {
      byte[] value = state.get(counter);
      sum += value == null ? 0 : Counters.decode(value);
    }
    return sum <= limit;
  }
}
