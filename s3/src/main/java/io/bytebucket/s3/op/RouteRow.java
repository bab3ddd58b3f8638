package io.bytebucket.s3.op;

import io.bytebucket.core.access.Permissions;
import io.bytebucket.s3.route.Operation;
import io.bytebucket.s3.route.Route;
import java.util.List;
import java.util.Optional;

/** Builds one row of the route table, so that the rows of the table are easy to read. Immutable. */
record RouteRow(
    String operationName,
    String method,
    Route.Level level,
    List<String> parameters,
    Optional<String> header) {
  static RouteRow get(String operationName, Route.Level level) {
    return of(operationName, "GET", level);
  }

  static RouteRow head(String operationName, Route.Level level) {
    return of(operationName, "HEAD", level);
  }

  static RouteRow put(String operationName, Route.Level level) {
    return of(operationName, "PUT", level);
  }

  static RouteRow post(String operationName, Route.Level level) {
    return of(operationName, "POST", level);
  }

  static RouteRow delete(String operationName, Route.Level level) {
    return of(operationName, "DELETE", level);
  }

  private static RouteRow of(String operationName, String method, Route.Level level) {
    return new RouteRow(operationName, method, level, List.of(), Optional.empty());
  }

  /**
   * Matches only when these query parameters are there; {@code name=value} asks for that value too.
   */
  RouteRow when(String... names) {
    return new RouteRow(operationName, method, level, List.of(names), header);
  }

  /** Matches only when that header field (lower case) is there. */
  RouteRow header(String name) {
    return new RouteRow(operationName, method, level, parameters, Optional.of(name));
  }

  /** The row of an operation that is implemented. */
  Route to(Operation<?> operation) {
    return row(Optional.of(operation));
  }

  /** The row of an operation that is not implemented. */
  Route row() {
    return row(Optional.empty());
  }

  /** An operation of which nobody says who may use it is served to nobody: the start fails. */
  private Route row(Optional<Operation<?>> operation) {
    return new Route(
        operationName,
        method,
        level,
        parameters,
        header,
        Permissions.require(operationName, operation.isPresent()),
        operation);
  }
}
