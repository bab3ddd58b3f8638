package io.bytebucket.server.jetty;

import java.util.concurrent.TimeUnit;

/**
 * How long one direction of a transfer may still keep us waiting. It starts with a grace; waiting
 * uses it up, and every byte that moves earns the time it takes at the minimum rate, up to the
 * grace again. So a transfer at or above that rate never runs out, one that stops is cut after the
 * grace at the latest, and time that the server itself spends counts for nothing.
 *
 * <p>Used by one thread.
 */
final class Pace {
  private final long graceNanos;
  private final long bytesPerSecond;
  private long allowanceNanos;

  Pace(ConnectionLimits limits) {
    this.graceNanos = limits.stallGrace().toNanos();
    this.bytesPerSecond = limits.minimumRateBytesPerSecond();
    this.allowanceNanos = graceNanos;
  }

  /** How much longer we wait for the next byte; zero or less when the transfer has to be cut. */
  long allowanceNanos() {
    return allowanceNanos;
  }

  /** Takes off the time we waited for the other side. */
  void waited(long nanos) {
    allowanceNanos -= nanos;
  }

  /** Adds what the bytes earned. */
  void moved(long bytes) {
    long earnedNanos = TimeUnit.SECONDS.toNanos(bytes) / bytesPerSecond;
    allowanceNanos = Math.min(graceNanos, allowanceNanos + earnedNanos);
  }
}
