package io.bytebucket.pipeline.limit;

/**
 * That a request is not answered.
 *
 * @param retryAfterSeconds when another one may be, at least 1
 */
public record TurnedAway(Why why, int retryAfterSeconds) {
  /** For what reason. */
  public enum Why {
    /** Its client, or its user, asks too often or for too much. */
    TOO_MANY,
    /** Its client failed to sign in too often. */
    BANNED
  }
}
