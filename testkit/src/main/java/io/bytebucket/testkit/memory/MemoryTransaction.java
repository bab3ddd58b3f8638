package io.bytebucket.testkit.memory;

import io.bytebucket.core.store.Counters;
import io.bytebucket.core.store.Key;
import io.bytebucket.core.store.MetadataStore;
import io.bytebucket.core.store.Transaction;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes straight into the table, and remembers what was there before. */
final class MemoryTransaction extends MemorySnapshot implements Transaction {
  private final Map<Key, Optional<byte[]>> before = new HashMap<>();

  MemoryTransaction(MemoryTable table) {
    super(table);
  }

  @Override
  public void put(Key key, byte[] value) {
    MetadataStore.requireWithinLimits(key, value);
    set(key, value);
  }

  @Override
  public void delete(Key key) {
    set(key, null);
  }

  @Override
  public void add(Key key, long delta) {
    put(key, Counters.encode(counter(key) + delta));
  }

  /** Puts everything back. */
  void undo() {
    before.forEach((key, value) -> table.set(key, value.orElse(null)));
  }

  private void set(Key key, byte @Nullable [] value) {
    byte[] replaced = table.set(key, value);
    before.putIfAbsent(key, Optional.ofNullable(replaced));
  }
}
