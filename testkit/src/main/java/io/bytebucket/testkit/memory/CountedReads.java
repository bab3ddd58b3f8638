package io.bytebucket.testkit.memory;

import io.bytebucket.core.store.MetadataStore;
import io.bytebucket.core.store.Snapshot;
import io.bytebucket.core.store.Transaction;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** A store that counts how often somebody reads. Thread-safe, as far as the store is. */
public record CountedReads(MetadataStore store, AtomicInteger reads) implements MetadataStore {
  @Override
  public <R> R read(Function<? super Snapshot, ? extends R> query) {
    reads.incrementAndGet();
    return store.read(query);
  }

  @Override
  public <R> R write(Function<? super Transaction, ? extends R> change) {
    return store.write(change);
  }

  @Override
  public void close() {
    store.close();
  }
}
