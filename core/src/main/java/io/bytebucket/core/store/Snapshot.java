package io.bytebucket.core.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One consistent state of the store, for reading. Used by one thread, inside one call. */
public interface Snapshot {
  /** The value under {@code key}; the caller must not change its bytes. */
  Optional<byte[]> get(Key key);

  /**
   * The values under many keys, in the order of the keys: for engines where each get is a journey,
   * and these are one. An engine where a get is cheap need not do more than this.
   */
  default List<Optional<byte[]>> getAll(List<Key> keys) {
    List<Optional<byte[]>> values = new ArrayList<>(keys.size());
    keys.forEach(key -> values.add(get(key)));
    return values;
  }

  /**
   * The number under a counter key, as {@link Transaction#add} keeps it; 0 when there is none.
   *
   * @throws io.bytebucket.core.failure.StoreException with {@link
   *     io.bytebucket.core.failure.Failure.Corrupt} when the value under that key is not a counter
   */
  default long counter(Key key) {
    return get(key).map(Counters::decode).orElse(0L);
  }

  /**
   * Whether counters together are at most {@code limit}. A transaction that asks this way depends
   * on the answer and not on the numbers: an engine need not run it again when others added to them
   * and the answer is still the same. So many may add to counters that are far from a limit, as
   * they may when nobody asks.
   *
   * @throws io.bytebucket.core.failure.StoreException as {@link #counter}
   */
  default boolean isAtMost(long limit, List<Key> counters) {
    long sum = 0;
    for (Key counter : counters) {
      sum += counter(counter);
    }
    return sum <= limit;
  }

  /** The rows of a range in key order, up to the limit of the request. */
  ScanPage scan(ScanRequest request);
}
