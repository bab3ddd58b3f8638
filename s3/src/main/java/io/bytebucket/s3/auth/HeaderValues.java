package io.bytebucket.s3.auth;

import io.bytebucket.http.Headers;
import java.util.HashMap;
import java.util.Map;

/**
 * The headers of a request as S3 signs them. Space around a value is removed, several spaces inside
 * it become one, and the values of a repeated name are joined by commas in the order in which they
 * were sent. Immutable.
 */
final class HeaderValues {
  /**
   * The value that clients sign for {@code Expect}. A server or proxy on the way may have answered
   * and removed it.
   */
  private static final String EXPECT_CONTINUE = "100-continue";

  private final Map<String, String> values;

  private HeaderValues(Map<String, String> values) {
    this.values = values;
  }

  static HeaderValues of(Headers headers) {
    Map<String, String> values = HashMap.newHashMap(headers.size() + 1);
    headers.forEach(
        (name, value) -> values.merge(name, collapse(value), (first, next) -> first + ',' + next));
    values.putIfAbsent("expect", EXPECT_CONTINUE);
    return new HeaderValues(values);
  }

  /** The value to sign for a name in lower case; empty text when the header was not sent. */
  String get(String name) {
    return values.getOrDefault(name, "");
  }

  /** The same headers with one value replaced. */
  HeaderValues with(String name, String value) {
    Map<String, String> changed = new HashMap<>(values);
    changed.put(name, value);
    return new HeaderValues(changed);
  }

  private static String collapse(String value) {
    if (isCollapsed(value)) {
      return value;
    }
    StringBuilder out = new StringBuilder(value.length());
    boolean pending = false;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (isSpace(c)) {
        pending = true;
      } else {
        if (pending && !out.isEmpty()) {
          out.append(' ');
        }
        pending = false;
        out.append(c);
      }
    }
    return out.toString();
  }

  private static boolean isCollapsed(String value) {
    boolean afterSpace = true;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (isSpace(c) && (afterSpace || c != ' ')) {
        return false;
      }
      afterSpace = isSpace(c);
    }
    return value.isEmpty() || !afterSpace;
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\t';
  }
}
