package io.bytebucket.engine.local.metadata.rocks;

import io.bytebucket.core.store.Key;
import io.bytebucket.engine.local.metadata.view.Cursor;
import io.bytebucket.engine.local.metadata.view.StoredView;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ReadOptions;

/**
 * A view of a database: of its state at the first read, or of the latest state. Used by one thread,
 * and closed by it.
 */
public final class RocksView implements StoredView {
  private static final long OF_SNAPSHOT = -1;

  private final Database database;

  /** The number of the last write that is seen; negative if the snapshot decides. */
  private final long latest;

  private @Nullable SharedSnapshot snapshot;
  private boolean isClosed;

  private RocksView(Database database, long latest) {
    this.database = database;
    this.latest = latest;
  }

  /** A view of one state, that of the moment of the first read. */
  public static RocksView pinned(Database database) {
    return new RocksView(database, OF_SNAPSHOT);
  }

  /** A view of the latest state, for the only thread that writes, until it writes. */
  public static RocksView latest(Database database) {
    return new RocksView(database, database.sequence());
  }

  /**
   * The number of the last write that is seen; if nothing was read yet, that of the latest write.
   */
  @Override
  public long sequence() {
    if (latest >= 0) {
      return latest;
    }
    return snapshot == null ? database.sequence() : snapshot.sequence();
  }

  @Override
  public byte @Nullable [] get(Key key) {
    ReadOptions options = options();
    return database.get(options, key, sequence());
  }

  @Override
  public Cursor cursor(Key from, Key until) {
    options();
    boolean overBulk = database.touchesBulk(from, until);
    if (!overBulk || !database.touchesRecords(from, until)) {
      return RocksCursor.over(database, overBulk, snapshot, from, until);
    }
    Cursor records = RocksCursor.over(database, false, snapshot, from, until);
    try {
      return new JoinedCursor(records, RocksCursor.over(database, true, snapshot, from, until));
    } catch (RuntimeException e) {
      records.close();
      throw e;
    }
  }

  private ReadOptions options() {
    if (isClosed) {
      throw new IllegalStateException("a snapshot was kept after its call");
    }
    if (latest >= 0) {
      return database.latest();
    }
    if (snapshot == null) {
      snapshot = database.snapshot();
    }
    return snapshot.options();
  }

  @Override
  public void close() {
    isClosed = true;
    if (snapshot != null) {
      snapshot.release();
      snapshot = null;
    }
  }
}
