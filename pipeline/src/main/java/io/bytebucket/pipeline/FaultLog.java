package io.bytebucket.pipeline;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.figure.Figure;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

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

  /** The same as figures. */
  public List<Figure> figures() {
    return List.of(
        new Figure.Total(
            "bytebucket_corrupt_reads_total",
            "Reads that met stored bytes that were not what was written.",
            this::corruptReads),
        new Figure.Total(
            "bytebucket_faults_total", "Other faults of the server's own.", this::otherFaults));
  }

  void report(StoreException fault, Visit visit, Map<String, String> furtherNames) {
    LoggingEventBuilder event = about(fault, visit, furtherNames);
    if (fault.failure() instanceof Failure.Corrupt(String subject, String detail)) {
      corruptReads.increment();
      event
          .addKeyValue("subject", subject)
          .addKeyValue("detail", detail)
          .addKeyValue("corrupt_reads_total", corruptReads.sum())
          .log("stored bytes are damaged");
    } else {
      otherFaults.increment();
      event
          .addKeyValue("failure", fault.failure())
          .addKeyValue("reason", reason(fault))
          .log("the store failed");
    }
  }

  void report(Exception unexpected, Visit visit, Map<String, String> furtherNames) {
    otherFaults.increment();
    about(unexpected, visit, furtherNames).log("a request failed unexpectedly");
  }

  /** With names, at every level: without them nobody knows what to look at, or to restore. */
  private static LoggingEventBuilder about(
      Exception fault, Visit visit, Map<String, String> furtherNames) {
    LoggingEventBuilder event =
        LOG.atError()
            .setCause(fault)
            .addKeyValue("request_id", visit.ids().requestId())
            .addKeyValue("operation", visit.operation())
            .addKeyValue("bucket", visit.bucket())
            .addKeyValue("key", visit.key());
    for (Map.Entry<String, String> name : furtherNames.entrySet()) {
      event = event.addKeyValue(name.getKey(), name.getValue());
    }
    return event;
  }

  private static String reason(StoreException fault) {
    Throwable cause = fault.getCause();
    return cause == null ? "" : String.valueOf(cause.getMessage());
  }
}
