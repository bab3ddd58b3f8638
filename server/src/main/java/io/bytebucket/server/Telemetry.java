package io.bytebucket.server;

import io.bytebucket.admin.Observed;
import io.bytebucket.core.figure.Figure;
import io.bytebucket.http.MemoryBudget;
import io.bytebucket.pipeline.FaultLog;
import io.bytebucket.server.jetty.PortFigures;
import io.bytebucket.server.metrics.MetricsPage;
import io.bytebucket.server.metrics.RequestMeters;
import java.util.List;
import java.util.Map;

/** Where the parts of a server tell how they fare, put together. Thread-safe. */
final class Telemetry {
  private final FaultLog faults = new FaultLog();
  private final RequestMeters meters = new RequestMeters();
  private final MetricsPage page = new MetricsPage();

  Telemetry() {
    Figure build =
        new Figure.Level(
            "bytebucket_build_info",
            "Which version this is; always 1.",
            Map.of("version", VersionCommand.version()),
            () -> 1);
    page.add(() -> List.of(build));
    page.add(meters::figures);
    page.add(faults::figures);
  }

  /** Where faults are told of. */
  FaultLog faults() {
    return faults;
  }

  /** Where requests are counted. */
  RequestMeters meters() {
    return meters;
  }

  /** The same for the admin address. */
  Observed admin() {
    return new Observed(meters, page);
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
