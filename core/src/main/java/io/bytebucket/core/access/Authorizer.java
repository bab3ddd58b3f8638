package io.bytebucket.core.access;

import io.bytebucket.core.user.AccessRule;
import java.util.List;
import java.util.OptionalInt;

/** Decides whether a caller may do something. Pure; thread-safe. */
public final class Authorizer {
  /** Whether the caller may: a rule that forbids beats all, and what no rule allows is refused. */
  public Decision decide(AccessRequest request) {
    return switch (request.caller()) {
      case Caller.Anonymous anonymous ->
          Decision.by(request, Decision.Reason.NOT_SIGNED, OptionalInt.empty());
      case Caller.Known known -> byRules(request, known.rules());
    };
  }

  private static Decision byRules(AccessRequest request, List<AccessRule> rules) {
    int allowing = -1;
    for (int i = 0; i < rules.size(); i++) {
      AccessRule rule = rules.get(i);
      if (rule.covers(request.action().policyName(), request.resource().bucketName(), false)) {
        switch (rule.effect()) {
          case ALLOW -> allowing = allowing < 0 ? i : allowing;
          case DENY -> {
            return Decision.by(request, Decision.Reason.FORBIDDEN_BY_RULE, OptionalInt.of(i));
          }
        }
      }
    }
    return allowing < 0
        ? Decision.by(request, Decision.Reason.ALLOWED_BY_NOTHING, OptionalInt.empty())
        : Decision.by(request, Decision.Reason.ALLOWED_BY_RULE, OptionalInt.of(allowing));
  }
}
