package io.bytebucket.engine.local.metadata.view;

import io.bytebucket.core.store.Key;
import io.bytebucket.core.store.MetadataStore;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;

/**
 * The keys and ranges that a transaction read, on which its outcome depends. Used by one thread at
 * a time.
 */
public final class ReadSet {
  static final int LIMIT = MetadataStore.READS_LIMIT;

  private final Set<Key> keys = new HashSet<>();
  private final List<Range> ranges = new ArrayList<>();
  private final List<Bound> bounds = new ArrayList<>(0);

  /**
   * A range that was scanned. The transaction also depends on the keys that were absent from it.
   */
  public record Range(Key from, Key until) {}

  /** The keys that were looked up. */
  public Set<Key> keys() {
    return keys;
  }

  /** The ranges that were scanned. */
  public List<Range> ranges() {
    return ranges;
  }

  /** Whether nothing was read, sums of counters aside. */
  public boolean isEmpty() {
    return keys.isEmpty() && ranges.isEmpty();
  }

  /** Whether any of the {@code writes} changes something that was read. */
  public boolean touches(NavigableMap<Key, ?> writes) {
    if (writes.isEmpty()) {
      return false;
    }
    for (Key key : keys) {
      if (writes.containsKey(key)) {
        return true;
      }
    }
    for (Range range : ranges) {
      Key first = writes.ceilingKey(range.from());
      if (first != null && first.compareTo(range.until()) < 0) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether the sums of counters that were asked about are in {@code state} as they were said to
   * be.
   */
  public boolean isBoundIn(View state) {
    for (Bound bound : bounds) {
      if (!bound.holdsIn(state)) {
        return false;
      }
    }
    return true;
  }

  /** Notes what was said about a sum of counters. */
  void add(Bound bound) {
    requireRoom();
    bounds.add(bound);
  }

  /** Notes that a key was looked up, whether or not it had a value. */
  public void add(Key key) {
    requireRoom();
    keys.add(key);
  }

  /** Notes that a range was scanned. */
  public void add(Key from, Key until) {
    requireRoom();
    ranges.add(new Range(from, until));
  }

  private void requireRoom() {
    if (keys.size() + ranges.size() + bounds.size() >= LIMIT) {
      throw new IllegalStateException("too many reads in a transaction");
    }
  }
}
