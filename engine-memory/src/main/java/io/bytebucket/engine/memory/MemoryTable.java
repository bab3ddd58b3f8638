package io.bytebucket.engine.memory;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.store.Key;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The sorted keys of an in-memory store, and how many bytes they are. Guarded by the store. */
final class MemoryTable {
  private final NavigableMap<Key, byte[]> values = new TreeMap<>();
  private final long capacityBytes;
  private long sizeBytes;

  MemoryTable(long capacityBytes) {
    this.capacityBytes = capacityBytes;
  }

  NavigableMap<Key, byte[]> values() {
    return values;
  }

  /** Sets the value, or removes it with null; returns what was there. */
  byte @Nullable [] set(Key key, byte @Nullable [] value) {
    byte[] before = value == null ? values.remove(key) : values.put(key, value);
    sizeBytes += sizeBytes(key, value) - sizeBytes(key, before);
    return before;
  }

  void requireCapacity() {
    if (sizeBytes > capacityBytes) {
      throw new StoreException(new Failure.StorageFull());
    }
  }

  private static long sizeBytes(Key key, byte @Nullable [] value) {
    return value == null ? 0 : (long) key.bytes().length + value.length;
  }
}
