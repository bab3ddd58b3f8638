package io.bytebucket.admin.route;

import io.bytebucket.core.access.AdminAction;
import io.bytebucket.core.access.Permissions;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Writes a row of the table: {@code get("/api/users").query("limit").admin(...)}. Immutable. */
public final class RouteRow {
  /** How long a document may be where the row does not say more. */
  private static final int DOCUMENT_BYTES = 64 << 10;

  private final String method;
  private final String template;
  private final Optional<String> selector;
  private final Set<String> parameters;
  private final long bodyLimitBytes;
  private final boolean isRoutine;
  private final boolean isList;

  private RouteRow(
      String method,
      String template,
      Optional<String> selector,
      Set<String> parameters,
      long bodyLimitBytes,
      boolean isRoutine,
      boolean isList) {
    this.method = method;
    this.template = template;
    this.selector = selector;
    this.parameters = parameters;
    this.bodyLimitBytes = bodyLimitBytes;
    this.isRoutine = isRoutine;
    this.isList = isList;
  }

  /** A row of GET, and so of HEAD where no other row has that. */
  public static RouteRow get(String template) {
    return row("GET", template, 0);
  }

  /** A row of HEAD. */
  public static RouteRow head(String template) {
    return row("HEAD", template, 0);
  }

  /** A row of PUT, with a document. */
  public static RouteRow put(String template) {
    return row("PUT", template, DOCUMENT_BYTES);
  }

  /** A row of POST, with a document. */
  public static RouteRow post(String template) {
    return row("POST", template, DOCUMENT_BYTES);
  }

  /** A row of PATCH, with a document that says what changes. */
  public static RouteRow patch(String template) {
    return row("PATCH", template, DOCUMENT_BYTES);
  }

  /** A row of DELETE. */
  public static RouteRow delete(String template) {
    return row("DELETE", template, 0);
  }

  private static RouteRow row(String method, String template, long bodyLimitBytes) {
    return new RouteRow(method, template, Optional.empty(), Set.of(), bodyLimitBytes, false, false);
  }

  /** The same for requests that have that query parameter, with or without a value. */
  public RouteRow when(String parameter) {
    return new RouteRow(
        method, template, Optional.of(parameter), parameters, bodyLimitBytes, isRoutine, isList);
  }

  /** The same with query parameters that may be there; others are refused. */
  public RouteRow query(String... names) {
    Set<String> more = new LinkedHashSet<>(parameters);
    more.addAll(List.of(names));
    return new RouteRow(
        method, template, selector, Set.copyOf(more), bodyLimitBytes, isRoutine, isList);
  }

  /** The same with a body of so many bytes at the most. */
  public RouteRow body(long limitBytes) {
    return new RouteRow(method, template, selector, parameters, limitBytes, isRoutine, isList);
  }

  /** The same for what is asked all the time, and worth a line in the log only when it fails. */
  public RouteRow routine() {
    return new RouteRow(method, template, selector, parameters, bodyLimitBytes, true, isList);
  }

  /** The same for an answer of many records, of which few are made at once. */
  public RouteRow list() {
    return new RouteRow(method, template, selector, parameters, bodyLimitBytes, isRoutine, true);
  }

  /** The row of what anybody may ask for. */
  public Route open(String operationName, OpenOperation operation) {
    return route(operationName, new Route.Access.Open(), operation);
  }

  /** The row of what administrators may ask for who may do that. */
  public Route admin(AdminAction action, AdminOperation operation) {
    return admin(action.operationName(), action, operation);
  }

  /** The same for one of several operations that need the same action. */
  public Route admin(String operationName, AdminAction action, AdminOperation operation) {
    return route(operationName, new Route.Access.Admin(action), operation);
  }

  /** The row of what everybody may ask for who is signed in and not forbidden that. */
  public Route own(AdminAction action, OwnOperation operation) {
    return own(action.operationName(), action, operation);
  }

  /** The same for one of several operations that need the same action. */
  public Route own(String operationName, AdminAction action, OwnOperation operation) {
    return route(operationName, new Route.Access.Own(action), operation);
  }

  /**
   * The row of what users may ask for by the permissions of an operation of S3.
   *
   * @param operationName the name that AWS gives it
   */
  public Route store(String operationName, StoreOperation<?> operation) {
    return route(
        operationName, new Route.Access.Store(Permissions.require(operationName, true)), operation);
  }

  private Route route(String operationName, Route.Access access, Operation operation) {
    return new Route(
        operationName,
        method,
        template,
        selector,
        parameters,
        bodyLimitBytes,
        access,
        isRoutine,
        isList,
        operation);
  }
}
