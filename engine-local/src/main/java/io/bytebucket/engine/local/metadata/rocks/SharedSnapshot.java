package io.bytebucket.engine.local.metadata.rocks;

import java.util.concurrent.atomic.AtomicInteger;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.Snapshot;

/**
 * A snapshot that is shared by all who read the same state. Taking and releasing a snapshot of
 * RocksDB takes two locks that every writer needs too, and reading through one takes an object in
 * native memory. Thread-safe.
 */
final class SharedSnapshot {
  private final RocksDB rocks;
  private final Snapshot snapshot;
  private final long sequence;
  private final ReadOptions options;

  /** How many hold it. At zero it is released for good. */
  private final AtomicInteger holders = new AtomicInteger(1);

  /** A snapshot of the latest state, held once by its maker. */
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

  /** The snapshot itself, for iterators, which have read options of their own. */
  Snapshot snapshot() {
    return snapshot;
  }

  /** The options that read this snapshot. */
  ReadOptions options() {
    return options;
  }

  /**
   * Holds the snapshot, unless it has been released for good. Each success needs one {@link
   * #release}.
   */
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
