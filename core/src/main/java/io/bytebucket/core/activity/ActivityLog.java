package io.bytebucket.core.activity;

import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.bucket.Buckets;
import io.bytebucket.core.schema.ActivityKeys;
import io.bytebucket.core.store.Counters;
import io.bytebucket.core.store.Key;
import io.bytebucket.core.store.MetadataStore;
import io.bytebucket.core.store.RangeReader;
import io.bytebucket.core.store.ScanRequest;
import io.bytebucket.core.store.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * How many requests there were in each step of time and how long they took, and how much was done
 * in all and in each bucket. Every server that uses the store adds to the same counters, which
 * never conflict. Thread-safe; what is added is durable on return.
 */
public final class ActivityLog {
  /** How long single minutes are kept: as long as anybody may look at them. */
  public static final Duration MINUTES_KEPT = Duration.ofDays(2);

  /** How long single hours are kept. */
  public static final Duration HOURS_KEPT = Duration.ofDays(31);

  /** So many buckets are written in one commit. */
  private static final int BUCKETS_A_COMMIT = 500;

  /** So many rows are deleted in one commit. */
  private static final int ROWS_A_COMMIT = 1_000;

  private final MetadataStore metadata;

  /** A log in that store. */
  public ActivityLog(MetadataStore metadata) {
    this.metadata = metadata;
  }

  /** Adds what was counted since the last time, in one commit unless there are many buckets. */
  public void add(Instant at, Tally tally) {
    List<Map.Entry<String, Work>> buckets = List.copyOf(tally.buckets().entrySet());
    metadata.write(transaction -> {
      for (Step step : Step.values()) {
        addTraffic(transaction, step, step.beginOf(at).getEpochSecond(), tally.traffic());
      }
      addTotals(transaction, tally);
      addBuckets(transaction, buckets.subList(0, Math.min(BUCKETS_A_COMMIT, buckets.size())));
      return tally;
    });
    for (int from = BUCKETS_A_COMMIT; from < buckets.size(); from += BUCKETS_A_COMMIT) {
      List<Map.Entry<String, Work>> some =
          buckets.subList(from, Math.min(from + BUCKETS_A_COMMIT, buckets.size()));
      metadata.write(transaction -> {
        addBuckets(transaction, some);
        return some;
      });
    }
  }

  private static void addTraffic(
      Transaction transaction, Step step, long beginSeconds, Traffic traffic) {
    traffic
        .numbers()
        .forEach((kind, number) ->
            add(transaction, ActivityKeys.series(step.tag(), beginSeconds, kind), number));
  }

  private static void addTotals(Transaction transaction, Tally tally) {
    long[] work = tally.work().numbers();
    for (int i = 0; i < work.length; i++) {
      add(transaction, ActivityKeys.total((byte) i), work[i]);
    }
    long[] outcomes = tally.outcomes().numbers();
    for (int i = 0; i < outcomes.length; i++) {
      add(transaction, ActivityKeys.total((byte) (work.length + i)), outcomes[i]);
    }
  }

  /** A bucket that is gone by now has no counters any more. */
  private static void addBuckets(Transaction transaction, List<Map.Entry<String, Work>> buckets) {
    for (Map.Entry<String, Work> bucket : buckets) {
      Buckets.find(transaction, new BucketName(bucket.getKey()))
          .ifPresent(found -> {
            long[] work = bucket.getValue().numbers();
            for (int i = 0; i < work.length; i++) {
              add(transaction, ActivityKeys.bucket(found.id(), (byte) i), work[i]);
            }
          });
    }
  }

  private static void add(Transaction transaction, Key counter, long delta) {
    if (delta != 0) {
      transaction.add(counter, delta);
    }
  }

  /** How much was done, and how requests ended, since the store was made. */
  public Tally totals() {
    int kinds = Work.size() + Outcomes.size();
    long[] numbers =
        metadata.read(snapshot ->
            IntStream.range(0, kinds)
                .mapToLong(kind -> snapshot.counter(ActivityKeys.total((byte) kind)))
                .toArray());
    long[] outcomes = new long[Outcomes.size()];
    System.arraycopy(numbers, Work.size(), outcomes, 0, outcomes.length);
    return new Tally(Work.of(numbers), Outcomes.of(outcomes), Map.of());
  }

  /** How much was done in each bucket, by its id. */
  public Map<Long, Work> buckets() {
    Map<Long, long[]> numbers = new HashMap<>();
    Key all = ActivityKeys.buckets();
    RangeReader.of(metadata)
        .rows(
            all,
            all.afterPrefix(),
            ROWS_A_COMMIT,
            row -> {
              int kind = ActivityKeys.counted(row.key());
              if (kind < Work.size()) {
                numbers
                        .computeIfAbsent(
                            ActivityKeys.bucketId(row.key()), _ -> new long[Work.size()])[kind] =
                    Counters.decode(row.value());
              }
              return true;
            });
    Map<Long, Work> buckets = new HashMap<>();
    numbers.forEach((id, work) -> buckets.put(id, Work.of(work)));
    return buckets;
  }

  /**
   * What is known of the requests that ended in each step of time, by its begin; steps without
   * requests are left out.
   *
   * @param from the begin of the first step
   * @param until the begin of the step after the last
   */
  public Map<Instant, Traffic> series(Step step, Instant from, Instant until) {
    Map<Instant, Map<Byte, Long>> numbers = new TreeMap<>();
    RangeReader.of(metadata)
        .rows(
            ActivityKeys.seriesFrom(step.tag(), from.getEpochSecond()),
            ActivityKeys.seriesFrom(step.tag(), until.getEpochSecond()),
            ROWS_A_COMMIT,
            row -> {
              numbers
                  .computeIfAbsent(
                      Instant.ofEpochSecond(ActivityKeys.beginSeconds(row.key())),
                      _ -> new HashMap<>())
                  .put(ActivityKeys.counted(row.key()), Counters.decode(row.value()));
              return true;
            });
    Map<Instant, Traffic> series = new TreeMap<>();
    numbers.forEach((begin, known) -> series.put(begin, Traffic.of(known)));
    return series;
  }

  /** When the earliest step begins that is known; empty when none is. */
  public Optional<Instant> earliest(Step step) {
    return metadata.read(snapshot ->
        snapshot
            .scan(
                ScanRequest.range(
                    ActivityKeys.seriesFrom(step.tag(), 0),
                    ActivityKeys.seriesFrom(step.tag(), Long.MAX_VALUE),
                    1))
            .entries()
            .stream()
            .findFirst()
            .map(row -> Instant.ofEpochSecond(ActivityKeys.beginSeconds(row.key()))));
  }

  /**
   * Deletes steps that are too old; a bounded number of them, so that it is called again.
   *
   * @param kept how long days are kept
   */
  public void prune(Instant now, Duration kept) {
    for (Step step : Step.values()) {
      Duration longest =
          switch (step) {
            case MINUTE -> MINUTES_KEPT;
            case HOUR -> HOURS_KEPT;
            case DAY -> kept;
          };
      Key end = ActivityKeys.seriesFrom(step.tag(), now.minus(longest).getEpochSecond());
      List<Key> old =
          metadata.read(snapshot ->
              snapshot
                  .scan(
                      ScanRequest.range(ActivityKeys.seriesFrom(step.tag(), 0), end, ROWS_A_COMMIT))
                  .entries()
                  .stream()
                  .map(row -> row.key())
                  .toList());
      if (!old.isEmpty()) {
        metadata.write(transaction -> {
          old.forEach(transaction::delete);
          return old;
        });
      }
    }
  }
}
