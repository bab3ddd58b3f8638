package io.bytebucket.server.metrics;

import io.bytebucket.core.figure.Distribution;
import io.bytebucket.core.figure.Figure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** What was counted of requests, as figures: by path, by operation, and by why they failed. */
final class HttpFigures {
  /** The path of what led nowhere, and the operation of what came to none. */
  private static final String NONE = "none";

  private final RequestMeters meters;

  HttpFigures(RequestMeters meters) {
    this.meters = meters;
  }

  /** All of them, as of now. */
  List<Figure> all() {
    List<Figure> figures = new ArrayList<>();
    totals(figures);
    spread(
        figures,
        "http_request_duration_seconds",
        "How long requests took, from their header to the last byte of the answer.",
        HttpFigures::byPath,
        RouteCounts::duration);
    spread(
        figures,
        "http_request_size_bytes",
        "How much of the bodies of requests was read.",
        HttpFigures::byPath,
        RouteCounts::in);
    spread(
        figures,
        "http_response_size_bytes",
        "How much of the bodies of answers was sent.",
        HttpFigures::byPath,
        RouteCounts::out);
    spread(
        figures,
        "bytebucket_operation_duration_seconds",
        "How long requests took, by their operation.",
        HttpFigures::byOperation,
        RouteCounts::duration);
    meters
        .refusals()
        .forEach((reason, count) ->
            figures.add(
                new Figure.Total(
                    "bytebucket_refusals_total",
                    "Requests that were refused, or not answered to their end, by the reason.",
                    Map.of("reason", reason),
                    () -> count)));
    return figures;
  }

  private void totals(List<Figure> figures) {
    Map<Map<String, String>, Long> byStatus = new LinkedHashMap<>();
    Map<Map<String, String>, Long> byOutcome = new LinkedHashMap<>();
    Map<Map<String, String>, Long> byClass = new LinkedHashMap<>();
    used((name, counts) ->
        counts
            .statuses()
            .forEach((status, count) -> {
              byStatus.merge(with(byPath(name), "status", status.toString()), count, Long::sum);
              String outcome = classOf(status);
              byOutcome.merge(with(byOperation(name), "class", outcome), count, Long::sum);
              byClass.merge(Map.of("class", outcome), count, Long::sum);
            }));
    add(figures, "http_requests_total", "Requests that have ended.", byStatus);
    add(
        figures,
        "bytebucket_operations_total",
        "Requests that have ended, by their operation and the class of their status.",
        byOutcome);
    add(
        figures,
        "bytebucket_s3_requests_total",
        "Requests that have ended, by the class of their status.",
        byClass);
  }

  private static void add(
      List<Figure> figures, String name, String help, Map<Map<String, String>, Long> counts) {
    counts.forEach(
        (labels, count) -> figures.add(new Figure.Total(name, help, labels, () -> count)));
  }

  private void spread(
      List<Figure> figures,
      String name,
      String help,
      Function<RequestMeters.RowName, Map<String, String>> labels,
      Function<RouteCounts, Distribution.Noted> which) {
    Map<Map<String, String>, Distribution.Noted> sums = new LinkedHashMap<>();
    used((row, counts) ->
        sums.merge(labels.apply(row), which.apply(counts), Distribution.Noted::plus));
    sums.forEach((row, noted) -> figures.add(new Figure.Spread(name, help, row, () -> noted)));
  }

  private void used(BiConsumer<RequestMeters.RowName, RouteCounts> action) {
    for (RequestMeters.Row row : meters.rows()) {
      RouteCounts counts = row.counts();
      if (counts != null) {
        action.accept(row.name(), counts);
      }
    }
  }

  private static Map<String, String> byPath(RequestMeters.RowName name) {
    return Map.of("method", name.method(), "path", orNone(name.path()));
  }

  private static Map<String, String> byOperation(RequestMeters.RowName name) {
    return Map.of("operation", orNone(name.operation()));
  }

  private static String orNone(String text) {
    return text.isEmpty() ? NONE : text;
  }

  private static Map<String, String> with(Map<String, String> labels, String name, String value) {
    Map<String, String> more = new TreeMap<>(labels);
    more.put(name, value);
    return more;
  }

  /** As in {@code 2xx}; a request without an answer has none. */
  static String classOf(int status) {
    return status < 100 ? NONE : status / 100 + "xx";
  }
}
