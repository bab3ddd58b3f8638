package io.bytebucket.selftest;

import java.util.stream.Collectors;

/**
 * What a server says, as it is told to people: not too much of it, and nothing a terminal obeys.
 */
final class Words {
  private static final int CHARACTERS_MAX = 400;

  private Words() {}

  static String of(String text) {
    boolean isLong = text.length() > CHARACTERS_MAX;
    String some = isLong ? text.substring(0, CHARACTERS_MAX) + "…" : text;
    return some.codePoints().mapToObj(Words::shown).collect(Collectors.joining());
  }

  private static String shown(int character) {
    return Character.isISOControl(character) || Character.getType(character) == Character.FORMAT
        ? "\\u%04x".formatted(character)
        : Character.toString(character);
  }
}
