package io.bytebucket.core.object;

import io.bytebucket.core.user.UserId;

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
