package io.bytebucket.engine.local.metadata.commit;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.engine.local.metadata.rocks.RocksFailures;
import org.jspecify.annotations.Nullable;

/**
 * The requests that the committer has in hand, from when it takes them out of the queue until each
 * of them has its outcome: nothing that is thrown in between can lose one. Used by the committer
 * only, again and again, so that taking a request in cannot fail for want of memory.
 */
final class CommitRound {
  /** Enough to make the sync cheap, and few enough that the first caller does not wait for it. */
  private static final int LIMIT = 1_024;

  /** A larger write takes longer than its sync, and delays all in it. */
  private static final long LIMIT_BYTES = 8L << 20;

  private final @Nullable CommitRequest<?>[] members = new CommitRequest<?>[LIMIT];
  private int count;
  private long sizeBytes;
  private int chargedBytes;
  private boolean mayBeWritten;

  /** Takes a request in hand. */
  void add(CommitRequest<?> request) {
    members[count++] = request;
    sizeBytes += request.sizeBytes();
    chargedBytes += request.chargedBytes();
  }

  /** Whether no more should come in. */
  boolean isFull() {
    return count == LIMIT || sizeBytes >= LIMIT_BYTES;
  }

  /** From now on nobody can say that nothing was written. */
  void beginWrite() {
    mayBeWritten = true;
  }

  /** Tells every caller what came of its change: all of it is durable. */
  void acknowledge() {
    for (int i = 0; i < count; i++) {
      member(i).acknowledge();
    }
  }

  /**
   * Gives everybody who has no outcome yet this failure: each may have seen the others' changes.
   */
  void fail(Failure failure, @Nullable Throwable cause) {
    for (int i = 0; i < count; i++) {
      CommitRequest<?> member = member(i);
      if (!member.isEnded()) {
        member.fail(new StoreException(failure, cause));
      }
    }
  }

  /** Fails everybody who has no outcome yet, with what is certain at this point. */
  void fail(@Nullable Throwable cause) {
    fail(mayBeWritten ? new Failure.OutcomeUnknown() : RocksFailures.busy(), cause);
  }

  /**
   * Lets go of all. Who has no outcome has failed.
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
