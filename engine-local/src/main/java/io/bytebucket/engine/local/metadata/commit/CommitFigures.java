package io.bytebucket.engine.local.metadata.commit;

import io.bytebucket.core.figure.Distribution;
import io.bytebucket.core.figure.Figure;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** What the committer tells of its work. Written by its thread, read by any. */
final class CommitFigures {
  private static final long[] REQUESTS = {1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1_024};

  private final Distribution requests = new Distribution(1, REQUESTS);
  private final Distribution nanos = Distribution.ofShortTimes();
  private final LongAdder failures = new LongAdder();

  /** Notes a group that is on disk, and how long writing and syncing it took. */
  void wrote(int requestCount, long writeNanos) {
    requests.note(requestCount);
    nanos.note(writeNanos);
  }

  /** Notes a group that could not be written. */
  void failed() {
    failures.increment();
  }

  List<Figure> of(CommitQueue queue) {
    return List.of(
        new Figure.Spread(
            "bytebucket_commit_requests", "Changes that shared one synced write.", requests),
        new Figure.Spread(
            "bytebucket_commit_duration_seconds",
            "How long writing and syncing a group of changes took.",
            nanos),
        new Figure.Total(
            "bytebucket_commit_failures_total",
            "Groups of changes that could not be written and synced.",
            failures::sum),
        new Figure.Level(
            "bytebucket_commit_waiting",
            "Changes whose callers wait for them to be durable.",
            queue::waiting),
        new Figure.Level(
            "bytebucket_commit_queue_bytes",
            "Memory of the changes in the queue of the committer.",
            () -> queue.limitBytes() - queue.roomBytes()),
        new Figure.Level(
            "bytebucket_commit_queue_limit_bytes",
            "Memory that changes in the queue of the committer may take.",
            queue::limitBytes));
  }
}
