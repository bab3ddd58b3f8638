package io.bytebucket.core.user;

/**
 * Patterns in which {@code *} stands for any characters, none included, and {@code ?} for exactly
 * one. Nothing else is special.
 */
public final class Wildcards {
  private Wildcards() {}

  /** Whether {@code text} has the form of {@code pattern}; linear but for the stars. */
  public static boolean matches(String pattern, String text) {
    return matches(pattern, text, false);
  }

  /** The same, whatever the case of letters of ASCII is. */
  public static boolean matchesAnyCase(String pattern, String text) {
    return matches(pattern, text, true);
  }

  private static boolean matches(String pattern, String text, boolean isAnyCase) {
    int p = 0;
    int t = 0;
    int star = -1;
    int resume = 0;
    while (t < text.length()) {
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        star = p++;
        resume = t;
      } else if (p < pattern.length() && fits(pattern.charAt(p), text.charAt(t), isAnyCase)) {
        p++;
        t++;
      } else if (star >= 0) {
        p = star + 1;
        t = ++resume;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }

  private static boolean fits(char wanted, char is, boolean isAnyCase) {
    return wanted == is || wanted == '?' || (isAnyCase && lower(wanted) == lower(is));
  }

  private static char lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c;
  }
}
