package io.bytebucket.s3.form;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A header value with parameters: {@code form-data; name="file"; filename="a.txt"}.
 *
 * @param value what stands before the first semicolon, in lower case
 * @param parameters by their names in lower case; of one that stands twice, the first
 */
record HeaderParameters(String value, Map<String, String> parameters) {
  /** Parses a value; empty when a parameter is not well-formed. */
  static Optional<HeaderParameters> parse(String text) {
    int semicolon = text.indexOf(';');
    int end = semicolon < 0 ? text.length() : semicolon;
    Map<String, String> parameters = new HashMap<>();
    int at = end;
    while (at < text.length()) {
      at++;
      int next = endOfParameter(text, at);
      if (next < 0) {
        return Optional.empty();
      }
      String parameter = text.substring(at, next).strip();
      int equals = parameter.indexOf('=');
      if (equals > 0) {
        String name = parameter.substring(0, equals).strip().toLowerCase(Locale.ROOT);
        parameters.putIfAbsent(name, unquote(parameter.substring(equals + 1).strip()));
      } else if (!parameter.isEmpty()) {
        return Optional.empty();
      }
      at = next;
    }
    String value = text.substring(0, end).strip().toLowerCase(Locale.ROOT);
    return Optional.of(new HeaderParameters(value, parameters));
  }

  /** Where the semicolon after a parameter is, or the end; -1 when a quotation has no end. */
  private static int endOfParameter(String text, int start) {
    boolean quoted = false;
    int at = start;
    for (; at < text.length() && (quoted || text.charAt(at) != ';'); at++) {
      if (text.charAt(at) == '"' && !(quoted && text.charAt(at - 1) == '\\')) {
        quoted = !quoted;
      }
    }
    return quoted ? -1 : at;
  }

  /**
   * A backslash escapes nothing but a quotation mark: browsers of old send whole Windows paths, and
   * escape nothing in them.
   */
  private static String unquote(String text) {
    return text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"")
        ? text.substring(1, text.length() - 1).replace("\\\"", "\"")
        : text;
  }

  /** A parameter by its name in lower case. */
  Optional<String> parameter(String name) {
    return Optional.ofNullable(parameters.get(name));
  }
}
