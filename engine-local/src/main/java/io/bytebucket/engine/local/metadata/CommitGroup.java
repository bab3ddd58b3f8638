package io.bytebucket.engine.local.metadata;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.store.Key;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.rocksdb.RocksDBException;

/**
 * The transactions that share one synced write, in the order in which they count. Lives on the
 * committer's thread, for one round.
 *
 * <p>A transaction that read nothing that was written since is applied as it ran. Any other runs
 * again, here, over the latest state and the group so far: nobody can come in between, so one more
 * run is always enough, and a hundred writers of one key share one sync.
 */
final class CommitGroup implements AutoCloseable {
  private final Database database;
  private final RecentWrites recent;
  private final boolean isRoomLow;
  private final RocksView stored;
  private final NavigableMap<Key, Change> writes = new TreeMap<>();
  private final View state;
  private final List<CommitRequest<?>> members = new ArrayList<>();

  /**
   * The number of the first write of this group. Snapshots taken before it have smaller numbers,
   * and those that show the group have this or larger ones.
   */
  private final long version;

  /**
   * An empty group.
   *
   * @param isRoomLow whether to refuse what makes the store grow
   */
  CommitGroup(Database database, RecentWrites recent, boolean isRoomLow) {
    this.database = database;
    this.recent = recent;
    this.isRoomLow = isRoomLow;
    this.stored = RocksView.latest(database);
    this.state = new OverlayView(stored, writes);
    this.version = stored.sequence() + 1;
  }

  /** Takes a request in, unless its caller has given up. */
  void add(CommitRequest<?> request) {
    if (!request.take()) {
      return;
    }
    members.add(request);
    try {
      if (request.isObsolete(writes, recent)) {
        request.run(state);
      }
      apply(request.changes());
    } catch (Throwable e) { // whatever a change throws is its caller's, not the committer's
      request.fail(e);
    }
  }

  /** Adds changes to the group, all or none. */
  private void apply(Changes changes) {
    if (isRoomLow && changes.isGrowth()) {
      throw new StoreException(new Failure.StorageFull());
    }
    // Sums first: a counter that is none must leave nothing behind.
    Map<Key, Change> sums = new HashMap<>();
    changes
        .byKey()
        .forEach((key, change) -> {
          if (change instanceof Change.Add add) {
            sums.put(key, add.settled(state.get(key)));
          }
        });
    writes.putAll(changes.byKey());
    writes.putAll(sums);
  }

  /** Whether there is anything to write. */
  boolean hasWrites() {
    return !writes.isEmpty();
  }

  /**
   * Writes and syncs all changes. When that fails, so has every member: each may have seen them.
   */
  void write() throws RocksDBException {
    if (!hasWrites()) {
      database.markEndOfLog();
      return;
    }
    // Also when it fails: what was written then is not known.
    recent.record(writes, version);
    database.write(writes);
  }

  /** Gives every member this failure. */
  void fail(Failure failure, Throwable cause) {
    members.forEach(member -> member.fail(new StoreException(failure, cause)));
  }

  /** Wakes every caller. */
  @Override
  public void close() {
    stored.close();
    members.forEach(CommitRequest::finish);
  }
}
