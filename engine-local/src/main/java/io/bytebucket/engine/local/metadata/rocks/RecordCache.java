package io.bytebucket.engine.local.metadata.rocks;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.bytebucket.core.figure.Figure;
import io.bytebucket.core.store.Key;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Keeps records that are read often on the heap, since a look-up in RocksDB takes several
 * microseconds and blocks the carrier of a virtual thread. It never returns a wrong record: a
 * cached record is used for a snapshot only if no write to it can lie between the two. Bounded by
 * the memory of its entries. Thread-safe, but only the committer may announce writes.
 *
 * <p>To know that, each key belongs to one of many stripes, and each stripe has the number of the
 * last write to any of its keys. While a write is under way the number is {@link #UNKNOWN}, from
 * before the write can be seen until its number is known. A record that was read at one number is
 * right at another if the stripe's number is not larger than either. A reader takes the record
 * first and the stripe's number second, so that no write can slip in between.
 */
final class RecordCache {
  /** The memory of the entries: room for about 50,000 records of ordinary objects. */
  static final long LIMIT_BYTES = 32L << 20;

  /** The largest value that is kept. A larger one would push out many others. */
  private static final int VALUE_LIMIT_BYTES = 4 << 10;

  /** About how many bytes an entry takes besides its key and value. */
  private static final int OVERHEAD_BYTES = 160;

  /**
   * A power of two; the stripes take 2 MiB. There are so many that a write rarely hides a record
   * that it did not change.
   */
  private static final int STRIPES = 1 << 18;

  /**
   * The number of a stripe while a write to it is under way, and after a write whose outcome is
   * unknown.
   */
  private static final long UNKNOWN = Long.MAX_VALUE;

  /** A value as it was after the write of that number. */
  @SuppressWarnings("ArrayRecordComponent") // a carrier: never compared, and never changed
  private record Entry(byte[] value, long version) {}

  private final AtomicLongArray lastWrites = new AtomicLongArray(STRIPES);
  private final LongAdder hits = new LongAdder();
  private final LongAdder misses = new LongAdder();
  private final Cache<Key, Entry> entries =
      Caffeine.newBuilder()
          .maximumWeight(LIMIT_BYTES)
          .<Key, Entry>weigher(
              (key, entry) -> OVERHEAD_BYTES + key.bytes().length + entry.value().length)
          // Its upkeep is short, so the calling thread does it, and no further thread is needed.
          .executor(Runnable::run)
          .build();

  /** The value of a key after that write; null when the cache does not know it. */
  byte @Nullable [] get(Key key, long version) {
    Entry entry = entries.getIfPresent(key);
    if (entry != null) {
      long lastWrite = lastWrites.get(stripe(key));
      if (lastWrite <= version && lastWrite <= entry.version()) {
        hits.increment();
        return entry.value();
      }
    }
    misses.increment();
    return null;
  }

  /** What may be known of how useful it is. */
  List<Figure> figures() {
    Map<String, String> name = Map.of("cache", "records");
    return List.of(
        new Figure.Total(
            "bytebucket_cache_hits_total", "Look-ups that a cache answered.", name, hits::sum),
        new Figure.Total(
            "bytebucket_cache_misses_total",
            "Look-ups that a cache did not answer.",
            name,
            misses::sum),
        new Figure.Level(
            "bytebucket_cache_entries", "Entries in a cache.", name, entries::estimatedSize));
  }

  /** Keeps a value that was read in the state after that write. */
  void keep(Key key, byte[] value, long version) {
    if (value.length <= VALUE_LIMIT_BYTES) {
      entries.put(key, new Entry(value, version));
    }
  }

  /** Announces a write to a key. To be called before anybody can see the write. */
  void begin(Key key) {
    lastWrites.set(stripe(key), UNKNOWN);
  }

  /**
   * Ends a write that was made, with a number up to {@code version}. A write whose outcome is
   * unknown must not be ended; it hides its stripe until a later write to the stripe ends.
   *
   * @param value what was written; null when the key was deleted
   */
  void end(Key key, byte @Nullable [] value, long version) {
    lastWrites.set(stripe(key), version);
    // A record that nobody has read is not worth its place.
    if (entries.getIfPresent(key) != null) {
      if (value == null) {
        entries.invalidate(key);
      } else {
        keep(key, value, version);
      }
    }
  }

  private static int stripe(Key key) {
    int hash = key.hashCode();
    return (hash ^ hash >>> 16) & STRIPES - 1;
  }
}
