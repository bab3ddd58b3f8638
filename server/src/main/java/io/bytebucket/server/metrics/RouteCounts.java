package io.bytebucket.server.metrics;

import io.bytebucket.core.activity.Durations;
import io.bytebucket.core.figure.Distribution;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;

/** The requests of one row of a route table, counted. Thread-safe. */
final class RouteCounts {
  /** From 256 bytes to 1 GiB, each four times the one before, and what one request may bring. */
  private static final long[] SIZES = {
    1 << 8, 1 << 10, 1 << 12, 1 << 14, 1 << 16, 1 << 18, 1 << 20, 1 << 22, 1 << 24, 1 << 26,
    1 << 28, 1 << 30, 5L << 30
  };

  /** A row answers with few statuses, so that a walk is the quickest way to the right one. */
  private volatile StatusCount[] statuses = {};

  private final Distribution duration =
      new Distribution(Distribution.NANOS_A_SECOND, Durations.boundsNanos());
  private final Distribution in = new Distribution(1, SIZES);
  private final Distribution out = new Distribution(1, SIZES);

  private record StatusCount(int status, LongAdder count) {}

  void add(int status, long nanos, long inBytes, long outBytes) {
    countOf(status).increment();
    duration.note(nanos);
    in.note(inBytes);
    out.note(outBytes);
  }

  private LongAdder countOf(int status) {
    for (StatusCount known : statuses) {
      if (known.status() == status) {
        return known.count();
      }
    }
    return begin(status);
  }

  private synchronized LongAdder begin(int status) {
    for (StatusCount known : statuses) {
      if (known.status() == status) {
        return known.count();
      }
    }
    StatusCount fresh = new StatusCount(status, new LongAdder());
    StatusCount[] more = Arrays.copyOf(statuses, statuses.length + 1);
    more[statuses.length] = fresh;
    statuses = more;
    return fresh.count();
  }

  /** How many requests ended with which status. */
  Map<Integer, Long> statuses() {
    Map<Integer, Long> sums = new TreeMap<>();
    for (StatusCount known : statuses) {
      sums.put(known.status(), known.count().sum());
    }
    return sums;
  }

  Distribution.Noted duration() {
    return duration.noted();
  }

  /** The same as it is kept. */
  Durations durations() {
    return new Durations(Arrays.stream(duration.noted().counts()).boxed().toList());
  }

  Distribution.Noted in() {
    return in.noted();
  }

  Distribution.Noted out() {
    return out.noted();
  }

  long bytesIn() {
    return in.sum();
  }

  long bytesOut() {
    return out.sum();
  }
}
