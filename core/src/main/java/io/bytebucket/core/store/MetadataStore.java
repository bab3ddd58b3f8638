package io.bytebucket.core.store;

import java.util.function.Function;

/**
 * Ordered byte keys with snapshot reads and atomic, serializable, durable commits. Thread-safe.
 *
 * <p>Every call ends in bounded time. A store that cannot take more work answers {@link
 * io.bytebucket.core.failure.Failure.Busy}; no caller ever waits for ever.
 */
public interface MetadataStore extends AutoCloseable {
  /**
   * The longest key, in bytes. It has room for the table and an object key of 1,024 bytes, each of
   * them escaped.
   */
  int KEY_LIMIT_BYTES = 2_304;

  /** The largest value, in bytes. */
  int VALUE_LIMIT_BYTES = 4 << 20;

  /**
   * How much one change may write, in bytes of keys and values and {@link #WRITE_OVERHEAD_BYTES}
   * for each. What is written twice counts twice.
   */
  long CHANGE_LIMIT_BYTES = 32L << 20;

  /** About how many bytes a write takes besides its key and value, in memory and in a log. */
  int WRITE_OVERHEAD_BYTES = 64;

  /**
   * How many keys and ranges one change may read. An object has up to 80,000 pieces, and a copy
   * over another object looks up the references of the pieces of both.
   */
  int READS_LIMIT = 200_000;

  /**
   * Runs {@code query} once, on the caller's thread, over one consistent state of the store. That
   * state has every commit that was acknowledged before the call; it has any other commit as a
   * whole or not at all; and it has nothing that is not durable yet.
   *
   * @param query must not keep the snapshot, must not write to this store, and must be short
   * @throws io.bytebucket.core.failure.StoreException as thrown by {@code query}, or when the store
   *     fails or is closed
   */
  <R> R read(Function<? super Snapshot, ? extends R> query);

  /**
   * Runs {@code change} and commits what it wrote, all or nothing. On return the commit is durable:
   * it survives the death of the process and the loss of power. The change sees what earlier
   * commits wrote, and the outcome is as if all changes had run one after the other.
   *
   * @param change may run more than once, on another thread, and on a state that another commit
   *     makes obsolete meanwhile; only its last run counts. So it must have no side effects, must
   *     not block, and must be short. When it throws, nothing is committed and the caller gets the
   *     exception
   * @throws IllegalStateException when it reads or writes more than a change may
   * @throws io.bytebucket.core.failure.StoreException as thrown by {@code change}; with {@link
   *     io.bytebucket.core.failure.Failure.Busy} when nothing was committed and trying later may
   *     help; with {@link io.bytebucket.core.failure.Failure.OutcomeUnknown} when the commit may or
   *     may not have happened, so that the caller has to look before it answers its client; with
   *     {@link io.bytebucket.core.failure.Failure.StorageFull} when there was no room; see {@link
   *     Transaction#drawOnReserve}
   */
  <R> R write(Function<? super Transaction, ? extends R> change);

  /**
   * The check that every engine makes before it takes a value.
   *
   * @throws IllegalArgumentException when the key or the value is longer than it may be
   */
  static void requireWithinLimits(Key key, byte[] value) {
    if (key.bytes().length > KEY_LIMIT_BYTES) {
      throw new IllegalArgumentException("key over the limit");
    }
    if (value.length > VALUE_LIMIT_BYTES) {
      throw new IllegalArgumentException("value over the limit");
    }
  }

  /**
   * Waits for the calls that are under way, which finish or fail and never hang; then releases the
   * store. Idempotent. Calls after it fail with {@link
   * io.bytebucket.core.failure.Failure.EngineFault}. Not to be called from a query or a change.
   */
  @Override
  void close();
}
