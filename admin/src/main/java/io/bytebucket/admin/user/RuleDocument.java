package io.bytebucket.admin.user;

import io.bytebucket.admin.error.AdminException;
import io.bytebucket.core.user.AccessRule;
import java.util.List;
import java.util.Optional;

/** A rule as documents have it: what is called ACL there. */
record RuleDocument(
    Optional<String> effect, Optional<List<String>> buckets, Optional<List<String>> actions) {
  private static final String ALLOW = "Allow";
  private static final String DENY = "Deny";

  static RuleDocument of(AccessRule rule) {
    String effect =
        switch (rule.effect()) {
          case ALLOW -> ALLOW;
          case DENY -> DENY;
        };
    return new RuleDocument(
        Optional.of(effect), Optional.of(rule.buckets()), Optional.of(rule.actions()));
  }

  static List<RuleDocument> of(List<AccessRule> rules) {
    return rules.stream().map(RuleDocument::of).toList();
  }

  /**
   * The rules of a document.
   *
   * @throws AdminException when there are none, or one of them lacks something
   */
  static List<AccessRule> require(Optional<List<RuleDocument>> acl) {
    return acl.orElseThrow(() -> AdminException.invalid("Send acl, a list of rules.")).stream()
        .map(RuleDocument::rule)
        .toList();
  }

  private AccessRule rule() {
    return new AccessRule(
        effectMeant(),
        buckets.orElseThrow(() -> AdminException.invalid("A rule lacks its buckets.")),
        actions.orElseThrow(() -> AdminException.invalid("A rule lacks its actions.")));
  }

  private AccessRule.Effect effectMeant() {
    String said = effect.orElse("");
    if (said.equalsIgnoreCase(ALLOW)) {
      return AccessRule.Effect.ALLOW;
    }
    if (said.equalsIgnoreCase(DENY)) {
      return AccessRule.Effect.DENY;
    }
    throw AdminException.invalid("The effect of a rule is Allow or Deny.");
  }
}
