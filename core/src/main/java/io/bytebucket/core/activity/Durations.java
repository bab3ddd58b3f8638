package io.bytebucket.core.activity;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.LongBinaryOperator;

/**
 * How long requests took: how many of them took as long as each bound says and longer than the one
 * before it, and how many took longer than all bounds.
 */
public record Durations(List<Long> counts) {
  private static final long MILLI = 1_000_000;

  /** They are stored by their places in this list, so that more may only follow. */
  private static final long[] BOUNDS_NANOS = {
    MILLI / 2,
    MILLI,
    5 * MILLI / 2,
    5 * MILLI,
    10 * MILLI,
    25 * MILLI,
    50 * MILLI,
    100 * MILLI,
    250 * MILLI,
    500 * MILLI,
    1_000 * MILLI,
    2_500 * MILLI,
    5_000 * MILLI,
    10_000 * MILLI,
    30_000 * MILLI
  };

  /** None. */
  public static final Durations NONE = new Durations(Collections.nCopies(size(), 0L));

  /** Those counts, one for each bound and one more. */
  public Durations {
    counts = List.copyOf(counts);
  }

  /** The bounds in nanoseconds, each inclusive, in ascending order. */
  public static long[] boundsNanos() {
    return BOUNDS_NANOS.clone();
  }

  /** How many counts there are. */
  static int size() {
    return BOUNDS_NANOS.length + 1;
  }

  /** This and another together. */
  public Durations plus(Durations other) {
    return with(other, Long::sum);
  }

  /** This less what was counted earlier. */
  public Durations minus(Durations earlier) {
    return with(earlier, (now, then) -> now - then);
  }

  private Durations with(Durations other, LongBinaryOperator both) {
    List<Long> result = new ArrayList<>(size());
    for (int i = 0; i < size(); i++) {
      result.add(both.applyAsLong(counts.get(i), other.counts.get(i)));
    }
    return new Durations(result);
  }

  /** How many requests there were. */
  public long count() {
    return counts.stream().mapToLong(Long::longValue).sum();
  }

  /**
   * In how many nanoseconds that share of the requests had ended, as far as the bounds tell:
   * between two of them it is taken for granted that requests lie evenly, and none took longer than
   * the last.
   *
   * @param share more than 0, and 1 at the most
   * @return empty when there were none
   */
  public OptionalLong withinNanos(double share) {
    double wanted = share * count();
    double before = 0;
    long lower = 0;
    for (int i = 0; i < BOUNDS_NANOS.length; i++) {
      long here = counts.get(i);
      if (here > 0 && before + here >= wanted) {
        double part = (wanted - before) / here;
        return OptionalLong.of(lower + Math.round(part * (BOUNDS_NANOS[i] - lower)));
      }
      before += here;
      lower = BOUNDS_NANOS[i];
    }
    return wanted == 0 ? OptionalLong.empty() : OptionalLong.of(lower);
  }
}
