package io.bytebucket.core;

import io.bytebucket.core.maintenance.GarbageCollector;
import io.bytebucket.core.maintenance.OrphanSweep;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rounds of garbage collection. If an earlier run may have left bytes behind, a round begins with a
 * sweep for these, until a sweep has succeeded. Used by one thread.
 */
final class SweepThenCollect implements BooleanSupplier {
  private static final Logger LOG = LoggerFactory.getLogger(SweepThenCollect.class);

  /**
   * A sweep looks at every blob, so one that failed is not tried again before a minute has passed.
   */
  private static final int ROUNDS_TO_RETRY = 60;

  private final OrphanSweep sweep;
  private final GarbageCollector collector;
  private int roundsToSweep;

  SweepThenCollect(OrphanSweep sweep, boolean isSweepDue, GarbageCollector collector) {
    this.sweep = sweep;
    this.collector = collector;
    this.roundsToSweep = isSweepDue ? 1 : 0;
  }

  /** Does one round, and says whether the next one is due at once. */
  @Override
  public boolean getAsBoolean() {
    try {
      if (roundsToSweep > 0 && --roundsToSweep == 0) {
        LOG.atInfo().log("looking for bytes that an interrupted run left behind");
        roundsToSweep = ROUNDS_TO_RETRY;
        int deleted = sweep.sweep();
        roundsToSweep = 0;
        LOG.atInfo().addKeyValue("deleted_blobs", deleted).log("looked at every blob");
      }
    } finally {
      // One file that cannot be deleted must not keep the garbage from ever being collected.
      collector.collect();
    }
    return collector.isMoreDue();
  }
}
