package io.bytebucket.admin.route;

import io.bytebucket.admin.error.AdminException;
import io.bytebucket.http.Query;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Where objects are found: in the path, as programs have always had it, or by a parameter of the
 * query. Browsers and proxies take {@code ..}, {@code //} and {@code %2F} out of paths or change
 * them; what stands in a query they leave alone, so there every key is one.
 */
public final class ObjectAddress {
  /** The path of the rows that have the key in it. */
  public static final String BY_PATH = "/api/s3/:bucket/*key";

  /** The path of those that have it in the query. */
  public static final String BY_QUERY = "/api/objects/:bucket";

  private static final String KEY = "key";

  private ObjectAddress() {}

  /** The same rows with the key in the query. */
  public static List<Route> byQuery(List<Route> rows) {
    return rows.stream()
        .filter(row -> row.template().equals(BY_PATH))
        .map(ObjectAddress::byQuery)
        .toList();
  }

  private static Route byQuery(Route row) {
    Set<String> parameters = new LinkedHashSet<>(row.parameters());
    parameters.add(KEY);
    return new Route(
        row.operationName(),
        row.method(),
        BY_QUERY,
        row.selector(),
        Set.copyOf(parameters),
        row.bodyLimitBytes(),
        row.access(),
        row.isRoutine(),
        row.isList(),
        row.operation());
  }

  /**
   * The key that a request names.
   *
   * @throws AdminException when its query names none, or several
   */
  static String keyOf(AdminRequest request) {
    String inPath = request.names().get(KEY);
    if (inPath != null) {
      return inPath;
    }
    List<String> sent =
        request.query().parameters().stream()
            .filter(parameter -> parameter.name().equals(KEY))
            .map(Query.Parameter::value)
            .toList();
    if (sent.size() != 1) {
      throw AdminException.invalid("The parameter key names the object, once.");
    }
    return sent.getFirst();
  }
}
