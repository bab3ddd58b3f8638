package io.bytebucket.engine.local.metadata.commit;

import io.bytebucket.core.store.Key;
import io.bytebucket.engine.local.metadata.view.ReadSet;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.NavigableMap;

/**
 * Which keys the latest groups wrote: what tells whether a transaction read something that has
 * changed since. Bounded: of what it has forgotten it knows the newest, and whoever is older than
 * that counts as conflicting, which costs a run and no more. Used by the committer only.
 *
 * <p>A group is kept as its keys in order, as its batch has them anyway; nearly every transaction
 * has read the state of the group before its own, so that few are ever searched.
 */
final class RecentWrites {
  /** How much is kept, in bytes of keys and what surrounds them. */
  static final long LIMIT_BYTES = 4L << 20;

  /** How many groups are searched before a transaction counts as conflicting. */
  static final int GROUP_LIMIT = 64;

  /** What an entry takes besides the bytes of its key, about. */
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

  /** Takes down the writes of a group. Versions never go back. */
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
