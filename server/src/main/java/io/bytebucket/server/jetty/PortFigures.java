package io.bytebucket.server.jetty;

import io.bytebucket.core.figure.Figure;
import io.bytebucket.http.MemoryBudget;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** How much of what there may be is in use at one address: connections, requests and memory. */
public final class PortFigures {
  private static final String PORT = "port";

  private PortFigures() {}

  static List<Figure> of(WireConnector connector) {
    Map<String, String> port = Map.of(PORT, connector.getName());
    RequestLimits limits = connector.listenPoint().limits();
    List<Figure> counted =
        List.of(
            new Figure.Level(
                "bytebucket_connections",
                "Connections that are open.",
                port,
                () -> connector.getConnectedEndPoints().size()),
            new Figure.Level(
                "bytebucket_connections_limit",
                "Connections that may be open; more wait.",
                port,
                limits::connections),
            new Figure.Level(
                "bytebucket_requests_in_progress",
                "Requests that are being answered.",
                port,
                connector::answeredNow),
            new Figure.Level(
                "bytebucket_requests_in_progress_limit",
                "Requests that may be answered at once; more are told to come back.",
                port,
                limits::answered));
    return Stream.of(
            counted,
            certificate(connector),
            memory(connector.getName(), "headers", limits.headerMemory()),
            memory(connector.getName(), "requests", limits.requestMemory()))
        .flatMap(List::stream)
        .toList();
  }

  private static List<Figure> certificate(WireConnector connector) {
    return connector.listenPoint().tls().stream()
        .<Figure>map(tls ->
            new Figure.Level(
                "bytebucket_tls_certificate_end_seconds",
                "When the certificate that is shown ends, in seconds since 1970.",
                Map.of(PORT, connector.getName()),
                () -> tls.end().getEpochSecond()))
        .toList();
  }

  /**
   * How much of a budget is taken.
   *
   * @param port the name of the address
   * @param purpose what the memory is for
   */
  public static List<Figure> memory(String port, String purpose, MemoryBudget budget) {
    Map<String, String> labels = Map.of(PORT, port, "purpose", purpose);
    return List.of(
        new Figure.Level(
            "bytebucket_memory_taken_bytes",
            "Memory that what clients sent takes of its budget.",
            labels,
            budget::takenBytes),
        new Figure.Level(
            "bytebucket_memory_limit_bytes",
            "Memory that what clients send may take; who finds none is told to come back.",
            labels,
            budget::limitBytes));
  }
}
