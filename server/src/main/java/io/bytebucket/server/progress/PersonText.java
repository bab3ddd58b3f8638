package io.bytebucket.server.progress;

import java.util.Map;
import java.util.stream.Collectors;

/** Texts on one line that a terminal shows as they are. */
public final class PersonText {
  private PersonText() {}

  /** Something that was noted, with its fields. */
  static String of(String what, Map<String, ?> fields) {
    String text =
        fields.entrySet().stream()
            .map(field -> field.getKey() + " " + field.getValue())
            .collect(Collectors.joining(", "));
    return harmless(text.isEmpty() ? what : what + ": " + text);
  }

  /**
   * A text that comes from elsewhere, for a terminal: that obeys control characters, and keys and
   * answers of servers are anything.
   */
  public static String harmless(String text) {
    return text.codePoints()
        .mapToObj(point ->
            Character.isISOControl(point) || Character.getType(point) == Character.FORMAT
                ? String.format("\\u%04x", point)
                : Character.toString(point))
        .collect(Collectors.joining());
  }
}
