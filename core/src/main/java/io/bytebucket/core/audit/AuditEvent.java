package io.bytebucket.core.audit;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * What was done, as who changes something tells it to the audit log. Never a secret.
 *
 * @param action what, in dotted words from the general to the special: {@code user.rules}
 * @param target to what, by its name: {@code user/anna}
 * @param before how it was, in words; empty when it was not there. What is longer than {@value
 *     #TEXT_MAX} characters is cut
 * @param after how it is now; empty when it is no longer there
 * @param result how it ended
 */
public record AuditEvent(String action, String target, String before, String after, Result result) {
  /** How much is kept of a text, in characters. */
  public static final int TEXT_MAX = 2_000;

  /** How much of a text stands in a brief one. */
  static final int BRIEF_MAX = 200;

  /** How much is kept of the name of a target. */
  private static final int TARGET_MAX = 300;

  /** What stands behind a text that was cut. */
  private static final String CUT = "...";

  private static final Pattern ACTION = Pattern.compile("[a-z0-9]+([.-][a-z0-9]+)*");

  /** How what was tried ended. The order is part of the stored form. */
  public enum Result {
    DONE,
    REFUSED
  }

  public AuditEvent {
    if (!ACTION.matcher(action).matches()) {
      throw new IllegalArgumentException("an action is named in dotted words");
    }
    target = cut(target, TARGET_MAX);
    before = cut(before, TEXT_MAX);
    after = cut(after, TEXT_MAX);
  }

  /** A change that was made. */
  public static AuditEvent done(String action, String target, String before, String after) {
    return new AuditEvent(action, target, before, after, Result.DONE);
  }

  /** Something that was tried and refused. */
  public static AuditEvent refused(String action, String target, String why) {
    return new AuditEvent(action, target, "", why, Result.REFUSED);
  }

  /**
   * Whether it is of those who run the server, or tells who signed in: anything but the settings of
   * single buckets and objects, which users with few rights may change as often as they like.
   */
  boolean isOfOperators() {
    return !action.startsWith("bucket.") && !action.startsWith("object.");
  }

  /**
   * A text that may be long, in few words: its beginning, and the SHA-256 of all of it, by which
   * what it was can be recognized.
   */
  public static String brief(String text) {
    if (text.length() <= BRIEF_MAX) {
      return text;
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return cut(text, BRIEF_MAX)
        + " sha256="
        + HexFormat.of().formatHex(AuditRecordCodec.hash(bytes));
  }

  /** Never in the middle of a character that takes two. */
  private static String cut(String text, int limit) {
    if (text.length() <= limit) {
      return text;
    }
    int end = limit - CUT.length();
    return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + CUT;
  }
}
