package io.bytebucket.engine.local.metadata.commit;

import java.time.Duration;

/**
 * How much may wait for the committer, and for how long.
 *
 * @param queueBytes how much may be queued; what the committer has taken counts until it is done
 *     with it, and so does what nobody waits for any more
 * @param outsideBytes how much may wait for room in the queue; who would be more is told to come
 *     back at once
 * @param queueWait how long a caller waits for room
 * @param commitWait how long a caller waits for its commit
 */
record CommitLimits(int queueBytes, int outsideBytes, Duration queueWait, Duration commitWait) {
  /** Of a server: a disk that takes longer than that for a commit is as good as gone. */
  static final CommitLimits STANDARD =
      new CommitLimits(32 << 20, 8 << 20, Duration.ofSeconds(5), Duration.ofSeconds(30));
}
