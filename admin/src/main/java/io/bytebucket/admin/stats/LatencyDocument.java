package io.bytebucket.admin.stats;

import io.bytebucket.core.activity.Durations;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How long requests at the address of S3 took, as documents have it: in milliseconds, and as far as
 * the bounds tell between which they are counted.
 *
 * @param count how many there were; without any the rest is left out
 * @param p50Ms how long half of them took at the most
 */
record LatencyDocument(
    long count, Optional<Double> p50Ms, Optional<Double> p90Ms, Optional<Double> p99Ms) {
  private static final double NANOS_A_MICRO = 1_000;
  private static final double MICROS_A_MILLI = 1_000;

  static LatencyDocument of(Durations durations) {
    return new LatencyDocument(
        durations.count(), within(durations, 0.5), within(durations, 0.9), within(durations, 0.99));
  }

  private static Optional<Double> within(Durations durations, double share) {
    OptionalLong nanos = durations.withinNanos(share);
    return nanos.isEmpty()
        ? Optional.empty()
        : Optional.of(Math.round(nanos.getAsLong() / NANOS_A_MICRO) / MICROS_A_MILLI);
  }
}
