package io.bytebucket.server.client;

import io.bytebucket.http.PercentCoding;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What is asked for.
 *
 * @param target the path, with what goes into it encoded, and the query
 * @param document what is sent; none for no body
 */
record AdminRequest(String method, String target, Optional<String> document) {
  static AdminRequest get(String target) {
    return new AdminRequest("GET", target, Optional.empty());
  }

  static AdminRequest delete(String target) {
    return new AdminRequest("DELETE", target, Optional.empty());
  }

  static AdminRequest send(String method, String target, String document) {
    return new AdminRequest(method, target, Optional.of(document));
  }

  /** A path of these segments. */
  static String path(String... segments) {
    return Arrays.stream(segments)
        .map(AdminRequest::encoded)
        .collect(Collectors.joining("/", "/", ""));
  }

  /** A text as it goes into a path or a query. */
  static String encoded(String text) {
    return PercentCoding.encode(text, false);
  }
}
