package io.bytebucket.pipeline;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs and counts what is the server's own fault, so that damage on disk is an alarm and not a
 * surprise. Thread-safe.
 */
public final class FaultLog {
  private static final Logger LOG = LoggerFactory.getLogger(FaultLog.class);

  private final LongAdder corruptReads = new LongAdder();
  private final LongAdder otherFaults = new LongAdder();

  /** How many reads met stored bytes that were not what was written, since the start. */
  public long corruptReads() {
    return corruptReads.sum();
  }

  /** How many other faults there were, since the start. */
  public long otherFaults() {
    return otherFaults.sum();
  }

  void report(StoreException fault, String requestId) {
    if (fault.failure() instanceof Failure.Corrupt(String subject, String detail)) {
      corruptReads.increment();
      LOG.atError()
          .setCause(fault)
          .addKeyValue("request_id", requestId)
          .addKeyValue("subject", subject)
          .addKeyValue("detail", detail)
          .addKeyValue("corrupt_reads_total", corruptReads.sum())
          .log("stored bytes are damaged");
    } else {
      otherFaults.increment();
      LOG.atError()
          .setCause(fault)
          .addKeyValue("request_id", requestId)
          .addKeyValue("failure", fault.failure())
          .log("the store failed");
    }
  }

  void report(Exception unexpected, String requestId) {
    otherFaults.increment();
    LOG.atError()
        .setCause(unexpected)
        .addKeyValue("request_id", requestId)
        .log("a request failed unexpectedly");
  }
}
