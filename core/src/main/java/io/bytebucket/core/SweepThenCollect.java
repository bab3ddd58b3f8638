package io.bytebucket.core;

import io.bytebucket.core.maintenance.GarbageCollector;
import io.bytebucket.core.maintenance.OrphanSweep;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rounds of collection; where one is due, with a sweep for what an earlier run left behind before,
 * as soon as it succeeds. Used by one thread.
 */
final class SweepThenCollect implements BooleanSupplier {
  private static final Logger LOG = LoggerFactory.getLogger(SweepThenCollect.class);

  /** A sweep that failed is tried again after a minute: it looks at every blob. */
  private static final int ROUNDS_TO_RETRY = 60;

  private final OrphanSweep sweep;
  private final GarbageCollector collector;
  private int roundsToSweep;

  SweepThenCollect(OrphanSweep sweep, boolean isSweepDue, GarbageCollector collector) {
    this.sweep = sweep;
    this.collector = collector;
    this.roundsToSweep = isSweepDue ? 1 : 0;
  }

  /** A round; whether the next one is due at once. */
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
      // One file that cannot be deleted must not keep all garbage for ever.
      collector.collect();
    }
    return collector.isMoreDue();
  }
}
