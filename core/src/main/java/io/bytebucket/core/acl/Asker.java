package io.bytebucket.core.acl;

import io.bytebucket.core.user.UserId;
import java.util.Optional;

/**
 * Who asks whether a list gives something.
 *
 * @param user none who does not sign
 * @param hasOwn whether what a list gives to an owner counts for them when they are that owner
 */
public record Asker(Optional<UserId> user, boolean hasOwn) {
  /** Who does not sign. Nobody's objects are not theirs. */
  public static final Asker ANONYMOUS = new Asker(Optional.empty(), false);
}
