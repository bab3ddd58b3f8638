package io.bytebucket.engine.local.metadata.commit;

import io.bytebucket.core.store.Key;
import io.bytebucket.engine.local.metadata.rocks.Database;
import io.bytebucket.engine.local.metadata.rocks.RocksView;
import io.bytebucket.engine.local.metadata.view.Change;
import io.bytebucket.engine.local.metadata.view.StoredView;
import java.io.IOException;
import java.util.Map;
import org.rocksdb.RocksDBException;

/** The database as the committer's target. */
record DatabaseTarget(Database database, FreeSpace space, SyncCheck check) implements CommitTarget {
  @Override
  public boolean isRoomLow() {
    return space.isLow();
  }

  @Override
  public long sequence() {
    return database.sequence();
  }

  @Override
  public StoredView latest() {
    return RocksView.latest(database);
  }

  @Override
  public void write(Map<Key, Change> changes) throws RocksDBException {
    database.write(changes);
  }

  @Override
  public void markEndOfLog() throws RocksDBException {
    database.markEndOfLog();
  }

  @Override
  public void requireFileSystemIsUp() throws IOException {
    check.requireFileSystemIsUp();
  }
}
