package io.bytebucket.engine.local.metadata;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.store.MetadataStore;
import io.bytebucket.core.store.Snapshot;
import io.bytebucket.core.store.Transaction;
import io.bytebucket.engine.local.file.DiskFailures;
import io.bytebucket.engine.local.metadata.rocks.Database;
import io.bytebucket.engine.local.metadata.rocks.LogCheck;
import io.bytebucket.engine.local.metadata.rocks.RocksFailures;
import io.bytebucket.engine.local.metadata.rocks.RocksView;
import io.bytebucket.engine.local.metadata.view.ViewSnapshot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Function;
import org.rocksdb.RocksDBException;

/**
 * What a store holds that nobody uses, to look at: nothing is written to its disk, not even a log.
 * For one thread.
 */
public final class MetadataReader implements MetadataStore {
  private final Database database;
  private boolean isReleased;

  private MetadataReader(Database database) {
    this.database = database;
  }

  /**
   * Opens the store in a directory.
   *
   * @param bulkTag the first byte of keys whose values are large; always the same for a directory
   * @throws io.bytebucket.core.failure.StoreException when there is none, or it is damaged
   */
  public static MetadataReader open(Path directory, byte bulkTag) {
    try {
      LogCheck.require(directory, bulkTag);
      return new MetadataReader(Database.openReadOnly(directory, bulkTag));
    } catch (RocksDBException e) {
      throw RocksFailures.ofOpen(e);
    } catch (IOException e) {
      throw DiskFailures.of("open metadata", e);
    }
  }

  @Override
  public <R> R read(Function<? super Snapshot, ? extends R> query) {
    if (isReleased) {
      throw new StoreException(new Failure.EngineFault("use after close"));
    }
    try (RocksView view = RocksView.pinned(database)) {
      return query.apply(new ViewSnapshot(view));
    }
  }

  /** Refused: it was opened to look at. */
  @Override
  public <R> R write(Function<? super Transaction, ? extends R> change) {
    throw new UnsupportedOperationException("a store that was opened to look at is not changed");
  }

  @Override
  public void close() {
    if (!isReleased) {
      isReleased = true;
      database.close();
    }
  }
}
