package io.bytebucket.pipeline.limit;

import io.bytebucket.core.saved.Changeable;
import java.time.Duration;
import java.util.Map;

/**
 * When a source is banned that fails to sign in.
 *
 * @param isEnabled whether any is
 * @param maxFailures with how many failures in the window, 1 to {@link #FAILURES_MAX}
 * @param window how long failures count together, 1 second to {@link #WINDOW_MAX}
 * @param ban for how long it is banned, 1 second to {@link #BAN_MAX}
 */
public record BanRule(boolean isEnabled, int maxFailures, Duration window, Duration ban) {
  /** The most failures. */
  public static final int FAILURES_MAX = 10_000;

  /** The longest window. */
  public static final Duration WINDOW_MAX = Duration.ofHours(1);

  /** The longest ban. */
  public static final Duration BAN_MAX = Duration.ofDays(7);

  /** How it is saved. */
  public static final Changeable.Form<BanRule> FORM =
      new Changeable.Form<>() {
        @Override
        public Map<String, String> write(BanRule rule) {
          return Map.of(
              "enabled", Boolean.toString(rule.isEnabled()),
              "max-failures", Integer.toString(rule.maxFailures()),
              "window-seconds", Long.toString(rule.window().toSeconds()),
              "ban-seconds", Long.toString(rule.ban().toSeconds()));
        }

        @Override
        public BanRule read(Map<String, String> fields) {
          return new BanRule(
              Boolean.parseBoolean(fields.get("enabled")),
              Integer.parseInt(fields.getOrDefault("max-failures", "")),
              Duration.ofSeconds(Long.parseLong(fields.getOrDefault("window-seconds", ""))),
              Duration.ofSeconds(Long.parseLong(fields.getOrDefault("ban-seconds", ""))));
        }
      };

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException with a text that says what is allowed
   */
  public BanRule {
    if (maxFailures < 1 || maxFailures > FAILURES_MAX) {
      throw new IllegalArgumentException("maxFailures must be from 1 to " + FAILURES_MAX);
    }
    requireWithin("windowSeconds", window, WINDOW_MAX);
    requireWithin("banSeconds", ban, BAN_MAX);
  }

  private static void requireWithin(String name, Duration duration, Duration most) {
    if (duration.compareTo(Duration.ofSeconds(1)) < 0 || duration.compareTo(most) > 0) {
      throw new IllegalArgumentException(name + " must be from 1 to " + most.toSeconds());
    }
  }
}
