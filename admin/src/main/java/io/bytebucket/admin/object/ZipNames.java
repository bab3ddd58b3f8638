package io.bytebucket.admin.object;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The names of objects in an archive. A key is any text, and a name is a path that somebody
 * unpacks: so none leads out of the directory where that is done, and none stands twice. However
 * many keys want the same name, all names together take as many steps as there are keys, or a few
 * times that. Used by one thread.
 */
final class ZipNames {
  private final Set<String> taken = new HashSet<>();

  /** Which number to try next for a name that is taken. */
  private final Map<String, Integer> next = new HashMap<>();

  /** The name for a key. */
  String of(String key) {
    StringBuilder name = new StringBuilder(key.length());
    for (String segment : key.split("/", -1)) {
      name.append(name.isEmpty() ? "" : "/").append(safe(segment));
    }
    String safe = name.toString();
    String unique = safe;
    while (!taken.add(unique.toLowerCase(Locale.ROOT))) {
      unique = numbered(safe, next.merge(safe.toLowerCase(Locale.ROOT), 2, (last, _) -> last + 1));
    }
    return unique;
  }

  /** Names that differ in upper and lower case alone are the same file in some places. */
  private static String numbered(String name, int number) {
    int dot = name.lastIndexOf('.');
    return dot <= name.lastIndexOf('/') + 1
        ? name + " (" + number + ")"
        : name.substring(0, dot) + " (" + number + ")" + name.substring(dot);
  }

  private static String safe(String segment) {
    if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
      return "_" + segment.replace('.', '_');
    }
    StringBuilder safe = new StringBuilder(segment.length());
    for (int i = 0; i < segment.length(); i++) {
      char c = segment.charAt(i);
      boolean isSpecial = c < ' ' || c == 0x7F || "\\:*?\"<>|".indexOf(c) >= 0;
      safe.append(isSpecial ? '_' : c);
    }
    return safe.toString();
  }
}
