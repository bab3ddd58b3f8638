package io.bytebucket.admin.route;

import io.bytebucket.admin.error.AdminException;
import io.bytebucket.http.Query;
import io.bytebucket.http.Request;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Finds the operation that a request asks for. The first path of the table that fits decides, and
 * the row of it whose query parameter and method are there; a slash at the end of a path means
 * nothing, but in a key. A query parameter that the row does not know is refused, so that nothing
 * is ever taken for something else. Thread-safe.
 */
public final class RouteTable {
  private static final String HEAD = "HEAD";
  private static final String GET = "GET";

  private final List<Route> routes;
  private final List<Place> places;

  /** The rows of one path. */
  private record Place(PathTemplate template, List<Route> rows) {}

  /**
   * The row of a request, and what it names.
   *
   * @param names by the names in the row's path
   */
  public record Match(Route route, Map<String, String> names) {}

  /** A table of these rows, most specific paths first. */
  public RouteTable(List<Route> routes) {
    this.routes = List.copyOf(routes);
    SequencedMap<String, List<Route>> byTemplate =
        routes.stream()
            .collect(
                Collectors.groupingBy(
                    Route::template, LinkedHashMap::new, Collectors.toUnmodifiableList()));
    List<Place> found = new ArrayList<>();
    byTemplate.forEach((template, rows) -> found.add(new Place(new PathTemplate(template), rows)));
    this.places = List.copyOf(found);
  }

  /** The rows, in order. */
  public List<Route> routes() {
    return routes;
  }

  /**
   * The row for a request.
   *
   * @throws AdminException with 404 when no row has the path, 405 when none has the method, or 400
   *     when a parameter is one that there is not
   */
  public Match match(Request request, Query query) {
    Found found =
        find(request.rawPath())
            .orElseThrow(() -> new AdminException(404, "NotFound", "There is nothing here."));
    List<Route> rows = selected(found.place().rows(), query);
    Route route =
        withMethod(rows, request.method())
            .or(() -> request.method().equals(HEAD) ? withMethod(rows, GET) : Optional.empty())
            .orElseThrow(() -> notAllowed(rows));
    requireKnown(route, query);
    return new Match(route, found.names());
  }

  /** The path that a request asks for, as it is written in the table; empty when it has none. */
  public Optional<String> templateOf(Request request) {
    return find(request.rawPath()).map(found -> found.place().template().text());
  }

  private record Found(Place place, Map<String, String> names) {}

  private Optional<Found> find(String rawPath) {
    List<String> path = PathTemplate.split(rawPath);
    Optional<Found> asSent = find(path);
    boolean isOpenEnded = path.size() > 1 && path.getLast().isEmpty();
    return asSent.isEmpty() && isOpenEnded ? find(path.subList(0, path.size() - 1)) : asSent;
  }

  private Optional<Found> find(List<String> path) {
    for (Place place : places) {
      Optional<Map<String, String>> names = place.template().match(path);
      if (names.isPresent()) {
        return Optional.of(new Found(place, names.get()));
      }
    }
    return Optional.empty();
  }

  /** The rows that the query selects: those that ask for a parameter of it, or for none. */
  private static List<Route> selected(List<Route> rows, Query query) {
    List<String> named =
        rows.stream()
            .flatMap(row -> row.selector().stream())
            .filter(query::contains)
            .distinct()
            .toList();
    if (named.size() > 1) {
      throw AdminException.invalid("These parameters exclude each other: " + named + ".");
    }
    Optional<String> selector = named.stream().findFirst();
    return rows.stream().filter(row -> row.selector().equals(selector)).toList();
  }

  private static Optional<Route> withMethod(List<Route> rows, String method) {
    return rows.stream().filter(row -> row.method().equals(method)).findFirst();
  }

  private static AdminException notAllowed(List<Route> rows) {
    if (rows.isEmpty()) {
      return AdminException.invalid("A query parameter has to say what is asked for.");
    }
    TreeSet<String> methods = new TreeSet<>();
    rows.forEach(row -> methods.add(row.method()));
    if (methods.contains(GET)) {
      methods.add(HEAD);
    }
    return new AdminException(405, "MethodNotAllowed", "That method does nothing here.")
        .withHeader("allow", String.join(", ", methods));
  }

  private static void requireKnown(Route route, Query query) {
    for (Query.Parameter parameter : query.parameters()) {
      String name = parameter.name();
      if (!route.parameters().contains(name) && !route.selector().equals(Optional.of(name))) {
        throw AdminException.invalid("There is no such query parameter here.");
      }
    }
  }
}
