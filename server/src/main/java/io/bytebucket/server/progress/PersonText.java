package io.bytebucket.server.progress;

import java.util.Map;
import java.util.stream.Collectors;

/** What was noted, on one line that a terminal shows as it is. */
final class PersonText {
  private PersonText() {}

  static String of(String what, Map<String, ?> fields) {
    String text =
        fields.entrySet().stream()
            .map(field -> field.getKey() + " " + field.getValue())
            .collect(Collectors.joining(", "));
    return harmless(text.isEmpty() ? what : what + ": " + text);
  }

  /** Keys are anything; a terminal obeys control characters. */
  private static String harmless(String text) {
    return text.codePoints()
        .mapToObj(point ->
            Character.isISOControl(point) || Character.getType(point) == Character.FORMAT
                ? String.format("\\u%04x", point)
                : Character.toString(point))
        .collect(Collectors.joining());
  }
}
