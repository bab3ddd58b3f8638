package io.bytebucket.pipeline;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * The one line of each request. Its fields are stable; the path is a template, so neither keys nor
 * signatures reach the log. The names of bucket and object stand in it at the level of debugging
 * only.
 *
 * <p>Requests that are not handled cost their sender little, so only so many of them a second get a
 * line of their own, and the rest one that counts them: the log is no way to fill a disk.
 * Thread-safe.
 */
final class AccessLog {
  private static final Logger LINES = LoggerFactory.getLogger("io.bytebucket.access");
  private static final Logger LOG = LoggerFactory.getLogger(AccessLog.class);

  private static final int REFUSALS_A_SECOND = 50;
  private static final long SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final long startNanos = System.nanoTime();
  private final AtomicLong second = new AtomicLong();
  private final AtomicLong refusals = new AtomicLong();

  /**
   * Writes the line: an error when the server is to blame, a warning when the request was refused
   * or not answered to its end, else for information, or for debugging when it is asked for all the
   * time.
   *
   * @param bytesIn how much of the body was read
   * @param bytesOut how much of the body of the answer was sent
   */
  void write(Visit visit, long bytesIn, long bytesOut) {
    Level level = level(visit);
    if (!LINES.isEnabledForLevel(level)) {
      return;
    }
    LoggingEventBuilder event =
        LINES
            .atLevel(level)
            .addKeyValue("method", visit.method())
            .addKeyValue("path", visit.path())
            .addKeyValue("status", visit.status())
            .addKeyValue("duration_ms", visit.elapsedMicros() / 1_000.0)
            .addKeyValue("remote_ip", visit.remoteAddress())
            .addKeyValue("request_id", visit.ids().requestId())
            .addKeyValue("auth_method", visit.authMethod())
            .addKeyValue("user_access_key", visit.accessKeyId())
            .addKeyValue("bytes_in", bytesIn)
            .addKeyValue("bytes_out", bytesOut)
            .addKeyValue("operation", visit.operation());
    if (visit.isUnproved()) {
      event = event.addKeyValue("auth_proved", false);
    }
    if (!visit.error().isEmpty()) {
      event = event.addKeyValue("error", visit.error());
    }
    if (!visit.deniedAction().isEmpty()) {
      event =
          event
              .addKeyValue("denied_action", visit.deniedAction())
              .addKeyValue("denied_because", visit.deniedBecause());
    }
    if (LINES.isDebugEnabled()) {
      event = event.addKeyValue("bucket", visit.bucket()).addKeyValue("key", visit.key());
    }
    event.log("http_request");
  }

  private static Level level(Visit visit) {
    if (visit.isFault()) {
      return Level.ERROR;
    }
    if (visit.status() >= 400 || !visit.error().isEmpty()) {
      return Level.WARN;
    }
    return visit.isRoutine() ? Level.DEBUG : Level.INFO;
  }

  /** Writes the line of a request that is not handled, unless there are too many. */
  void writeRefusal(Visit visit) {
    long now = (System.nanoTime() - startNanos) / SECOND_NANOS;
    long before = second.get();
    if (before != now && second.compareAndSet(before, now)) {
      long omitted = refusals.getAndSet(0) - REFUSALS_A_SECOND;
      if (omitted > 0) {
        LOG.atWarn().addKeyValue("omitted_lines", omitted).log("many requests are refused");
      }
    }
    if (refusals.incrementAndGet() <= REFUSALS_A_SECOND) {
      write(visit, 0, 0);
    }
  }
}
