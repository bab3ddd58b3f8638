package io.bytebucket.server.metrics;

import io.bytebucket.admin.stats.LiveTail;
import io.bytebucket.core.activity.KeptActivity;
import io.bytebucket.core.activity.PastRequest;
import io.bytebucket.core.activity.PastRequests;
import io.bytebucket.core.activity.Port;
import io.bytebucket.core.figure.Figure;
import io.bytebucket.pipeline.Visit;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;

/**
 * Requests that have ended and are to be kept, on their way to the store. No request waits for it:
 * what finds the queue full is dropped, and counted. Thread-safe.
 */
public final class RecentRequests {
  /** Room for what comes between two commits; with the longest keys some 10 MiB. */
  private static final int QUEUE_MAX = 4_096;

  private static final int BUCKET_CHARS_MAX = 63;
  private static final int KEY_CHARS_MAX = 1_024;
  private static final int FAILED = 400;

  private final Clock clock;
  private final LiveTail tail;
  private final BlockingQueue<PastRequest> queue = new ArrayBlockingQueue<>(QUEUE_MAX);
  private final LongAdder dropped = new LongAdder();
  private volatile KeptActivity kept = KeptActivity.STANDARD;

  /**
   * A queue without requests; none are wanted before somebody says so.
   *
   * @param tail told of each that ends while somebody looks on
   */
  public RecentRequests(Clock clock, LiveTail tail) {
    this.clock = clock;
    this.tail = tail;
  }

  /** Follows another choice from now on. */
  void follow(KeptActivity chosen) {
    kept = chosen;
  }

  boolean isWanted() {
    return kept.isEnabled() || tail.isFollowed();
  }

  void offer(Port port, RequestMeters.RowName row, Visit visit, long bytesIn, long bytesOut) {
    boolean isFailed = visit.status() < 100 || visit.status() >= FAILED;
    if (visit.isRoutine() && !isFailed) {
      return;
    }
    // Most are neither kept nor looked at, and cost nothing then.
    boolean isKept = isKept(isFailed);
    if (!isKept && !tail.isFollowed()) {
      return;
    }
    PastRequest past = past(port, row, visit, bytesIn, bytesOut);
    tail.offer(past);
    if (isKept && !queue.offer(past)) {
      dropped.increment();
    }
  }

  private boolean isKept(boolean isFailed) {
    KeptActivity chosen = kept;
    return chosen.isEnabled()
        && (isFailed || ThreadLocalRandom.current().nextInt(100) < chosen.percent());
  }

  private PastRequest past(
      Port port, RequestMeters.RowName row, Visit visit, long bytesIn, long bytesOut) {
    return new PastRequest(
        clock.instant(),
        visit.ids().requestId(),
        port,
        row.operation(),
        row.method(),
        row.path(),
        start(visit.bucket(), BUCKET_CHARS_MAX),
        start(visit.key(), KEY_CHARS_MAX),
        visit.status(),
        visit.error(),
        visit.remoteAddress(),
        visit.accessKeyId(),
        visit.authMethod(),
        bytesIn,
        bytesOut,
        visit.elapsedNanos() / 1_000);
  }

  /** A name that there cannot be may be as long as a header. */
  private static String start(String name, int charsMax) {
    return name.length() <= charsMax ? name : name.substring(0, charsMax);
  }

  /**
   * Writes some of those that wait.
   *
   * @return whether there may be more
   */
  boolean write(PastRequests requests) {
    List<PastRequest> batch = new ArrayList<>();
    queue.drainTo(batch, PastRequests.BATCH_MAX);
    if (!batch.isEmpty()) {
      try {
        requests.add(batch);
      } catch (RuntimeException e) {
        dropped.add(batch.size());
        throw e;
      }
    }
    return batch.size() == PastRequests.BATCH_MAX;
  }

  /** How many wait, and how many were dropped. */
  public List<Figure> figures() {
    return List.of(
        new Figure.Total(
            "bytebucket_access_log_dropped_total",
            "Requests that were to be kept for the console and were not, as too many came or the"
                + " store failed.",
            dropped::sum),
        new Figure.Level(
            "bytebucket_access_log_waiting",
            "Requests that are to be kept for the console and are not written yet.",
            queue::size));
  }
}
