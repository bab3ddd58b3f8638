package io.bytebucket.core.figure;

import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;

/**
 * How often a value fell between which bounds, and the sum of all values. Thread-safe; noting a
 * value costs a few nanoseconds and allocates nothing.
 */
public final class Distribution {
  /** The unit of times that are noted in nanoseconds and told in seconds. */
  public static final double NANOS_A_SECOND = 1e9;

  private final long[] bounds;
  private final double unit;
  private final LongAdder[] counts;
  private final LongAdder sum = new LongAdder();

  /**
   * One without values.
   *
   * @param unit how many of what is noted make one of what is told
   * @param bounds upper bounds, each inclusive, in ascending order; what is larger than the last is
   *     counted too
   */
  public Distribution(double unit, long... bounds) {
    this.unit = unit;
    this.bounds = bounds.clone();
    this.counts = new LongAdder[bounds.length + 1];
    Arrays.setAll(counts, _ -> new LongAdder());
  }

  /** One of times in nanoseconds that are told in seconds, from a tenth of a millisecond to 5 s. */
  public static Distribution ofShortTimes() {
    return new Distribution(
        NANOS_A_SECOND,
        100_000,
        250_000,
        500_000,
        1_000_000,
        2_500_000,
        5_000_000,
        10_000_000,
        25_000_000,
        50_000_000,
        100_000_000,
        250_000_000,
        1_000_000_000,
        5_000_000_000L);
  }

  /** Notes a value. */
  public void note(long value) {
    int i = 0;
    while (i < bounds.length && value > bounds[i]) {
      i++;
    }
    counts[i].increment();
    sum.add(value);
  }

  /** The sum of all values, in the unit that they are noted in. */
  public long sum() {
    return sum.sum();
  }

  /** What was noted up to now; values that are noted meanwhile may be in it in part. */
  public Noted noted() {
    return new Noted(
        Arrays.stream(bounds).mapToDouble(bound -> bound / unit).toArray(),
        Arrays.stream(counts).mapToLong(LongAdder::sum).toArray(),
        sum.sum() / unit);
  }

  /**
   * What was noted.
   *
   * @param bounds the upper bounds
   * @param counts how many values there were up to each bound and above the one before it; the last
   *     is for what is larger than all bounds
   * @param sum the sum of all values
   */
  @SuppressWarnings("ArrayRecordComponent") // a carrier: never compared, and never changed
  public record Noted(double[] bounds, long[] counts, double sum) {
    /** This and another one of the same bounds together. */
    public Noted plus(Noted other) {
      long[] both = counts.clone();
      Arrays.setAll(both, i -> counts[i] + other.counts[i]);
      return new Noted(bounds, both, sum + other.sum);
    }

    /** How many values there were. */
    public long count() {
      return Arrays.stream(counts).sum();
    }
  }
}
