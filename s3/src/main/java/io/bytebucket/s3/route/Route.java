package io.bytebucket.s3.route;

import io.bytebucket.core.access.OperationNeeds;
import io.bytebucket.http.Headers;
import io.bytebucket.http.Query;
import java.util.List;
import java.util.Optional;

/**
 * One row of the route table.
 *
 * @param operationName the name that AWS gives the operation
 * @param method the HTTP method
 * @param level what it is aimed at
 * @param parameters query parameters that must be there
 * @param header a header field that must be there (lower case), if any
 * @param needs the permissions that the operation needs
 * @param operation what answers; empty when the operation is not implemented
 */
public record Route(
    String operationName,
    String method,
    Level level,
    List<String> parameters,
    Optional<String> header,
    OperationNeeds needs,
    Optional<Operation<?>> operation) {
  /** What an operation is aimed at. */
  public enum Level {
    SERVICE("/"),
    BUCKET("/:bucket"),
    OBJECT("/:bucket/*key");

    private final String template;

    Level(String template) {
      this.template = template;
    }

    /** The paths of such things as they are logged and counted: without names. */
    public String template() {
      return template;
    }

    static Level of(S3Address address) {
      return switch (address) {
        case S3Address.Service service -> SERVICE;
        case S3Address.InBucket bucket -> BUCKET;
        case S3Address.InObject object -> OBJECT;
      };
    }
  }

  /** Whether its requests are HTML forms. */
  public boolean takesForm() {
    return operation.filter(Operation::takesForm).isPresent();
  }

  /** The subresource that selects it: the name of its first parameter, if it has any. */
  Optional<String> subresource() {
    return parameters.stream().findFirst().map(parameter -> parameter.split("=", 2)[0]);
  }

  boolean matches(String requestMethod, Query query, Headers headers) {
    if (!method.equals(requestMethod)) {
      return false;
    }
    for (String parameter : parameters) {
      int equals = parameter.indexOf('=');
      boolean present =
          equals < 0
              ? query.contains(parameter)
              : query
                  .first(parameter.substring(0, equals))
                  .filter(parameter.substring(equals + 1)::equals)
                  .isPresent();
      if (!present) {
        return false;
      }
    }
    return header.isEmpty() || headers.contains(header.get());
  }
}
