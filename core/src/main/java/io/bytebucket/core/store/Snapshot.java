package io.bytebucket.core.store;

import java.util.Optional;

/** One consistent state of the store, to read from. Used by one thread, inside one call. */
public interface Snapshot {
  /** The value under {@code key}; the caller must not change its bytes. */
  Optional<byte[]> get(Key key);

  /**
   * The number under a counter key, as {@link Transaction#add} keeps it; 0 when there is none.
   *
   * @throws io.bytebucket.core.failure.StoreException with {@link
   *     io.bytebucket.core.failure.Failure.Corrupt} when what is there is not a counter
   */
  default long counter(Key key) {
    return get(key).map(Counters::decode).orElse(0L);
  }

  /** The rows of a range in key order, up to the limit of the request. */
  ScanPage scan(ScanRequest request);
}
