package io.bytebucket.core.activity;

/**
 * How requests ended, by the class of the status.
 *
 * @param success 2xx
 * @param redirect 3xx
 * @param clientError 4xx
 * @param serverError 5xx
 */
public record Outcomes(long success, long redirect, long clientError, long serverError) {
  /** None. */
  public static final Outcomes NONE = new Outcomes(0, 0, 0, 0);

  /** The class of the first component. */
  static final int FIRST_CLASS = 2;

  /** This and another together. */
  public Outcomes plus(Outcomes other) {
    return new Outcomes(
        success + other.success,
        redirect + other.redirect,
        clientError + other.clientError,
        serverError + other.serverError);
  }

  /** This less what was counted earlier. */
  public Outcomes minus(Outcomes earlier) {
    return new Outcomes(
        success - earlier.success,
        redirect - earlier.redirect,
        clientError - earlier.clientError,
        serverError - earlier.serverError);
  }

  /** This and more requests that ended with a status; one without an answer is in none of them. */
  public Outcomes and(int status, long count) {
    return switch (status / 100) {
      case 2 -> new Outcomes(success + count, redirect, clientError, serverError);
      case 3 -> new Outcomes(success, redirect + count, clientError, serverError);
      case 4 -> new Outcomes(success, redirect, clientError + count, serverError);
      case 5 -> new Outcomes(success, redirect, clientError, serverError + count);
      default -> this;
    };
  }

  /** In the order of the classes. */
  long[] numbers() {
    return new long[] {success, redirect, clientError, serverError};
  }

  static Outcomes of(long[] numbers) {
    return new Outcomes(numbers[0], numbers[1], numbers[2], numbers[3]);
  }

  /** How many numbers there are. */
  static int size() {
    return NONE.numbers().length;
  }
}
