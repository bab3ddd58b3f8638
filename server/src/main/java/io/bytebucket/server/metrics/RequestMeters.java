package io.bytebucket.server.metrics;

import io.bytebucket.core.activity.Durations;
import io.bytebucket.core.activity.Outcomes;
import io.bytebucket.core.activity.Port;
import io.bytebucket.core.activity.Tally;
import io.bytebucket.core.activity.Work;
import io.bytebucket.core.figure.Figure;
import io.bytebucket.pipeline.Meters;
import io.bytebucket.pipeline.RequestMeter;
import io.bytebucket.pipeline.Visit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Counts the requests at all addresses. Thread-safe. What a request is counted under is resolved
 * once for each row of a route table; counting one takes some hundred nanoseconds and allocates
 * nothing.
 */
public final class RequestMeters implements Meters {
  /** More rows than all route tables have; what comes after is counted in one. */
  private static final int ROWS_MAX = 2_000;

  /** More reasons than there are codes of errors. */
  private static final int REASONS_MAX = 500;

  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "PUT", "POST", "DELETE", "OPTIONS", "PATCH");

  /** What stands for what is not in a bounded set. */
  static final String OTHER = "other";

  private final Map<RowName, Row> rows = new ConcurrentHashMap<>();
  private final Map<String, LongAdder> refusals = new ConcurrentHashMap<>();
  private final BucketActivity buckets = new BucketActivity();
  private final RecentRequests recent;

  /** Meters of which nothing was counted; single requests go to {@code recent}. */
  public RequestMeters(RecentRequests recent) {
    this.recent = recent;
  }

  /** What requests are counted under. */
  record RowName(String method, String path, String operation) {}

  /** One row; it takes memory from its first request on. */
  public final class Row implements RequestMeter {
    private final RowName name;
    private final Kind kind;
    private final boolean isTimed;
    private final RequestMeter atAdmin = this::endedAtAdmin;
    private volatile @Nullable RouteCounts counts;

    private Row(RowName name, boolean isTimed) {
      this.name = name;
      this.kind = Kind.of(name.operation());
      this.isTimed = isTimed;
    }

    @Override
    public void ended(Visit visit, long bytesIn, long bytesOut) {
      ended(Port.S3, visit, bytesIn, bytesOut);
    }

    private void endedAtAdmin(Visit visit, long bytesIn, long bytesOut) {
      ended(Port.ADMIN, visit, bytesIn, bytesOut);
    }

    private void ended(Port port, Visit visit, long bytesIn, long bytesOut) {
      count(visit.status(), visit.elapsedNanos(), bytesIn, bytesOut);
      if (!visit.error().isEmpty()) {
        refused(visit.error());
      } else if (!visit.bucket().isEmpty()) {
        buckets.add(visit.bucket(), kind, bytesIn, bytesOut);
      }
      if (recent.isWanted()) {
        recent.offer(port, name, visit, bytesIn, bytesOut);
      }
    }

    void count(int status, long nanos, long bytesIn, long bytesOut) {
      RouteCounts known = counts;
      (known == null ? begin() : known).add(status, nanos, bytesIn, bytesOut);
    }

    private synchronized RouteCounts begin() {
      RouteCounts known = counts;
      if (known == null) {
        known = new RouteCounts();
        counts = known;
      }
      return known;
    }

    RowName name() {
      return name;
    }

    Kind kind() {
      return kind;
    }

    @Nullable RouteCounts counts() {
      return counts;
    }
  }

  @Override
  public Row row(String method, String path, String operation) {
    return row(method, path, operation, true);
  }

  /**
   * The same meters for the admin address. How long its requests took is counted, but not in what
   * is kept: some last for as long as somebody looks on.
   */
  public Meters ofAdmin() {
    return (method, path, operation) -> row(method, path, operation, false).atAdmin;
  }

  private Row row(String method, String path, String operation, boolean isTimed) {
    RowName name = new RowName(METHODS.contains(method) ? method : OTHER, path, operation);
    Row known = rows.get(name);
    if (known != null) {
      return known;
    }
    RowName bounded = rows.size() < ROWS_MAX ? name : new RowName(OTHER, OTHER, OTHER);
    return rows.computeIfAbsent(bounded, fresh -> new Row(fresh, isTimed));
  }

  void refused(String reason) {
    LongAdder known = refusals.get(reason);
    if (known == null) {
      String bounded = refusals.size() < REASONS_MAX ? reason : OTHER;
      known = refusals.computeIfAbsent(bounded, _ -> new LongAdder());
    }
    known.increment();
  }

  /** All that was counted, as of now. */
  public List<Figure> figures() {
    return new HttpFigures(this).all();
  }

  /** What was counted since the process began, for who keeps it. */
  Tally tally() {
    Outcomes outcomes = Outcomes.NONE;
    Work done = Work.NONE;
    Durations durations = Durations.NONE;
    for (Row row : rows.values()) {
      RouteCounts counts = row.counts();
      if (counts != null) {
        long successes = 0;
        for (Map.Entry<Integer, Long> ended : counts.statuses().entrySet()) {
          outcomes = outcomes.and(ended.getKey(), ended.getValue());
          successes += ended.getKey() / 100 == 2 ? ended.getValue() : 0;
        }
        if (row.isTimed) {
          durations = durations.plus(counts.durations());
        }
        done = done.plus(row.kind().work(successes, counts.bytesIn(), counts.bytesOut()));
      }
    }
    return new Tally(done, outcomes, durations, buckets.sums());
  }

  Collection<Row> rows() {
    return rows.values();
  }

  /** How many requests were refused or not answered to their end, by the reason. */
  Map<String, Long> refusals() {
    Map<String, Long> sums = new TreeMap<>();
    refusals.forEach((reason, count) -> sums.put(reason, count.sum()));
    return sums;
  }

  /** What was done in each bucket. */
  BucketActivity buckets() {
    return buckets;
  }
}
