package io.bytebucket.engine.local.metadata.commit;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.engine.local.metadata.rocks.RocksFailures;
import org.jspecify.annotations.Nullable;

/**
 * The requests that the committer is working on. They are kept here from the queue until each has
 * its outcome, so that nothing that is thrown in between can lose one. Used by the committer only.
 * The same object is used again for each round, so that adding a request cannot fail for lack of
 * memory.
 */
final class CommitRound {
  /**
   * Enough requests to make the sync cheap for each, and few enough not to keep the first caller
   * waiting.
   */
  private static final int LIMIT = 1_024;

  /** A larger write would take longer than its sync, and delay everybody in the round. */
  private static final long LIMIT_BYTES = 8L << 20;

  private final @Nullable CommitRequest<?>[] members = new CommitRequest<?>[LIMIT];
  private int count;
  private long sizeBytes;
  private int chargedBytes;
  private boolean mayBeWritten;

  /** Adds a request that was taken out of the queue. */
  void add(CommitRequest<?> request) {
    members[count++] = request;
    sizeBytes += request.sizeBytes();
    chargedBytes += request.chargedBytes();
  }

  /** How many requests there are. */
  int count() {
    return count;
  }

  /** Whether no more should come in. */
  boolean isFull() {
    return count == LIMIT || sizeBytes >= LIMIT_BYTES;
  }

  /** Notes that writing begins. After this a failure no longer means that nothing was written. */
  void beginWrite() {
    mayBeWritten = true;
  }

  /** Gives every caller the result of its change: everything in the round is durable. */
  void acknowledge() {
    for (int i = 0; i < count; i++) {
      member(i).acknowledge();
    }
  }

  /**
   * Fails all requests that have no outcome yet. All of them fail, because each may have seen the
   * changes of the others.
   */
  void fail(Failure failure, @Nullable Throwable cause) {
    for (int i = 0; i < count; i++) {
      CommitRequest<?> member = member(i);
      if (!member.isEnded()) {
        member.fail(new StoreException(failure, cause));
      }
    }
  }

  /** Fails all requests that have no outcome yet, with what is certain at this point. */
  void fail(@Nullable Throwable cause) {
    fail(mayBeWritten ? new Failure.OutcomeUnknown() : RocksFailures.busy(), cause);
  }

  /**
   * Ends the round and forgets its requests. Those that have no outcome yet fail.
   *
   * @return how much room in the queue they took
   */
  int end() {
    int freed = chargedBytes;
    try {
      fail(null);
    } finally {
      for (int i = 0; i < count; i++) {
        members[i] = null;
      }
      count = 0;
      sizeBytes = 0;
      chargedBytes = 0;
      mayBeWritten = false;
    }
    return freed;
  }

  private CommitRequest<?> member(int index) {
    CommitRequest<?> member = members[index];
    if (member == null) {
      throw new IllegalStateException("a round has no gaps");
    }
    return member;
  }
}
