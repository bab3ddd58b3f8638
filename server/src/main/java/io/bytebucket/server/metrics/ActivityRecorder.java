package io.bytebucket.server.metrics;

import io.bytebucket.admin.stats.LiveActivity;
import io.bytebucket.core.activity.Activity;
import io.bytebucket.core.activity.KeptActivity;
import io.bytebucket.core.activity.Tally;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.maintenance.MaintenanceLoop;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps in the store what was counted: one small commit a minute, and none while nothing happens;
 * single requests in batches. Requests never wait for it. Thread-safe.
 */
public final class ActivityRecorder implements LiveActivity, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ActivityRecorder.class);
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration BATCH_PAUSE = Duration.ofMillis(250);

  private final RequestMeters meters;
  private final RecentRequests recent;
  private final Activity activity;
  private final Clock clock;
  private final List<MaintenanceLoop> loops = new ArrayList<>();

  /** What of the tally is in the store; guarded by this. */
  private Tally recorded = Tally.NONE;

  /** A recorder that does nothing before {@link #start()}. */
  public ActivityRecorder(
      RequestMeters meters, RecentRequests recent, Activity activity, Clock clock) {
    this.meters = meters;
    this.recent = recent;
    this.activity = activity;
    this.clock = clock;
  }

  /** Begins to record; called once. */
  public void start() {
    recent.follow(activity.kept());
    loops.add(new MaintenanceLoop("request-series", MINUTE, this::recordMinute));
    loops.add(
        new MaintenanceLoop("access-log", BATCH_PAUSE, () -> recent.write(activity.requests())));
  }

  /** What is done once a minute. */
  void recordMinute() {
    record();
    KeptActivity kept = activity.kept();
    recent.follow(kept);
    activity.log().prune(clock.instant(), kept.seriesKept());
    while (activity.requests().prune(clock.instant(), kept)) {
      // Until nothing is left that is too old or too many: a batch in each commit.
      if (Thread.interrupted()) {
        return;
      }
    }
  }

  /** Keeps what was counted since the last time. What fails is kept the next time. */
  synchronized void record() {
    Tally counted = meters.tally();
    Tally more = counted.minus(recorded);
    if (!more.isEmpty()) {
      activity.log().add(clock.instant(), more);
      recorded = counted;
    }
  }

  @Override
  public synchronized Tally pending() {
    return meters.tally().minus(recorded);
  }

  @Override
  public void follow(KeptActivity kept) {
    recent.follow(kept);
  }

  /** Ends the loops, and keeps what was counted since their last rounds. */
  @Override
  public void close() {
    loops.forEach(MaintenanceLoop::close);
    try {
      record();
      while (recent.write(activity.requests())) {
        // Until the queue is empty.
      }
    } catch (StoreException e) {
      LOG.atWarn().setCause(e).log("what was counted in the last minute is not kept");
    }
  }
}
