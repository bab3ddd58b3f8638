package io.bytebucket.engine.local.metadata;

import io.bytebucket.core.store.Key;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Which keys were written lately, and by which write: what tells whether a transaction read
 * something that has changed since. Bounded: of what it has forgotten it knows the newest, and
 * whoever is older than that counts as conflicting, which costs a run and no more. Used by the
 * committer only.
 */
final class RecentWrites {
  /** How much is kept, in bytes of keys and what surrounds them. */
  static final long LIMIT_BYTES = 4L << 20;

  /** What an entry takes besides the bytes of its key, about: two nodes and a boxed number. */
  private static final int OVERHEAD_BYTES = 160;

  /** How many writes of one range are looked at before it counts as conflicting. */
  private static final int RANGE_LIMIT = 1_000;

  private final NavigableMap<Key, Long> versions = new TreeMap<>();
  private final Deque<Written> oldestFirst = new ArrayDeque<>();
  private final long limitBytes;
  private long sizeBytes;
  private long forgotten = -1;

  private record Written(Key key, long version) {
    long sizeBytes() {
      return key.bytes().length + (long) OVERHEAD_BYTES;
    }
  }

  RecentWrites(long limitBytes) {
    this.limitBytes = limitBytes;
  }

  /** Takes down a write. Versions never go back. */
  void record(Key key, long version) {
    Written written = new Written(key, version);
    versions.put(key, version);
    oldestFirst.add(written);
    sizeBytes += written.sizeBytes();
    while (sizeBytes > limitBytes) {
      forgetOldest();
    }
  }

  /** Whether anything of {@code reads} may have been written after {@code version}. */
  boolean conflicts(ReadSet reads, long version) {
    if (reads.keys().isEmpty() && reads.ranges().isEmpty()) {
      return false;
    }
    if (version < forgotten) {
      return true;
    }
    for (Key key : reads.keys()) {
      Long written = versions.get(key);
      if (written != null && written > version) {
        return true;
      }
    }
    for (ReadSet.Range range : reads.ranges()) {
      if (conflicts(range, version)) {
        return true;
      }
    }
    return false;
  }

  private boolean conflicts(ReadSet.Range range, long version) {
    if (range.from().compareTo(range.until()) >= 0) {
      return false;
    }
    int seen = 0;
    for (long written : versions.subMap(range.from(), true, range.until(), false).values()) {
      if (written > version || ++seen > RANGE_LIMIT) {
        return true;
      }
    }
    return false;
  }

  private void forgetOldest() {
    Written oldest = oldestFirst.remove();
    sizeBytes -= oldest.sizeBytes();
    versions.remove(oldest.key(), oldest.version());
    forgotten = oldest.version();
  }
}
