package io.bytebucket.core.activity;

import java.util.Map;
import java.util.TreeMap;

/**
 * What was counted of requests.
 *
 * @param work how much was done in all
 * @param outcomes how they ended
 * @param durations how long those at the address of S3 took
 * @param buckets how much was done in each bucket, by its name
 */
public record Tally(Work work, Outcomes outcomes, Durations durations, Map<String, Work> buckets) {
  /** Nothing. */
  public static final Tally NONE = new Tally(Work.NONE, Outcomes.NONE, Map.of());

  /** One in which it is not counted how long requests took. */
  public Tally(Work work, Outcomes outcomes, Map<String, Work> buckets) {
    this(work, outcomes, Durations.NONE, buckets);
  }

  /** What of it is kept of each step of time. */
  public Traffic traffic() {
    return new Traffic(outcomes, work.bytesIn(), work.bytesOut(), durations);
  }

  /** This less what was counted earlier; buckets in which nothing was done are left out. */
  public Tally minus(Tally earlier) {
    Map<String, Work> rest = new TreeMap<>();
    buckets.forEach((bucket, done) -> {
      Work more = done.minus(earlier.buckets.getOrDefault(bucket, Work.NONE));
      if (!more.equals(Work.NONE)) {
        rest.put(bucket, more);
      }
    });
    return new Tally(
        work.minus(earlier.work),
        outcomes.minus(earlier.outcomes),
        durations.minus(earlier.durations),
        rest);
  }

  /** Whether nothing was counted. */
  public boolean isEmpty() {
    return equals(NONE);
  }
}
