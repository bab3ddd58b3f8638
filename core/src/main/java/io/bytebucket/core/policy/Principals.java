package io.bytebucket.core.policy;

import io.bytebucket.core.access.Caller;
import io.bytebucket.core.user.UserId;
import java.util.Set;

/**
 * Whom a statement is about.
 *
 * @param isOpposite whether it is about everybody else
 * @param hasAnybody whether everybody is named, also who does not sign
 * @param hasAccount whether the store's account is named, and so every user
 * @param users the users who are named, whatever they were called
 */
record Principals(boolean isOpposite, boolean hasAnybody, boolean hasAccount, Set<UserId> users) {
  /**
   * Whether the statement is about that caller.
   *
   * @param allows what the statement does: to allow something to the account leaves it to the rules
   *     of its users
   */
  boolean include(Caller caller, boolean allows) {
    return names(caller, allows) != isOpposite;
  }

  private boolean names(Caller caller, boolean allows) {
    if (hasAnybody) {
      return true;
    }
    return switch (caller) {
      case Caller.Anonymous _ -> false;
      case Caller.Known user -> (hasAccount && !allows) || users.contains(user.id());
    };
  }
}
