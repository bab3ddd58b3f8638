package io.bytebucket.pipeline.limit;

import io.bytebucket.core.saved.Changeable;
import java.util.Map;

/**
 * How many requests one client may make.
 *
 * @param isEnabled whether there is a limit at all
 * @param perSecond how many a second on average, 0 to {@link #MAX}; at least 1 when it is enabled
 * @param burst how many at once after a pause, 0 to {@link #MAX}; at least 1 when it is enabled
 */
public record RateLimit(boolean isEnabled, double perSecond, long burst) {
  /** The largest rate and the largest burst. */
  public static final int MAX = 1_000_000;

  /** No limit. */
  public static final RateLimit NONE = new RateLimit(false, 0, 0);

  /** How it is saved. */
  public static final Changeable.Form<RateLimit> FORM =
      new Changeable.Form<>() {
        @Override
        public Map<String, String> write(RateLimit limit) {
          return Map.of(
              "enabled", Boolean.toString(limit.isEnabled()),
              "rps", Double.toString(limit.perSecond()),
              "burst", Long.toString(limit.burst()));
        }

        @Override
        public RateLimit read(Map<String, String> fields) {
          return new RateLimit(
              Boolean.parseBoolean(fields.get("enabled")),
              Double.parseDouble(fields.getOrDefault("rps", "0")),
              Long.parseLong(fields.getOrDefault("burst", "0")));
        }
      };

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException with a text that says what is allowed
   */
  public RateLimit {
    // Written so that what is no number is refused as well.
    if (!(perSecond >= 0 && perSecond <= MAX)) {
      throw new IllegalArgumentException("rps must be a number from 0 to " + MAX);
    }
    if (burst < 0 || burst > MAX) {
      throw new IllegalArgumentException("burst must be a whole number from 0 to " + MAX);
    }
    if (isEnabled && (perSecond < 1 || burst < 1)) {
      throw new IllegalArgumentException("rps and burst must be at least 1 when it is enabled");
    }
  }
}
