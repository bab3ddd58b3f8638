package io.bytebucket.testkit.model;

import io.bytebucket.core.store.Key;
import io.bytebucket.core.store.MetadataStore;
import io.bytebucket.core.store.ScanPage;
import io.bytebucket.core.store.ScanRequest;
import io.bytebucket.core.store.Snapshot;
import io.bytebucket.core.store.Transaction;
import java.util.Optional;
import java.util.function.Function;

/**
 * A metadata store that ends each scan of a query after a few rows, as engines do when rows are
 * large. Changes see whole scans. Thread-safe.
 */
final class CutMetadataStore implements MetadataStore {
  private final MetadataStore store;
  private final int rows;

  /** That store, with scans of at most so many rows. */
  CutMetadataStore(MetadataStore store, int rows) {
    this.store = store;
    this.rows = rows;
  }

  @Override
  public <R> R read(Function<? super Snapshot, ? extends R> query) {
    return store.read(snapshot -> query.apply(cut(snapshot)));
  }

  private Snapshot cut(Snapshot snapshot) {
    return new Snapshot() {
      @Override
      public Optional<byte[]> get(Key key) {
        return snapshot.get(key);
      }

      @Override
      public ScanPage scan(ScanRequest request) {
        return snapshot.scan(
            new ScanRequest(
                request.from(), request.until(), Math.min(request.limit(), rows), request.fold()));
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
