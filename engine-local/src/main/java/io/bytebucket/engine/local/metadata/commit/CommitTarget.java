package io.bytebucket.engine.local.metadata.commit;

import io.bytebucket.core.store.Key;
import io.bytebucket.engine.local.metadata.view.Change;
import io.bytebucket.engine.local.metadata.view.StoredView;
import java.io.IOException;
import java.util.Map;
import org.rocksdb.RocksDBException;

/** The steps that the committer asks of the store below it. Used by its thread only. */
interface CommitTarget {
  /** Whether there is so little room that changes which make the store grow are refused. */
  boolean isRoomLow();

  /** The number of the last write. */
  long sequence();

  /** The latest state, until the next write. */
  StoredView latest();

  /** Writes and syncs these changes, in which every sum has been computed. */
  void write(Map<Key, Change> changes) throws RocksDBException;

  /** Writes and syncs a record that changes nothing. */
  void markEndOfLog() throws RocksDBException;

  /** Returns if a sync that has just succeeded can be trusted; see {@link SyncCheck}. */
  void requireFileSystemIsUp() throws IOException;
}
