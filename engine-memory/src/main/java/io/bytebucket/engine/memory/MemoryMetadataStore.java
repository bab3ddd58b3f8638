package io.bytebucket.engine.memory;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.store.MetadataStore;
import io.bytebucket.core.store.Snapshot;
import io.bytebucket.core.store.Transaction;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;

/**
 * A {@link MetadataStore} in memory: writers take turns, readers share. Durable only in the sense
 * that {@link #reopen()} finds what was committed. Thread-safe.
 */
public final class MemoryMetadataStore implements MetadataStore {
  /** How much a store made without a capacity takes, in bytes of keys and values. */
  public static final long CAPACITY_BYTES = 512L << 20;

  private final MemoryTable table;
  private final boolean runsTwice;
  private final ReentrantReadWriteLock turns = new ReentrantReadWriteLock();
  private boolean closed;
  private volatile boolean isRoomLow;

  /** An empty store. */
  public MemoryMetadataStore() {
    this(CAPACITY_BYTES);
  }

  /** An empty store that answers StorageFull to a change that would take it over its capacity. */
  public MemoryMetadataStore(long capacityBytes) {
    this(new MemoryTable(capacityBytes), false);
  }

  private MemoryMetadataStore(MemoryTable table, boolean runsTwice) {
    this.table = table;
    this.runsTwice = runsTwice;
  }

  /**
   * An empty store that runs every change twice and keeps only the second run: what a change does
   * besides its reads and writes shows as a difference.
   */
  public static MemoryMetadataStore thatRunsChangesTwice() {
    return new MemoryMetadataStore(new MemoryTable(CAPACITY_BYTES), true);
  }

  /** Closes this store, as a crash would; the one returned finds all that was committed. */
  public MemoryMetadataStore reopen() {
    close();
    return new MemoryMetadataStore(table, runsTwice);
  }

  /** Says whether there is so little room that what makes the store grow is refused. */
  public void setRoomLow(boolean isLow) {
    isRoomLow = isLow;
  }

  @Override
  public <R> R read(Function<? super Snapshot, ? extends R> query) {
    turns.readLock().lock();
    try {
      requireOpen();
      return query.apply(new MemorySnapshot(table));
    } finally {
      turns.readLock().unlock();
    }
  }

  @Override
  public <R> R write(Function<? super Transaction, ? extends R> change) {
    if (turns.getReadHoldCount() > 0 || turns.isWriteLockedByCurrentThread()) {
      throw new IllegalStateException("a query or a change must not write to its store");
    }
    turns.writeLock().lock();
    try {
      requireOpen();
      if (runsTwice) {
        run(change, false);
      }
      return run(change, true);
    } finally {
      turns.writeLock().unlock();
    }
  }

  private <R> R run(Function<? super Transaction, ? extends R> change, boolean keep) {
    MemoryTransaction transaction = new MemoryTransaction(table);
    boolean done = false;
    try {
      R result = change.apply(transaction);
      table.requireCapacity();
      if (isRoomLow && transaction.isRefusedWhenRoomIsLow()) {
        throw new StoreException(new Failure.StorageFull());
      }
      done = keep;
      return result;
    } finally {
      if (!done) {
        transaction.undo();
      }
    }
  }

  @Override
  public void close() {
    turns.writeLock().lock();
    try {
      closed = true;
    } finally {
      turns.writeLock().unlock();
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new StoreException(new Failure.EngineFault("use after close"));
    }
  }
}
