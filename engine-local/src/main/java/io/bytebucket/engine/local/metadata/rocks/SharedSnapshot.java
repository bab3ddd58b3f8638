package io.bytebucket.engine.local.metadata.rocks;

import java.util.concurrent.atomic.AtomicInteger;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.Snapshot;

/**
 * A snapshot for all who read the same state: taking and giving back one of RocksDB's costs two
 * locks that every writer needs, and reading through it an object in native memory. Thread-safe.
 */
final class SharedSnapshot {
  private final RocksDB rocks;
  private final Snapshot snapshot;
  private final long sequence;
  private final ReadOptions options;

  /** Who holds it; at zero it is gone for good. */
  private final AtomicInteger holders = new AtomicInteger(1);

  /** A snapshot of the latest state, which its maker holds. */
  SharedSnapshot(RocksDB rocks) {
    this.rocks = rocks;
    this.snapshot = rocks.getSnapshot();
    this.sequence = snapshot.getSequenceNumber();
    this.options = new ReadOptions().setSnapshot(snapshot);
  }

  /** The number of the last write that it shows. */
  long sequence() {
    return sequence;
  }

  /** For iterators, which have options of their own. */
  Snapshot snapshot() {
    return snapshot;
  }

  /** How to read through it. */
  ReadOptions options() {
    return options;
  }

  /** Holds it, unless it is gone; each success is followed by one {@link #release}. */
  boolean hold() {
    for (int count = holders.get(); count > 0; count = holders.get()) {
      if (holders.compareAndSet(count, count + 1)) {
        return true;
      }
    }
    return false;
  }

  void release() {
    if (holders.decrementAndGet() == 0) {
      options.close();
      rocks.releaseSnapshot(snapshot);
    }
  }
}
