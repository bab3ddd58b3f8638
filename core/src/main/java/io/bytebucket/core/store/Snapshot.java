package io.bytebucket.core.store;

import java.util.Optional;

/** One consistent state of the store, for reading. Used by one thread, inside one call. */
public interface Snapshot {
  /** The value under {@code key}; the caller must not change its bytes. */
  Optional<byte[]> get(Key key);

  /**
   * The number under a counter key, which {@link Transaction#add} keeps; 0 when there is no
   * counter.
   *
   * @throws io.bytebucket.core.failure.StoreException with {@link
   *     io.bytebucket.core.failure.Failure.Corrupt} when the value under that key is not a counter
   */
  default long counter(Key key) {
    return get(key).map(Counters::decode).orElse(0L);
  }

  /** The rows of a range in key order, up to the limit of the request. */
  ScanPage scan(ScanRequest request);
}
