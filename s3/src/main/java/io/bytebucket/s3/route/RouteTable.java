package io.bytebucket.s3.route;

import io.bytebucket.http.Headers;
import io.bytebucket.http.Query;
import io.bytebucket.s3.error.S3ErrorCode;
import io.bytebucket.s3.error.S3Exception;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Finds the operation a request asks for: the first row that matches, in the order of the table. A
 * subresource that no row names is not implemented; it never falls through to the plain verb. Two
 * subresources at once conflict, as on AWS. Thread-safe.
 */
public final class RouteTable {
  /**
   * Parameters that belong to an operation and do not select one. They may come without a value.
   */
  private static final Set<String> PLAIN_PARAMETERS =
      Set.of(
          "prefix",
          "delimiter",
          "marker",
          "max-keys",
          "encoding-type",
          "list-type",
          "continuation-token",
          "start-after",
          "fetch-owner",
          "max-buckets",
          "bucket-region",
          "versionId",
          "x-id");

  /**
   * How parameters begin that are headers of a presigned URL, or that replace a header of the
   * answer.
   */
  private static final List<String> PLAIN_PREFIXES = List.of("x-amz-", "response-");

  /**
   * Names a part of an upload or an object. It selects nothing for a read, which may name a part of
   * its object. A write of a part without an upload is refused, because it would replace the
   * object.
   */
  private static final String PART_NUMBER = "partNumber";

  private final List<Route> routes;
  private final Set<String> subresources;
  private final Map<Target, List<Route>> rowsOf;

  /** What a method is applied to. The subresource is the empty string for the thing itself. */
  private record Target(Route.Level level, String subresource) {}

  /** A table of these rows, most specific first. */
  public RouteTable(List<Route> routes) {
    this.routes = List.copyOf(routes);
    this.subresources =
        routes.stream()
            .flatMap(route -> route.subresource().stream())
            .filter(name -> !PLAIN_PARAMETERS.contains(name))
            .collect(Collectors.toUnmodifiableSet());
    this.rowsOf = routes.stream().collect(Collectors.groupingBy(this::target));
  }

  private Target target(Route route) {
    return new Target(route.level(), route.subresource().filter(subresources::contains).orElse(""));
  }

  /** The rows, in order. */
  public List<Route> routes() {
    return routes;
  }

  /**
   * The row for a request.
   *
   * @throws S3Exception with {@link S3ErrorCode#NOT_IMPLEMENTED}, {@link
   *     S3ErrorCode#METHOD_NOT_ALLOWED}, {@link S3ErrorCode#INVALID_REQUEST} when a key is asked
   *     for what only buckets have, or {@link S3ErrorCode#INVALID_ARGUMENT} when two subresources
   *     are named
   */
  public Route match(String method, S3Address address, Query query, Headers headers) {
    Target target = new Target(Route.Level.of(address), subresource(method, query));
    List<Route> rows = rowsOf.getOrDefault(target, List.of());
    for (Route route : rows) {
      if (route.matches(method, query, headers)) {
        return route;
      }
    }
    throw unmatched(method, target, rows);
  }

  /**
   * The parameter that selects something other than the thing itself, whether or not a row has it.
   */
  private String subresource(String method, Query query) {
    boolean isRead = method.equals("GET") || method.equals("HEAD");
    String named = "";
    String other = "";
    for (Query.Parameter parameter : query.parameters()) {
      String name = parameter.name();
      if (subresources.contains(name) && !name.equals(PART_NUMBER)) {
        if (!named.isEmpty() && !named.equals(name)) {
          throw conflicting(query);
        }
        named = name;
      } else if (name.equals(PART_NUMBER)
          ? !isRead
          : parameter.value().isEmpty() && !isPlain(name)) {
        other = name;
      }
    }
    return named.isEmpty() ? other : named;
  }

  private S3Exception conflicting(Query query) {
    SortedSet<String> named = new TreeSet<>();
    for (Query.Parameter parameter : query.parameters()) {
      named.add(parameter.name());
    }
    named.retainAll(subresources);
    named.remove(PART_NUMBER);
    return new S3Exception(
            S3ErrorCode.INVALID_ARGUMENT,
            "Conflicting query string parameters: " + String.join(", ", named))
        .with("ArgumentName", "ResourceType")
        .with("ArgumentValue", named.first());
  }

  private static boolean isPlain(String name) {
    String lowerCase = name.toLowerCase(Locale.ROOT);
    return PLAIN_PARAMETERS.contains(name)
        || PLAIN_PREFIXES.stream().anyMatch(lowerCase::startsWith);
  }

  /** The error for a subresource that no row has. */
  private S3Exception noSuch(Target target) {
    String name = target.subresource();
    if (target.level() == Route.Level.OBJECT
        && rowsOf.containsKey(new Target(Route.Level.BUCKET, name))) {
      return new S3Exception(
          S3ErrorCode.INVALID_REQUEST,
          "There is no such thing as the ?" + name + " sub-resource for a key");
    }
    return new S3Exception(
            S3ErrorCode.NOT_IMPLEMENTED,
            name.equals(PART_NUMBER)
                ? "A part is written with the id of its upload: the parameter uploadId is missing."
                : "No operation of this server has the query parameter that was sent.")
        .with("ParameterName", name);
  }

  /**
   * The error for a request that no row matches: another method may be used, or there is none at
   * all.
   */
  private S3Exception unmatched(String method, Target target, List<Route> rows) {
    if (rows.isEmpty()) {
      return noSuch(target);
    }
    String allowed =
        rows.stream().map(Route::method).distinct().sorted().collect(Collectors.joining(", "));
    String type = target.subresource().isEmpty() ? target.level().name() : target.subresource();
    return new S3Exception(S3ErrorCode.METHOD_NOT_ALLOWED)
        .withHeader("allow", allowed)
        .with("Method", method)
        .with("ResourceType", type.toUpperCase(Locale.ROOT));
  }
}
