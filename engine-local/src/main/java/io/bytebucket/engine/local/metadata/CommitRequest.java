package io.bytebucket.engine.local.metadata;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.store.Key;
import io.bytebucket.core.store.Transaction;
import java.time.Duration;
import java.util.NavigableMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A change on its way to disk. Its caller runs it, hands it to the committer and waits; from then
 * on it belongs to the committer, until that is done with it.
 */
final class CommitRequest<R> {
  /** What a request takes besides its changes, about, in bytes. */
  private static final int OVERHEAD_BYTES = 1 << 10;

  private enum State {
    WAITING,
    TAKEN,
    ABANDONED,
    DONE
  }

  private final Function<? super Transaction, ? extends R> change;
  private final Thread caller = Thread.currentThread();
  private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);
  private ReadSet reads = new ReadSet();
  private Changes changes = new Changes();
  private @Nullable R result;
  private @Nullable Throwable thrown;
  private final long sinceNanos = System.nanoTime();
  private volatile boolean isOverdue;
  private long version;

  CommitRequest(Function<? super Transaction, ? extends R> change) {
    this.change = change;
  }

  /** Runs the change. */
  void run(View view) {
    RecordingTransaction transaction = new RecordingTransaction(view);
    result = change.apply(transaction);
    reads = transaction.reads();
    changes = transaction.changes();
  }

  /** Notes the number of the last write that the last run could see. */
  void sawUpTo(long version) {
    this.version = version;
  }

  /** The number of the last write that the last run by its caller could see. */
  long version() {
    return version;
  }

  /** What the last run wrote. */
  Changes changes() {
    return changes;
  }

  /**
   * Whether something that the last run read was written since.
   *
   * @param writes what the group so far will write
   */
  boolean isObsolete(NavigableMap<Key, ?> writes, RecentWrites recent) {
    return reads.touches(writes) || recent.conflicts(reads, version);
  }

  long sizeBytes() {
    return OVERHEAD_BYTES + changes.sizeBytes();
  }

  /** What the last run returned. */
  R result() {
    if (result == null) {
      throw new NullPointerException("a change must not return null");
    }
    return result;
  }

  /** Takes the request out of its caller's hands; false when that has given up. */
  boolean take() {
    return state.compareAndSet(State.WAITING, State.TAKEN);
  }

  /** Notes that the caller will get an exception. */
  void fail(Throwable cause) {
    thrown = cause;
  }

  boolean isFailed() {
    return thrown != null;
  }

  /** Wakes the caller. */
  void finish() {
    state.set(State.DONE);
    LockSupport.unpark(caller);
  }

  /**
   * Waits for the outcome, whatever interrupts: the committer cannot be called back. There is no
   * timer for each caller, which would cost as much as the rest of its way: see {@link #expire}.
   *
   * @throws StoreException as the outcome is; with {@link Failure.Busy} when the committer did not
   *     get to it in time, and with {@link Failure.OutcomeUnknown} when it did, and no more is
   *     known
   */
  R await() {
    boolean interrupted = false;
    State now = state.get();
    while (now == State.WAITING || (now == State.TAKEN && !isOverdue)) {
      LockSupport.park(this);
      interrupted |= Thread.interrupted();
      now = state.get();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return switch (now) {
      case DONE -> outcome();
      case WAITING, ABANDONED -> throw new StoreException(RocksFailures.busy());
      case TAKEN -> throw new StoreException(new Failure.OutcomeUnknown());
    };
  }

  /** Ends the caller's wait if that has lasted longer than {@code limit}. */
  void expire(Duration limit) {
    if (System.nanoTime() - sinceNanos <= limit.toNanos()) {
      return;
    }
    if (!state.compareAndSet(State.WAITING, State.ABANDONED)) {
      isOverdue = true;
    }
    LockSupport.unpark(caller);
  }

  private R outcome() {
    return switch (thrown) {
      case null -> result();
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      case Throwable e -> throw new IllegalStateException("a change threw a checked exception", e);
    };
  }
}
