package io.bytebucket.core.user;

import java.util.List;

/**
 * One statement of what a user may or may not do.
 *
 * @param effect whether it grants or forbids
 * @param buckets the buckets it is about; {@code *} in a name stands for any characters
 * @param actions the actions it is about, for example {@code s3:GetObject}; {@code *} stands for
 *     any characters
 */
public record AccessRule(Effect effect, List<String> buckets, List<String> actions) {
  /** What a rule does. The order is part of the stored form. */
  public enum Effect {
    ALLOW,
    /** Beats every {@link #ALLOW}. */
    DENY
  }

  /** Everything, everywhere: the rule that makes a user an administrator. */
  public static final AccessRule FULL_ACCESS =
      new AccessRule(Effect.ALLOW, List.of("*"), List.of("*"));

  /**
   * Whether the rule speaks of this action on this bucket, and what is inside.
   *
   * @param bucket empty for the store as a whole
   */
  public boolean covers(String action, String bucket) {
    return matchesAny(actions, action) && matchesAny(buckets, bucket);
  }

  private static boolean matchesAny(List<String> patterns, String text) {
    for (String pattern : patterns) {
      if (matches(pattern, text)) {
        return true;
      }
    }
    return false;
  }

  /** Whether {@code text} has the form of {@code pattern}; linear but for the stars. */
  static boolean matches(String pattern, String text) {
    int p = 0;
    int t = 0;
    int star = -1;
    int resume = 0;
    while (t < text.length()) {
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        star = p++;
        resume = t;
      } else if (p < pattern.length() && pattern.charAt(p) == text.charAt(t)) {
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
}
