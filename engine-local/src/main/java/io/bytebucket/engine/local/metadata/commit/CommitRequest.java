package io.bytebucket.engine.local.metadata.commit;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.store.Key;
import io.bytebucket.core.store.Transaction;
import io.bytebucket.engine.local.metadata.rocks.RocksFailures;
import io.bytebucket.engine.local.metadata.view.Changes;
import io.bytebucket.engine.local.metadata.view.ReadSet;
import io.bytebucket.engine.local.metadata.view.RecordingTransaction;
import io.bytebucket.engine.local.metadata.view.View;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A change on its way to disk. Its caller runs it, hands it to the committer and waits. From then
 * on it belongs to the committer, until the committer is done with it.
 *
 * <p>A request gets one outcome, and the first one counts. Only {@link #acknowledge} is a success,
 * and the committer calls it after its sync and nowhere else. So whatever is left out, thrown or
 * forgotten on the way there is a failure.
 */
public final class CommitRequest<R> {
  /** About how many bytes a request takes besides its changes. */
  private static final int OVERHEAD_BYTES = 1 << 10;

  private sealed interface State {}

  private enum Open implements State {
    /** The committer has not taken it yet, so nothing of it is written. */
    WAITING,
    /** The committer has taken it, so it may or may not be written. */
    TAKEN
  }

  private sealed interface Ended extends State {}

  private enum Acknowledged implements Ended {
    DURABLE
  }

  private record Failed(Throwable cause) implements Ended {}

  private final Function<? super Transaction, ? extends R> change;
  private final Thread caller = Thread.currentThread();
  private final AtomicReference<State> state = new AtomicReference<>(Open.WAITING);
  private ReadSet reads = new ReadSet();
  private Changes changes = new Changes();
  private @Nullable R result;
  private @Nullable Throwable thrown;
  private long version;
  private long queuedNanos;
  private int chargedBytes;

  /** A request for this change, by the thread that will wait for it. */
  public CommitRequest(Function<? super Transaction, ? extends R> change) {
    this.change = change;
  }

  /** Runs the change. */
  public void run(View view) {
    RecordingTransaction transaction = new RecordingTransaction(view);
    result = Objects.requireNonNull(change.apply(transaction), "a change must not return null");
    reads = transaction.reads();
    changes = transaction.changes();
  }

  /** Sets the number of the last write that the last run could see. */
  public void sawUpTo(long version) {
    this.version = version;
  }

  /** The number of the last write that the last run by its caller could see. */
  public long version() {
    return version;
  }

  /** What the last run wrote. */
  public Changes changes() {
    return changes;
  }

  /**
   * Whether something that the last run read was written since.
   *
   * @param writes what the group so far will write
   * @param state what there is now, with these writes
   */
  boolean isObsolete(NavigableMap<Key, ?> writes, RecentWrites recent, View state) {
    return reads.touches(writes) || recent.conflicts(reads, version) || !reads.isBoundIn(state);
  }

  long sizeBytes() {
    return OVERHEAD_BYTES + changes.sizeBytes();
  }

  /** Notes when it was queued, and how many bytes of the queue's room it takes. */
  void queued(long nowNanos, int bytes) {
    queuedNanos = nowNanos;
    chargedBytes = bytes;
  }

  /** How many bytes of the queue's room it takes, until the committer is done with it. */
  int chargedBytes() {
    return chargedBytes;
  }

  /** For how long it has been queued. */
  long waitedNanos(long nowNanos) {
    return nowNanos - queuedNanos;
  }

  /** What the last run returned. */
  public R result() {
    return Objects.requireNonNull(result, "a change that did not run has no result");
  }

  /** Takes the request for the committer; false when its caller has given up. */
  boolean take() {
    return state.compareAndSet(Open.WAITING, Open.TAKEN);
  }

  /**
   * Notes what the change threw when it ran again. It ran over changes that are not durable yet, so
   * its caller is told only once they are, by {@link #acknowledge}.
   */
  void threw(Throwable cause) {
    thrown = cause;
  }

  /**
   * Says that everything that the last run saw and wrote is durable, so its caller gets the result.
   */
  void acknowledge() {
    Ended outcome = thrown == null ? Acknowledged.DURABLE : new Failed(thrown);
    if (state.compareAndSet(Open.TAKEN, outcome)) {
      LockSupport.unpark(caller);
    }
  }

  /** Ends the request with this exception, unless it has its outcome already. */
  void fail(Throwable cause) {
    Failed outcome = new Failed(cause);
    if (state.compareAndSet(Open.TAKEN, outcome) || state.compareAndSet(Open.WAITING, outcome)) {
      LockSupport.unpark(caller);
    }
  }

  /**
   * Ends the wait of the caller with what is certain at this point, unless the request has its
   * outcome already.
   */
  void giveUp() {
    Failed untouched = new Failed(new StoreException(RocksFailures.busy()));
    if (state.compareAndSet(Open.WAITING, untouched)) {
      LockSupport.unpark(caller);
    } else if (!isEnded()) {
      fail(new StoreException(new Failure.OutcomeUnknown()));
    }
  }

  /** Whether the request has its outcome. */
  boolean isEnded() {
    return state.get() instanceof Ended;
  }

  /**
   * Waits for the outcome, even if the thread is interrupted, since the committer cannot be
   * stopped. Callers have no timers, which would cost as much as all the rest of the call; see
   * {@link CommitWatch}.
   *
   * @throws StoreException if the outcome is a failure; with {@link Failure.Busy} when the
   *     committer did not take the request in time, and with {@link Failure.OutcomeUnknown} when it
   *     did and did not finish in time
   */
  R await() {
    boolean interrupted = false;
    State now = state.get();
    while (now instanceof Open) {
      LockSupport.park(this);
      interrupted |= Thread.interrupted();
      now = state.get();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return switch (now) {
      case Open _ -> throw new IllegalStateException("an open request was answered");
      case Acknowledged.DURABLE -> result();
      case Failed(RuntimeException e) -> throw e;
      case Failed(Error e) -> throw e;
      case Failed(Throwable e) ->
          throw new IllegalStateException("a change threw a checked exception", e);
    };
  }
}
