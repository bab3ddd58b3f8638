package io.bytebucket.core.access;

import io.bytebucket.core.audit.Origin;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.user.AccessRule;
import java.util.List;
import java.util.Optional;

/**
 * The gate to running the store: for administrators alone, which is who may do everything in every
 * bucket. That is no mark of its own on a user, but follows from the rules.
 */
public final class AdminGate {
  private AdminGate() {}

  /** Whether these rules make an administrator, whatever else stands beside. */
  public static boolean isAdministrator(List<AccessRule> rules) {
    return rules.stream().anyMatch(AccessRule::isFullAccess);
  }

  /**
   * Lets an administrator pass, unless a rule forbids it.
   *
   * @throws StoreException with {@link Failure.AccessDenied}
   */
  public static void require(Caller.Known caller, AdminAction action) {
    Origin.by(caller.id().value(), caller.name());
    if (!isAdministrator(caller.rules())) {
      throw denied(action, "who asks is no administrator");
    }
    boolean isForbidden =
        caller.rules().stream()
            .anyMatch(rule ->
                rule.effect() == AccessRule.Effect.DENY
                    && rule.covers(action.policyName(), "", false));
    if (isForbidden) {
      throw denied(action, "forbidden by a rule of the user");
    }
  }

  private static StoreException denied(AdminAction action, String reason) {
    return new StoreException(
        new Failure.AccessDenied(action.policyName(), reason, Optional.empty()));
  }
}
