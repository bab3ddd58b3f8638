package io.bytebucket.engine.local.metadata.rocks;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.bytebucket.core.store.Key;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/**
 * Records that are read again and again, kept on the heap: a look-up in RocksDB costs several
 * microseconds and holds on to the carrier of a virtual thread. Never wrong: a record counts for a
 * snapshot only when no write since either of them may have touched it. Bounded by the memory it
 * takes. Thread-safe; writes are announced by the committer alone.
 *
 * <p>How that is known: each key belongs to one of a few thousand stripes, and each stripe has the
 * number of the last write to any of its keys, or {@link #UNKNOWN} from before a write can be seen
 * until its number is known. A record that was read at one number holds at another when the
 * stripe's is larger than neither. Whoever looks takes the record first and its stripe's number
 * second, so that no write slips in between.
 */
final class RecordCache {
  /** Some 50,000 records of ordinary objects. */
  static final long LIMIT_BYTES = 32L << 20;

  /** The largest value that is kept: one that would push out many others is read again. */
  private static final int VALUE_LIMIT_BYTES = 4 << 10;

  /** What an entry takes besides the bytes of its key and value, about. */
  private static final int OVERHEAD_BYTES = 160;

  /** A power of two, 2 MiB: so many that a write rarely hides what it did not touch. */
  private static final int STRIPES = 1 << 18;

  /** The number of a stripe while a write to it is under way, or if that never ended well. */
  private static final long UNKNOWN = Long.MAX_VALUE;

  /** A value as of the write of that number. */
  @SuppressWarnings("ArrayRecordComponent") // a carrier: never compared, and never changed
  private record Entry(byte[] value, long version) {}

  private final AtomicLongArray lastWrites = new AtomicLongArray(STRIPES);
  private final Cache<Key, Entry> entries =
      Caffeine.newBuilder()
          .maximumWeight(LIMIT_BYTES)
          .<Key, Entry>weigher(
              (key, entry) -> OVERHEAD_BYTES + key.bytes().length + entry.value().length)
          // Its upkeep is short, and done by whoever finds it due: no thread of its own.
          .executor(Runnable::run)
          .build();

  /** The key's value in the state after that write; null when it is not known, or there is none. */
  byte @Nullable [] get(Key key, long version) {
    Entry entry = entries.getIfPresent(key);
    if (entry == null) {
      return null;
    }
    long lastWrite = lastWrites.get(stripe(key));
    return lastWrite <= version && lastWrite <= entry.version() ? entry.value() : null;
  }

  /** Keeps a value, as read in the state after that write. */
  void keep(Key key, byte[] value, long version) {
    if (value.length <= VALUE_LIMIT_BYTES) {
      entries.put(key, new Entry(value, version));
    }
  }

  /** To be called before a write to the key can be seen by anybody. */
  void begin(Key key) {
    lastWrites.set(stripe(key), UNKNOWN);
  }

  /**
   * To be called when that write was made; its number is not larger than {@code version}. One whose
   * outcome is unknown is never ended, and hides its stripe until others are.
   *
   * @param value what was written; null when the key was deleted
   */
  void end(Key key, byte @Nullable [] value, long version) {
    lastWrites.set(stripe(key), version);
    // What nobody has asked for is not worth its place.
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
