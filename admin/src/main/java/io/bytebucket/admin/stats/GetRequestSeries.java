package io.bytebucket.admin.stats;

import io.bytebucket.admin.error.AdminException;
import io.bytebucket.admin.json.Json;
import io.bytebucket.admin.route.AdminOperation;
import io.bytebucket.admin.route.AdminRequest;
import io.bytebucket.admin.route.Administrator;
import io.bytebucket.core.activity.Activity;
import io.bytebucket.core.activity.Outcomes;
import io.bytebucket.core.activity.Step;
import io.bytebucket.core.activity.Traffic;
import io.bytebucket.http.Response;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Tells how requests ended in each step of a stretch of time, how long they took and what they
 * moved; the last step may be under way.
 */
public final class GetRequestSeries implements AdminOperation {
  private static final int OFFSET_MAX = 10_000;

  private final Activity activity;
  private final LiveActivity live;
  private final InstantSource clock;

  /** Of that store. */
  public GetRequestSeries(Activity activity, LiveActivity live, InstantSource clock) {
    this.activity = activity;
    this.live = live;
    this.clock = clock;
  }

  @Override
  public Response handle(AdminRequest request, Administrator sender) {
    SeriesRange range =
        request
            .parameter("range")
            .map(text ->
                SeriesRange.of(text)
                    .orElseThrow(
                        () -> AdminException.invalid("The range is 1h, 24h, 7d, 14d or 30d.")))
            .orElse(SeriesRange.STANDARD);
    int back = request.number("offset", 0, OFFSET_MAX, 0);
    Step step = range.step();
    Instant now = clock.instant();
    Instant end = range.end(now, back);
    Instant from = end.minus(range.length());
    Map<Instant, Traffic> stored = activity.log().series(step, from, end);
    Traffic pending = back == 0 ? live.pending().traffic() : Traffic.NONE;
    List<StepDocument> steps = new ArrayList<>();
    Traffic all = Traffic.NONE;
    for (Instant begin = from; begin.isBefore(end); begin = begin.plus(step.length())) {
      Traffic ended = stored.getOrDefault(begin, Traffic.NONE);
      Traffic known = begin.plus(step.length()).equals(end) ? ended.plus(pending) : ended;
      steps.add(StepDocument.of(begin, known));
      all = all.plus(known);
    }
    boolean isMoreBefore =
        activity.log().earliest(step).filter(begin -> begin.isBefore(from)).isPresent();
    return Json.answer(
        200,
        new SeriesDocument(
            range.text(),
            back,
            from.getEpochSecond(),
            end.getEpochSecond(),
            step.length().toSeconds(),
            isMoreBefore,
            back > 0,
            TotalsDocument.of(all),
            steps));
  }

  private record SeriesDocument(
      String range,
      int offset,
      long from,
      long to,
      long bucketSeconds,
      boolean canBack,
      boolean canForward,
      TotalsDocument totals,
      List<StepDocument> buckets) {}

  private record TotalsDocument(
      long c2xx, long c4xx, long c5xx, long bytesIn, long bytesOut, LatencyDocument latency) {
    static TotalsDocument of(Traffic traffic) {
      Outcomes ended = traffic.outcomes();
      return new TotalsDocument(
          ended.success(),
          ended.clientError(),
          ended.serverError(),
          traffic.bytesIn(),
          traffic.bytesOut(),
          LatencyDocument.of(traffic.durations()));
    }
  }

  private record StepDocument(
      long ts,
      long c2xx,
      long c4xx,
      long c5xx,
      long bytesIn,
      long bytesOut,
      LatencyDocument latency) {
    static StepDocument of(Instant begin, Traffic traffic) {
      Outcomes ended = traffic.outcomes();
      return new StepDocument(
          begin.getEpochSecond(),
          ended.success(),
          ended.clientError(),
          ended.serverError(),
          traffic.bytesIn(),
          traffic.bytesOut(),
          LatencyDocument.of(traffic.durations()));
    }
  }
}
