package io.bytebucket.admin.user;

import io.bytebucket.core.user.AccessRule;
import java.util.List;

/** A rule as documents have it: what is called ACL there. */
record RuleDocument(String effect, List<String> buckets, List<String> actions) {
  private static final String ALLOW = "Allow";
  private static final String DENY = "Deny";

  static RuleDocument of(AccessRule rule) {
    return new RuleDocument(
        switch (rule.effect()) {
          case ALLOW -> ALLOW;
          case DENY -> DENY;
        },
        rule.buckets(),
        rule.actions());
  }
}
