package io.bytebucket.engine.local.metadata.rocks;

import io.bytebucket.core.store.Key;
import io.bytebucket.engine.local.metadata.view.Cursor;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Slice;

/** A cursor over one family. */
final class RocksCursor implements Cursor {
  private final Slice end;
  private final ReadOptions options;
  private final RocksIterator iterator;
  private @Nullable Key key;

  private RocksCursor(
      Database database, boolean overBulk, @Nullable SharedSnapshot snapshot, Key until) {
    end = new Slice(until.bytes());
    // With an upper bound, RocksDB can skip files, and does not walk through deleted keys behind
    // the range. A scan reads each block once, so it must not push blocks out of the cache that
    // look-ups use again.
    options = new ReadOptions().setIterateUpperBound(end).setFillCache(false);
    if (snapshot != null) {
      options.setSnapshot(snapshot.snapshot());
    }
    iterator = database.iterator(overBulk, options);
  }

  /** A cursor over a range of one family. */
  static Cursor over(
      Database database, boolean overBulk, @Nullable SharedSnapshot snapshot, Key from, Key until) {
    RocksCursor cursor = new RocksCursor(database, overBulk, snapshot, until);
    try {
      cursor.seek(from);
      return cursor;
    } catch (RuntimeException e) {
      cursor.close();
      throw e;
    }
  }

  @Override
  public @Nullable Key key() {
    return key;
  }

  @Override
  public byte[] value() {
    return iterator.value();
  }

  @Override
  public void next() {
    iterator.next();
    settle();
  }

  @Override
  public void seek(Key target) {
    iterator.seek(target.bytes());
    settle();
  }

  private void settle() {
    if (iterator.isValid()) {
      key = Key.of(iterator.key());
      return;
    }
    key = null;
    // An invalid iterator is at the end of the range or has failed; only its status tells which.
    try {
      iterator.status();
    } catch (RocksDBException e) {
      throw RocksFailures.ofRead(e);
    }
  }

  @Override
  public void close() {
    iterator.close();
    options.close();
    end.close();
  }
}
