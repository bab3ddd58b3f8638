package io.bytebucket.admin.route;

import io.bytebucket.admin.error.AdminException;
import io.bytebucket.http.PercentCoding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The path of a row: {@code /api/users/:accessKeyID} has a name in its third place, and {@code
 * /api/s3/:bucket/*key} a text of any form behind its second, slashes included. Neither is ever
 * empty. Immutable.
 */
final class PathTemplate {
  private final String text;
  private final List<String> segments;

  PathTemplate(String text) {
    this.text = text;
    this.segments = split(text);
  }

  /** As it is written in the table, and in the log. */
  String text() {
    return text;
  }

  /** The names in it, in order. */
  List<String> names() {
    return segments.stream().filter(PathTemplate::isName).map(name -> name.substring(1)).toList();
  }

  /**
   * What a path has in the place of each name, decoded; empty when it is another path.
   *
   * @param path its segments, as they were sent
   * @throws AdminException when what stands there is not percent-encoded UTF-8
   */
  Optional<Map<String, String>> match(List<String> path) {
    boolean isOpen = segments.getLast().startsWith("*");
    if (isOpen ? path.size() < segments.size() : path.size() != segments.size()) {
      return Optional.empty();
    }
    Map<String, String> found = new HashMap<>();
    for (int i = 0; i < segments.size(); i++) {
      String wanted = segments.get(i);
      String sent =
          wanted.startsWith("*") ? String.join("/", path.subList(i, path.size())) : path.get(i);
      if (!isName(wanted)) {
        if (!wanted.equals(sent)) {
          return Optional.empty();
        }
      } else if (sent.isEmpty()) {
        return Optional.empty();
      } else {
        found.put(wanted.substring(1), sent);
      }
    }
    found.replaceAll((_, sent) -> decode(sent));
    return Optional.of(Map.copyOf(found));
  }

  private static boolean isName(String segment) {
    return segment.startsWith(":") || segment.startsWith("*");
  }

  private static String decode(String sent) {
    return PercentCoding.decode(sent, false)
        .orElseThrow(
            () -> new AdminException(400, "InvalidURI", "The path is not percent-encoded UTF-8."));
  }

  /** The segments of a path, behind its first slash. */
  static List<String> split(String path) {
    List<String> segments = new ArrayList<>();
    int start = 1;
    while (start <= path.length()) {
      int slash = path.indexOf('/', start);
      int end = slash < 0 ? path.length() : slash;
      segments.add(path.substring(start, end));
      start = end + 1;
    }
    return segments.isEmpty() ? List.of("") : segments;
  }

  @Override
  public String toString() {
    return text;
  }
}
