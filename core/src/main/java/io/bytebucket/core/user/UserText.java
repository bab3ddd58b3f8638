package io.bytebucket.core.user;

import java.util.stream.Collectors;

/** Users and keys in words, for the audit log. No secret is part of either. */
final class UserText {
  private UserText() {}

  static String target(User user) {
    return "user/" + user.name();
  }

  static String of(User user) {
    return "id="
        + user.id()
        + " name="
        + user.name()
        + " enabled="
        + user.isEnabled()
        + " keys="
        + String.join(",", user.keyIds())
        + " rules="
        + user.rules().stream().map(UserText::of).collect(Collectors.joining("; ", "[", "]"));
  }

  private static String of(AccessRule rule) {
    return rule.effect()
        + " "
        + String.join(",", rule.actions())
        + " on "
        + String.join(",", rule.buckets());
  }

  static String of(AccessKey key) {
    return "id="
        + key.id()
        + " status="
        + key.status()
        + key.expiresAt().map(end -> " expires=" + end).orElse("");
  }
}
