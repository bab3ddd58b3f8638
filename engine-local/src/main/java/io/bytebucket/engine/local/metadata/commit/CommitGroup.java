package io.bytebucket.engine.local.metadata.commit;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.store.Key;
import io.bytebucket.engine.local.metadata.view.Change;
import io.bytebucket.engine.local.metadata.view.Changes;
import io.bytebucket.engine.local.metadata.view.OverlayView;
import io.bytebucket.engine.local.metadata.view.StoredView;
import io.bytebucket.engine.local.metadata.view.View;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.rocksdb.RocksDBException;

/**
 * The transactions that share one synced write, in the order in which they take effect. It is used
 * on the committer's thread, for one round.
 *
 * <p>If nothing that a transaction read has been written since, its changes are applied as they
 * are. Otherwise it runs again, here, over the latest state and the group so far. Nobody else can
 * write in between, so one more run is always enough, and a hundred writers of one key share one
 * sync.
 */
final class CommitGroup implements AutoCloseable {
  private final CommitTarget target;
  private final RecentWrites recent;
  private final boolean isRoomLow;
  private final StoredView stored;
  private final NavigableMap<Key, Change> writes = new TreeMap<>();
  private final View state;

  /**
   * The number of the first write of this group. Snapshots from before the group have smaller
   * numbers, and those that show the group have this number or a larger one.
   */
  private final long version;

  /** Whether the writes hold only whole transactions. */
  private boolean isWhole = true;

  /**
   * An empty group.
   *
   * @param isRoomLow whether to refuse changes that make the store grow
   */
  CommitGroup(CommitTarget target, RecentWrites recent, boolean isRoomLow) {
    this.target = target;
    this.recent = recent;
    this.isRoomLow = isRoomLow;
    this.stored = target.latest();
    this.state = new OverlayView(stored, writes);
    this.version = stored.sequence() + 1;
  }

  /** Takes a request into the group, unless its caller has given up. */
  void add(CommitRequest<?> request) {
    if (!request.take()) {
      return;
    }
    try {
      if (request.isObsolete(writes, recent, state)) {
        request.run(state);
      }
      apply(request.changes());
    } catch (Throwable e) { // whatever a change throws is its caller's, not the committer's
      request.threw(e);
    }
  }

  /** Adds all of the changes to the group, or none. */
  private void apply(Changes changes) {
    if (isRoomLow && changes.isRefusedWhenRoomIsLow(state)) {
      throw new StoreException(new Failure.StorageFull());
    }
    // Sums first: if a value turns out to be no counter, nothing may be left in the group.
    Map<Key, Change> sums = new HashMap<>();
    changes
        .byKey()
        .forEach((key, change) -> {
          if (change instanceof Change.Add add) {
            sums.put(key, add.settled(state.get(key)));
          }
        });
    isWhole = false;
    writes.putAll(changes.byKey());
    writes.putAll(sums);
    isWhole = true;
  }

  /** Whether there is anything to write. */
  boolean hasWrites() {
    return !writes.isEmpty();
  }

  /**
   * Notes what will be written, before anybody can see it.
   *
   * @throws IllegalStateException when half a transaction is in the group: nothing of it may be
   *     written
   */
  void prepare() {
    if (!isWhole) {
      throw new IllegalStateException("half a transaction is in the group");
    }
    if (hasWrites()) {
      // Noted even if the write fails, since then nobody knows what was written.
      recent.record(writes, version);
    }
  }

  /**
   * Writes and syncs all changes. If there are none, it writes a mark: once the mark is durable, so
   * is everything that the group read.
   */
  void write() throws RocksDBException {
    if (hasWrites()) {
      target.write(writes);
    } else {
      target.markEndOfLog();
    }
  }

  @Override
  public void close() {
    stored.close();
  }
}
