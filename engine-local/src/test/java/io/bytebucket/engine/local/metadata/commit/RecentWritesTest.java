package io.bytebucket.engine.local.metadata.commit;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.core.store.Key;
import io.bytebucket.engine.local.metadata.view.Change;
import io.bytebucket.engine.local.metadata.view.ReadSet;
import java.nio.charset.StandardCharsets;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RecentWritesTest {
  private final RecentWrites recent = new RecentWrites(RecentWrites.LIMIT_BYTES);

  private static Key key(String text) {
    return Key.of(text.getBytes(StandardCharsets.UTF_8));
  }

  private static NavigableMap<Key, Change> writes(String... keys) {
    NavigableMap<Key, Change> writes = new TreeMap<>();
    for (String key : keys) {
      writes.put(key(key), new Change.Delete());
    }
    return writes;
  }

  private static ReadSet reads(String... keys) {
    ReadSet reads = new ReadSet();
    for (String key : keys) {
      reads.add(key(key));
    }
    return reads;
  }

  private static ReadSet range(String from, String until) {
    ReadSet reads = new ReadSet();
    reads.add(key(from), key(until));
    return reads;
  }

  @Test
  void aKeyConflictsWithWritesAfterItWasRead() {
    recent.record(writes("a", "b"), 10);
    recent.record(writes("c"), 20);
    assertThat(recent.conflicts(reads("x", "b"), 9)).isTrue();
    assertThat(recent.conflicts(reads("x", "b"), 10)).isFalse();
    assertThat(recent.conflicts(reads("c"), 19)).isTrue();
    assertThat(recent.conflicts(reads("d"), 0)).isFalse();
    assertThat(recent.conflicts(reads(), 0)).isFalse();
  }

  @Test
  void aRangeConflictsWithWritesInsideIt() {
    recent.record(writes("b", "d"), 10);
    assertThat(recent.conflicts(range("b", "c"), 9)).isTrue();
    assertThat(recent.conflicts(range("a", "b"), 9)).isFalse();
    assertThat(recent.conflicts(range("c", "d"), 9)).isFalse();
    assertThat(recent.conflicts(range("c", "e"), 9)).isTrue();
    assertThat(recent.conflicts(range("e", "f"), 9)).isFalse();
    assertThat(recent.conflicts(range("a", "z"), 10)).isFalse();
  }

  @Test
  void aRangeAndAKeyConflictWithTheGroupBeingMade() {
    NavigableMap<Key, Change> group = writes("b", "d");
    assertThat(reads("b").touches(group)).isTrue();
    assertThat(reads("c").touches(group)).isFalse();
    assertThat(range("c", "e").touches(group)).isTrue();
    assertThat(range("c", "d").touches(group)).isFalse();
    assertThat(reads("b").touches(writes())).isFalse();
  }

  @Test
  void whoIsOlderThanWhatWasForgottenConflicts() {
    RecentWrites small = new RecentWrites(300);
    for (int version = 1; version <= 10; version++) {
      small.record(writes("key-" + version), version);
    }
    assertThat(small.conflicts(reads("other"), 1)).isTrue();
    assertThat(small.conflicts(reads("other"), 9)).isFalse();
    assertThat(small.conflicts(reads("key-10"), 9)).isTrue();
  }

  @Test
  void whoIsOlderThanManyGroupsConflicts() {
    for (int version = 1; version <= RecentWrites.GROUP_LIMIT + 1; version++) {
      recent.record(writes("a"), version);
    }
    assertThat(recent.conflicts(reads("b"), 1)).isFalse();
    assertThat(recent.conflicts(reads("b"), 0)).isTrue();
  }
}
