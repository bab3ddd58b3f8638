package io.bytebucket.core.access;

import io.bytebucket.core.user.AccessRule;
import io.bytebucket.core.user.UserId;
import java.util.List;

/** Who makes a request. */
public sealed interface Caller {
  /** Whose will be what they make. */
  UserId id();

  /** Nobody: the request carries no credentials. */
  record Anonymous() implements Caller {
    @Override
    public UserId id() {
      return UserId.NOBODY;
    }
  }

  /**
   * A user who proved to hold the secret.
   *
   * @param id who it is, whichever key was used
   * @param name what people call it
   * @param rules what the user may do
   */
  record Known(UserId id, String name, List<AccessRule> rules) implements Caller {}
}
