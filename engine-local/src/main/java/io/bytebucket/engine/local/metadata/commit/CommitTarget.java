package io.bytebucket.engine.local.metadata.commit;

import io.bytebucket.core.store.Key;
import io.bytebucket.engine.local.metadata.view.Change;
import io.bytebucket.engine.local.metadata.view.StoredView;
import java.io.IOException;
import java.util.Map;
import org.rocksdb.RocksDBException;

/** What the committer asks of the store below it, each step by itself. Used by its thread only. */
interface CommitTarget {
  /** Whether there is so little room that only what does not make the store grow is committed. */
  boolean isRoomLow();

  /** The number of the last write. */
  long sequence();

  /** The latest state, until the next write. */
  StoredView latest();

  /** Writes and syncs these changes, none of them a sum. */
  void write(Map<Key, Change> changes) throws RocksDBException;

  /** Writes and syncs a record that changes nothing. */
  void markEndOfLog() throws RocksDBException;

  /** Returns when a sync that has just succeeded counts; see {@link SyncCheck}. */
  void requireFileSystemIsUp() throws IOException;
}
