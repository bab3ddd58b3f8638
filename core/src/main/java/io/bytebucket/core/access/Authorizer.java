package io.bytebucket.core.access;

import io.bytebucket.core.user.AccessRule;

/** Decides whether a caller may do something. Pure; thread-safe. */
public final class Authorizer {
  /** Whether the caller may: a rule that forbids beats all, and what no rule allows is refused. */
  public boolean isAllowed(Caller caller, Action action, Resource resource) {
    return switch (caller) {
      case Caller.Anonymous anonymous -> false;
      case Caller.Known known -> {
        boolean allowed = false;
        for (AccessRule rule : known.rules()) {
          if (rule.covers(action.policyName(), resource.bucketName())) {
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
