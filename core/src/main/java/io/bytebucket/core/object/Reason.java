package io.bytebucket.core.object;

import io.bytebucket.core.user.UserId;

/** Why versions of an object change, and who has them change. */
public record Reason(Cause cause, Actor actor) {
  /** A request that somebody made. */
  public static Reason of(Cause cause, UserId user) {
    return new Reason(cause, new Actor.User(user));
  }
}
