package io.bytebucket.engine.memory;

import io.bytebucket.core.store.Counters;
import io.bytebucket.core.store.Growth;
import io.bytebucket.core.store.Key;
import io.bytebucket.core.store.MetadataStore;
import io.bytebucket.core.store.ScanPage;
import io.bytebucket.core.store.ScanRequest;
import io.bytebucket.core.store.Transaction;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes straight into the table, and remembers what was there before. */
final class MemoryTransaction extends MemorySnapshot implements Transaction {
  private final Map<Key, Optional<byte[]>> before = new HashMap<>();
  private final Set<Key> counters = new HashSet<>();
  private final Set<Key> reads = new HashSet<>();
  private int scans;
  private long writtenBytes;
  private boolean drawsOnReserve;

  MemoryTransaction(MemoryTable table) {
    super(table);
  }

  @Override
  public Optional<byte[]> get(Key key) {
    if (!before.containsKey(key) || counters.contains(key)) {
      reads.add(key);
      requireFewReads();
    }
    return super.get(key);
  }

  @Override
  public ScanPage scan(ScanRequest request) {
    scans++;
    requireFewReads();
    return super.scan(request);
  }

  private void requireFewReads() {
    if (reads.size() + scans > MetadataStore.READS_LIMIT) {
      throw new IllegalStateException("too many reads in a transaction");
    }
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
    long sum = super.get(key).map(Counters::decode).orElse(0L);
    put(key, Counters.encode(sum + delta));
    counters.add(key);
  }

  @Override
  public void drawOnReserve() {
    drawsOnReserve = true;
  }

  /** Whether it makes the store grow, and does not draw on the reserve. */
  boolean isRefusedWhenRoomIsLow() {
    Growth growth = new Growth();
    before.forEach((key, value) -> {
      if (!counters.contains(key)) {
        growth.count(value.orElse(null), table.values().get(key));
      }
    });
    return growth.isGrowth() && !drawsOnReserve;
  }

  /** Puts everything back. */
  void undo() {
    before.forEach((key, value) -> table.set(key, value.orElse(null)));
  }

  private void set(Key key, byte @Nullable [] value) {
    writtenBytes +=
        MetadataStore.WRITE_OVERHEAD_BYTES
            + key.bytes().length
            + (value == null ? 0 : value.length);
    if (writtenBytes > MetadataStore.CHANGE_LIMIT_BYTES) {
      throw new IllegalStateException("transaction over the limit");
    }
    byte[] replaced = table.set(key, value);
    before.putIfAbsent(key, Optional.ofNullable(replaced));
  }
}
