package io.bytebucket.core.user;

import java.util.Optional;

/**
 * How much one user may ask of each server, whatever key is used.
 *
 * @param requests how many requests
 * @param uploadBytesPerSecond how many bytes a second of bodies on average, {@link #RATE_MIN} to
 *     {@link #RATE_MAX}; none for any number
 * @param downloadBytesPerSecond how many of bodies of answers
 */
public record UserLimits(
    Optional<RequestRate> requests,
    Optional<Long> uploadBytesPerSecond,
    Optional<Long> downloadBytesPerSecond) {
  /** No limit. */
  public static final UserLimits NONE =
      new UserLimits(Optional.empty(), Optional.empty(), Optional.empty());

  /** The least bandwidth: with less, clients would take the server for dead. */
  public static final long RATE_MIN = 64 << 10;

  /** The largest bandwidth. */
  public static final long RATE_MAX = 1_000_000_000;

  /** The largest rate of requests, and the largest burst. */
  public static final long REQUESTS_MAX = 1_000_000;

  /**
   * How many requests.
   *
   * @param perSecond on average, from 1 on
   * @param burst at once after a pause, from 1 on
   */
  public record RequestRate(long perSecond, long burst) {
    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException with a text that says what is allowed
     */
    public RequestRate {
      requireWithin("requestsPerSecond", perSecond, 1, REQUESTS_MAX);
      requireWithin("burst", burst, 1, REQUESTS_MAX);
    }
  }

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException with a text that says what is allowed
   */
  public UserLimits {
    uploadBytesPerSecond.ifPresent(
        rate -> requireWithin("uploadBytesPerSecond", rate, RATE_MIN, RATE_MAX));
    downloadBytesPerSecond.ifPresent(
        rate -> requireWithin("downloadBytesPerSecond", rate, RATE_MIN, RATE_MAX));
  }

  private static void requireWithin(String name, long value, long least, long most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          name + " must be a whole number from " + least + " to " + most);
    }
  }

  /** Whether there is no limit at all. */
  public boolean isNone() {
    return equals(NONE);
  }
}
