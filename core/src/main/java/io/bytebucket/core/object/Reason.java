package io.bytebucket.core.object;

import io.bytebucket.core.user.UserId;

/** Why versions of an object change, and who has them change. */
public record Reason(Cause cause, Actor actor) {
  /** Who has versions of an object change. */
  public sealed interface Actor {
    /**
     * Who made a request.
     *
     * @param id {@link UserId#NOBODY} when nobody signed it
     */
    record User(UserId id) implements Actor {}

    /** The store itself, by a rule that was given to it. */
    record TheStore() implements Actor {}
  }

  /** A request that somebody made. */
  public static Reason of(Cause cause, UserId user) {
    return new Reason(cause, new Actor.User(user));
  }
}
