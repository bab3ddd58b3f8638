package io.bytebucket.engine.local.metadata.view;

import io.bytebucket.core.store.Growth;
import io.bytebucket.core.store.Key;
import io.bytebucket.core.store.MetadataStore;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The buffered writes of one transaction, by key. Used by one thread at a time. */
public final class Changes {
  /** The largest transaction, in bytes. It is in memory several times at once. */
  static final long LIMIT_BYTES = MetadataStore.CHANGE_LIMIT_BYTES;

  private static final byte[] NOTHING = new byte[0];

  private final NavigableMap<Key, Change> byKey = new TreeMap<>();
  private long sizeBytes;
  private boolean setsAny;
  private boolean drawsOnReserve;

  /** What is done to each key, in key order. Not a copy. */
  public NavigableMap<Key, Change> byKey() {
    return byKey;
  }

  /** Whether the transaction has written nothing. */
  public boolean isEmpty() {
    return byKey.isEmpty();
  }

  /**
   * About how much memory the changes take. A change that was replaced by a later one still counts.
   */
  public long sizeBytes() {
    return sizeBytes;
  }

  /**
   * Whether they make that state grow, and do not draw on the reserve. Looks up each key that is
   * set or removed, if anything is set.
   */
  public boolean isRefusedWhenRoomIsLow(View state) {
    if (drawsOnReserve || !setsAny) {
      return false;
    }
    Growth growth = new Growth();
    byKey.forEach((key, change) -> {
      switch (change) {
        case Change.Put(byte[] value) -> growth.count(state.get(key), value);
        case Change.Delete() -> growth.count(state.get(key), null);
        case Change.Add _ -> {
          // A number, of which there are few.
        }
      }
    });
    return growth.isGrowth();
  }

  void drawOnReserve() {
    drawsOnReserve = true;
  }

  @Nullable Change get(Key key) {
    return byKey.get(key);
  }

  void put(Key key, byte[] value) {
    MetadataStore.requireWithinLimits(key, value);
    grow(key.bytes().length + value.length);
    setsAny |= value.length > 0;
    byKey.put(key, new Change.Put(value));
  }

  void delete(Key key) {
    grow(key.bytes().length);
    byKey.put(key, new Change.Delete());
  }

  void add(Key key, long delta) {
    MetadataStore.requireWithinLimits(key, NOTHING);
    grow(key.bytes().length);
    Change.Add add = new Change.Add(delta);
    byKey.merge(
        key,
        add,
        (before, _) ->
            switch (before) {
              case Change.Add(long sum) -> new Change.Add(sum + delta);
              case Change.Put(byte[] value) -> add.settled(value);
              case Change.Delete() -> add.settled(null);
            });
  }

  private void grow(int bytes) {
    sizeBytes += bytes + MetadataStore.WRITE_OVERHEAD_BYTES;
    if (sizeBytes > LIMIT_BYTES) {
      throw new IllegalStateException("transaction over the limit");
    }
  }
}
