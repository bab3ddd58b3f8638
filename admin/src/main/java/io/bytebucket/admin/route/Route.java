package io.bytebucket.admin.route;

import io.bytebucket.core.access.AdminAction;
import io.bytebucket.core.access.OperationNeeds;
import io.bytebucket.http.Request;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One row of the route table.
 *
 * @param operationName what the log and the documentation call it
 * @param method the HTTP method
 * @param template the path, with {@code :name} for what differs
 * @param selector the query parameter that must be there, if any
 * @param parameters the query parameters that may be there
 * @param bodyLimitBytes how long the body may be; 0 where there is none
 * @param access what it takes to ask for it
 * @param isRoutine whether it is asked all the time, and worth a line in the log only when it fails
 * @param isList whether its answer has many records, and few of those are made at once
 * @param operation what answers
 */
public record Route(
    String operationName,
    String method,
    String template,
    Optional<String> selector,
    Set<String> parameters,
    long bodyLimitBytes,
    Access access,
    boolean isRoutine,
    boolean isList,
    Operation operation) {
  /** What it takes to ask for an operation. */
  public sealed interface Access {
    /** Nothing. */
    record Open() implements Access {}

    /** To be an administrator who may do that. */
    record Admin(AdminAction action) implements Access {}

    /** To be signed in, and not forbidden that: it is done to what is one's own. */
    record Own(AdminAction action) implements Access {}

    /** To be signed in, and to have the permissions that S3 asks for. */
    record Store(OperationNeeds needs) implements Access {}
  }

  /**
   * A request with a bound on its body.
   *
   * @throws io.bytebucket.admin.error.AdminException when it says itself that it is longer
   */
  public Request bounded(Request request) {
    return BoundedBody.of(request, bodyLimitBytes);
  }

  /** What stands in the place of names in its path, in order. */
  public List<String> names() {
    return new PathTemplate(template).names();
  }
}
