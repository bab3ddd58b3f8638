package io.bytebucket.core.access;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;

/** Decides whether a caller may do something. Pure; thread-safe. */
public final class Authorizer {
  /**
   * Lets the caller pass or refuses: a rule that forbids beats all, and what no rule allows is
   * refused.
   *
   * @throws StoreException with {@link Failure.AccessDenied}
   */
  public void require(Caller caller, Action action, Resource resource) {
    if (!isAllowed(caller, action, resource)) {
      throw new StoreException(new Failure.AccessDenied());
    }
  }

  /** Whether the caller may: for answers that depend on what else the caller is allowed. */
  public boolean isAllowed(Caller caller, Action action, Resource resource) {
    return switch (caller) {
      case Caller.Anonymous anonymous -> false;
      case Caller.Known known -> {
        boolean allowed = false;
        for (AccessRule rule : known.rules()) {
          if (rule.covers(action, resource)) {
            switch (rule.effect()) {
              case ALLOW -> allowed = true;
              case DENY -> {
                yield false;
              }
            }
          }
        }
        yield allowed;
      }
    };
  }
}
