package io.bytebucket.testkit.model;

import io.bytebucket.core.store.MetadataStore;
import io.bytebucket.core.store.Snapshot;
import io.bytebucket.core.store.Transaction;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/** A metadata store that tells each thread when its last query or change ran. Thread-safe. */
final class HintedMetadataStore implements MetadataStore {
  private final MetadataStore store;
  private final AtomicLong ticks;
  private final ThreadLocal<Long> last = ThreadLocal.withInitial(() -> 0L);

  HintedMetadataStore(MetadataStore store, AtomicLong ticks) {
    this.store = store;
    this.ticks = ticks;
  }

  /** When the last one of this thread ran. */
  long lastTick() {
    return last.get();
  }

  @Override
  public <R> R read(Function<? super Snapshot, ? extends R> query) {
    AtomicLong ran = new AtomicLong();
    try {
      return store.read(snapshot -> {
        ran.set(ticks.incrementAndGet());
        return query.apply(snapshot);
      });
    } finally {
      last.set(ran.get());
    }
  }

  @Override
  public <R> R write(Function<? super Transaction, ? extends R> change) {
    AtomicLong ran = new AtomicLong();
    try {
      return store.write(transaction -> {
        ran.set(ticks.incrementAndGet());
        return change.apply(transaction);
      });
    } finally {
      last.set(ran.get());
    }
  }

  @Override
  public void close() {
    store.close();
  }
}
