package io.bytebucket.pipeline.limit;

/** That a request is not answered whose user is known. Created without a stack trace. */
public final class TurnedAwayException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient TurnedAway turnedAway;

  /** For that reason. */
  public TurnedAwayException(TurnedAway turnedAway) {
    super(null, null, false, false);
    this.turnedAway = turnedAway;
  }

  /** For what reason. */
  public TurnedAway turnedAway() {
    return turnedAway;
  }
}
