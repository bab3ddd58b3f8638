package io.bytebucket.server.config;

import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** How alike names are. */
final class Spelling {
  /** In so many letters there may be one slip. */
  private static final int LETTERS_FOR_A_SLIP = 3;

  private Spelling() {}

  /** All names that a setting goes by, without prefix: a secret's file is one. */
  static Stream<String> names() {
    return Stream.of(Setting.values())
        .flatMap(setting ->
            setting.isSecret()
                ? Stream.of(setting.name(), setting.name() + Setting.FILE_SUFFIX)
                : Stream.of(setting.name()));
  }

  /** The name of a setting that is most like that one; empty when none is much like it. */
  static Optional<String> nearest(String name) {
    return names()
        .min(Comparator.comparingInt(known -> distance(name, known)))
        .filter(known -> LETTERS_FOR_A_SLIP * distance(name, known) <= known.length());
  }

  /**
   * The name of a setting of several words that is the same but for case, underscores and one
   * letter. Settings of one word are too much like what others use.
   */
  static Optional<String> nearMiss(String name) {
    String folded = fold(name);
    return names()
        .filter(known -> known.indexOf('_') > 0)
        .filter(known -> distance(folded, fold(known)) <= 1)
        .findFirst();
  }

  /** In one case and without what separates words. */
  static String fold(String name) {
    return name.toUpperCase(Locale.ROOT).replaceAll("[_.-]", "");
  }

  /** How many letters have to be added, removed or replaced to make one name of the other. */
  private static int distance(String one, String other) {
    int[] row = new int[other.length() + 1];
    for (int j = 0; j <= other.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[other.length()];
  }
}
