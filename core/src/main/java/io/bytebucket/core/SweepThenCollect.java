package io.bytebucket.core;

import io.bytebucket.core.maintenance.GarbageCollector;
import io.bytebucket.core.maintenance.OrphanSweep;
import io.bytebucket.core.maintenance.Tenure;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rounds of garbage collection. If a run that is over may have left bytes behind, a round begins
 * with a sweep for these, until a sweep has succeeded. Used by one thread.
 */
final class SweepThenCollect implements BooleanSupplier {
  private static final Logger LOG = LoggerFactory.getLogger(SweepThenCollect.class);

  /**
   * A sweep looks at every blob, so one that failed is not tried again before a minute has passed.
   */
  private static final int ROUNDS_TO_RETRY = 60;

  private final Tenure tenure;
  private final OrphanSweep sweep;
  private final GarbageCollector collector;
  private int roundsToRetry;

  SweepThenCollect(Tenure tenure, OrphanSweep sweep, GarbageCollector collector) {
    this.tenure = tenure;
    this.sweep = sweep;
    this.collector = collector;
  }

  /** Does one round, and says whether the next one is due at once. */
  @Override
  public boolean getAsBoolean() {
    try {
      if (roundsToRetry > 0) {
        roundsToRetry--;
      } else if (tenure.isSweepDue()) {
        LOG.atInfo().log("looking for bytes that an interrupted run left behind");
        roundsToRetry = ROUNDS_TO_RETRY;
        int deleted = sweep.sweep();
        tenure.sweepEnded();
        LOG.atInfo().addKeyValue("deleted_blobs", deleted).log("looked at every blob");
      }
    } finally {
      // One file that cannot be deleted must not keep the garbage from ever being collected.
      collector.collect();
    }
    return collector.isMoreDue();
  }
}
