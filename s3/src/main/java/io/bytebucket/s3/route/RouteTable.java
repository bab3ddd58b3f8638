package io.bytebucket.s3.route;

import io.bytebucket.http.Headers;
import io.bytebucket.http.Query;
import io.bytebucket.s3.error.S3ErrorCode;
import io.bytebucket.s3.error.S3Exception;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds the operation a request asks for: the first row that matches, in the order of the table. A
 * subresource that no row names is not implemented; it never falls through to the plain verb.
 * Thread-safe.
 */
public final class RouteTable {
  /** Parameters of plain verbs that may come without a value. */
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

  private final List<Route> routes;
  private final Set<String> subresources;

  /** A table of these rows, most specific first. */
  public RouteTable(List<Route> routes) {
    this.routes = List.copyOf(routes);
    this.subresources =
        routes.stream()
            .flatMap(route -> route.parameters().stream())
            .map(parameter -> parameter.split("=", 2)[0])
            .filter(name -> !PLAIN_PARAMETERS.contains(name))
            .collect(Collectors.toUnmodifiableSet());
  }

  /** The rows, in order. */
  public List<Route> routes() {
    return routes;
  }

  /**
   * The row for a request.
   *
   * @throws S3Exception with {@link S3ErrorCode#NOT_IMPLEMENTED} or {@link
   *     S3ErrorCode#METHOD_NOT_ALLOWED}
   */
  public Route match(String method, S3Address address, Query query, Headers headers) {
    Route.Level level = Route.Level.of(address);
    for (Route route : routes) {
      if (route.matches(method, level, query, headers)
          && !(route.isPlain() && namesSubresource(query))) {
        return route;
      }
    }
    if (namesSubresource(query)) {
      throw new S3Exception(S3ErrorCode.NOT_IMPLEMENTED);
    }
    throw new S3Exception(S3ErrorCode.METHOD_NOT_ALLOWED)
        .with("Method", method)
        .with("ResourceType", level.name());
  }

  /** Whether a parameter selects something other than the plain verb, known to us or not. */
  private boolean namesSubresource(Query query) {
    for (Query.Parameter parameter : query.parameters()) {
      String name = parameter.name();
      boolean bare =
          parameter.value().isEmpty()
              && !PLAIN_PARAMETERS.contains(name)
              && !name.startsWith("X-Amz-");
      if (bare || subresources.contains(name)) {
        return true;
      }
    }
    return false;
  }
}
