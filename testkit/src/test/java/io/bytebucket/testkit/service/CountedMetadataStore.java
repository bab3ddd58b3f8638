package io.bytebucket.testkit.service;

import io.bytebucket.core.store.Key;
import io.bytebucket.core.store.MetadataStore;
import io.bytebucket.core.store.ScanPage;
import io.bytebucket.core.store.ScanRequest;
import io.bytebucket.core.store.Snapshot;
import io.bytebucket.core.store.Transaction;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/** A metadata store that counts what its queries read. */
final class CountedMetadataStore implements MetadataStore {
  private final MetadataStore store;
  private final AtomicLong readBytes = new AtomicLong();

  CountedMetadataStore(MetadataStore store) {
    this.store = store;
  }

  /** The bytes of all values that {@code query} has queries read. */
  long bytesReadBy(Runnable query) {
    long before = readBytes.get();
    query.run();
    return readBytes.get() - before;
  }

  @Override
  public <R> R read(Function<? super Snapshot, ? extends R> query) {
    return store.read(snapshot -> query.apply(counted(snapshot)));
  }

  private Snapshot counted(Snapshot snapshot) {
    return new Snapshot() {
      @Override
      public Optional<byte[]> get(Key key) {
        Optional<byte[]> value = snapshot.get(key);
        value.ifPresent(bytes -> readBytes.addAndGet(bytes.length));
        return value;
      }

      @Override
      public ScanPage scan(ScanRequest request) {
        ScanPage page = snapshot.scan(request);
        page.entries().forEach(row -> readBytes.addAndGet(row.value().length));
        return page;
      }
    };
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
