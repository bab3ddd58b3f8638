package io.bytebucket.engine.local.metadata.commit;

import io.bytebucket.core.store.Key;
import io.bytebucket.engine.local.metadata.view.ReadSet;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.NavigableMap;

/**
 * The keys that the latest groups wrote. They tell whether a transaction read something that has
 * changed since. The number of keys is bounded, and old groups are forgotten: a transaction that is
 * older than the newest forgotten group counts as conflicting, which only makes it run again. Used
 * by the committer only.
 *
 * <p>A group is kept as a sorted list of its keys. Nearly every transaction has read the state
 * right before its own group, so few groups are ever searched.
 */
final class RecentWrites {
  /** How many bytes of keys are kept, with what surrounds them in memory. */
  static final long LIMIT_BYTES = 4L << 20;

  /** How many groups are searched before a transaction counts as conflicting. */
  static final int GROUP_LIMIT = 64;

  /** About how many bytes an entry takes besides its key. */
  private static final int KEY_OVERHEAD_BYTES = 48;

  private static final int GROUP_OVERHEAD_BYTES = 96;

  private final Deque<Group> newestFirst = new ArrayDeque<>();
  private final long limitBytes;
  private long sizeBytes;
  private long forgotten = -1;

  @SuppressWarnings("ArrayRecordComponent") // never compared, and never changed
  private record Group(long version, Key[] sorted, long sizeBytes) {
    static Group of(NavigableMap<Key, ?> writes, long version) {
      Key[] sorted = writes.keySet().toArray(Key[]::new);
      long bytes = GROUP_OVERHEAD_BYTES;
      for (Key key : sorted) {
        bytes += key.bytes().length + (long) KEY_OVERHEAD_BYTES;
      }
      return new Group(version, sorted, bytes);
    }

    boolean wrote(Key key) {
      return Arrays.binarySearch(sorted, key) >= 0;
    }

    boolean wroteIn(ReadSet.Range range) {
      int found = Arrays.binarySearch(sorted, range.from());
      int first = found >= 0 ? found : -found - 1;
      return first < sorted.length && sorted[first].compareTo(range.until()) < 0;
    }
  }

  RecentWrites(long limitBytes) {
    this.limitBytes = limitBytes;
  }

  /** Remembers the writes of a group. Versions must not decrease. */
  void record(NavigableMap<Key, ?> writes, long version) {
    Group group = Group.of(writes, version);
    newestFirst.addFirst(group);
    sizeBytes += group.sizeBytes();
    while (sizeBytes > limitBytes) {
      Group oldest = newestFirst.removeLast();
      sizeBytes -= oldest.sizeBytes();
      forgotten = oldest.version();
    }
  }

  /** Whether anything of {@code reads} may have been written after {@code version}. */
  boolean conflicts(ReadSet reads, long version) {
    if (reads.isEmpty()) {
      return false;
    }
    if (version < forgotten) {
      return true;
    }
    int searched = 0;
    for (Group group : newestFirst) {
      if (group.version() <= version) {
        return false;
      }
      if (++searched > GROUP_LIMIT || conflicts(reads, group)) {
        return true;
      }
    }
    return false;
  }

  private static boolean conflicts(ReadSet reads, Group group) {
    for (Key key : reads.keys()) {
      if (group.wrote(key)) {
        return true;
      }
    }
    for (ReadSet.Range range : reads.ranges()) {
      if (group.wroteIn(range)) {
        return true;
      }
    }
    return false;
  }
}
