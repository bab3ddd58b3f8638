package io.bytebucket.server;

import io.bytebucket.admin.Observed;
import io.bytebucket.admin.stats.LiveTail;
import io.bytebucket.core.Store;
import io.bytebucket.core.check.served.RunningCheck;
import io.bytebucket.core.figure.Figure;
import io.bytebucket.http.MemoryBudget;
import io.bytebucket.pipeline.FaultLog;
import io.bytebucket.pipeline.Meters;
import io.bytebucket.pipeline.RefusedRequests;
import io.bytebucket.server.jetty.PortFigures;
import io.bytebucket.server.metrics.ActivityRecorder;
import io.bytebucket.server.metrics.BucketFigures;
import io.bytebucket.server.metrics.MetricsPage;
import io.bytebucket.server.metrics.RecentRequests;
import io.bytebucket.server.metrics.RequestMeters;
import io.bytebucket.server.metrics.Traces;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/**
 * Where the parts of a server tell how they fare, put together, and what keeps some of it in the
 * store. Thread-safe; closed before the store is.
 */
final class Telemetry implements AutoCloseable {
  private final FaultLog faults = new FaultLog();
  private final MetricsPage page = new MetricsPage();
  private final RequestMeters meters;
  private final Meters counting;
  private final Traces traces;
  private final ActivityRecorder recorder;
  private final BucketFigures buckets;

  private final LiveTail tail = new LiveTail();
  private final RefusedRequests refused;
  private final RunningCheck check;

  /**
   * Of a server over that store; it keeps nothing before {@link #start()}.
   *
   * @param check of the store; begins with this, and ends with it
   */
  Telemetry(Store store, RunningCheck check, Traces traces, Clock clock) {
    this.check = check;
    RecentRequests recent = new RecentRequests(clock, tail);
    this.meters = new RequestMeters(recent);
    this.traces = traces;
    this.counting = traces.beside(meters);
    page.add(traces::figures);
    this.recorder = new ActivityRecorder(meters, recent, store.activity(), clock);
    this.buckets = new BucketFigures(store.activity(), meters);
    this.refused = new RefusedRequests(clock);
    Figure build =
        new Figure.Level(
            "bytebucket_build_info",
            "Which version this is; always 1.",
            Map.of("version", VersionCommand.version()),
            () -> 1);
    page.add(() -> List.of(build));
    page.add(meters::figures);
    page.add(faults::figures);
    page.add(store::figures);
    page.add(check::figures);
    page.add(buckets::figures);
    page.add(recent::figures);
  }

  /** Begins to keep what is counted, and to check the store where that is due. */
  void start() {
    check.open();
    buckets.start();
    recorder.start();
  }

  /** Lets those go who look on as requests end: they would go on for as long as they may. */
  void endTail() {
    tail.end();
  }

  /** Keeps what was counted up to now. No request may be under way. */
  @Override
  public void close() {
    check.close();
    buckets.close();
    recorder.close();
    traces.close();
  }

  /** Where faults are told of. */
  FaultLog faults() {
    return faults;
  }

  /** Where requests are counted. */
  Meters meters() {
    return counting;
  }

  /** Where it is kept why requests were refused. */
  RefusedRequests refused() {
    return refused;
  }

  /** The same for the admin address. */
  Observed admin() {
    return new Observed(
        traces.beside(meters.ofAdmin()), page, recorder, tail, faults, refused, check);
  }

  /** All of it for Prometheus; what else there is is added to it. */
  MetricsPage page() {
    return page;
  }

  /** A budget for the documents of an address, of which it is told how much is taken. */
  MemoryBudget documents(String port, long limitBytes) {
    MemoryBudget budget = new MemoryBudget(limitBytes);
    page.add(() -> PortFigures.memory(port, "documents", budget));
    return budget;
  }
}
