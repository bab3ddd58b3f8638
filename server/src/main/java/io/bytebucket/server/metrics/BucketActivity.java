package io.bytebucket.server.metrics;

import io.bytebucket.core.activity.Work;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * How often objects were made, read and deleted in each bucket since the process began, by requests
 * that were answered well. Thread-safe. Bounded: of more buckets than that, those that are used
 * first are counted.
 */
final class BucketActivity {
  /** So many buckets are counted at the most, deleted ones among them. */
  static final int BUCKETS_MAX = 10_000;

  private final Map<String, Adders> buckets = new ConcurrentHashMap<>();
  private final LongAdder uncounted = new LongAdder();

  private static final class Adders {
    private final LongAdder uploads = new LongAdder();
    private final LongAdder downloads = new LongAdder();
    private final LongAdder deletes = new LongAdder();
    private final LongAdder bytesIn = new LongAdder();
    private final LongAdder bytesOut = new LongAdder();

    void add(Kind kind, long inBytes, long outBytes) {
      switch (kind) {
        case UPLOAD -> uploads.increment();
        case DOWNLOAD -> downloads.increment();
        case DELETE -> deletes.increment();
        case OTHER -> {}
      }
      bytesIn.add(inBytes);
      bytesOut.add(outBytes);
    }

    Work sum() {
      return new Work(uploads.sum(), downloads.sum(), deletes.sum(), bytesIn.sum(), bytesOut.sum());
    }
  }

  void add(String bucket, Kind kind, long bytesIn, long bytesOut) {
    Adders known = buckets.get(bucket);
    if (known == null) {
      if (buckets.size() >= BUCKETS_MAX) {
        uncounted.increment();
        return;
      }
      known = buckets.computeIfAbsent(bucket, _ -> new Adders());
    }
    known.add(kind, bytesIn, bytesOut);
  }

  /** What was done in each bucket, by its name. */
  Map<String, Work> sums() {
    Map<String, Work> sums = new TreeMap<>();
    buckets.forEach((bucket, adders) -> sums.put(bucket, adders.sum()));
    return sums;
  }

  /** What was done in one. */
  Work sum(String bucket) {
    Adders known = buckets.get(bucket);
    return known == null ? Work.NONE : known.sum();
  }

  /** How many requests were counted for no bucket, because there were too many. */
  long uncounted() {
    return uncounted.sum();
  }
}
