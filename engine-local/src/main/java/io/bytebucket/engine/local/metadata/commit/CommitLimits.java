package io.bytebucket.engine.local.metadata.commit;

import java.time.Duration;

/**
 * How much may wait for the committer, and for how long.
 *
 * @param queueBytes how much may be queued. A request counts until the committer is done with it,
 *     even if its caller has given up
 * @param outsideBytes how much may wait for room in the queue. Further callers are told at once to
 *     come back later
 * @param queueWait how long a caller waits for room
 * @param commitWait how long a caller waits for its commit
 */
record CommitLimits(int queueBytes, int outsideBytes, Duration queueWait, Duration commitWait) {
  /** The limits of a server. A disk that takes longer than that for a commit is as good as gone. */
  static final CommitLimits STANDARD =
      new CommitLimits(32 << 20, 8 << 20, Duration.ofSeconds(5), Duration.ofSeconds(30));
}
