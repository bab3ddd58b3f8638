package io.bytebucket.core.user;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A user.
 *
 * @param id who it is, for ever
 * @param name what people call it; no other user has it. That of a user who was given none is its
 *     id
 * @param isEnabled whether it may sign in at all
 * @param rules what it may do
 * @param keyIds the ids of its access keys, at most {@value #KEYS_MAX}, the oldest first
 * @param createdAt when it was made, to the millisecond
 */
public record User(
    UserId id,
    String name,
    boolean isEnabled,
    List<AccessRule> rules,
    List<String> keyIds,
    Instant createdAt) {
  /** How many access keys a user may have at the same time. */
  public static final int KEYS_MAX = 100;

  /** Whether it may do everything, everywhere: see {@link AccessRule#isFullAccess}. */
  public boolean isAdministrator() {
    return rules.stream().anyMatch(AccessRule::isFullAccess);
  }

  /** Whether it was given a name. */
  public boolean isNamed() {
    return !name.equals(id.value());
  }

  User withKey(String keyId) {
    List<String> more = new ArrayList<>(keyIds);
    more.add(keyId);
    return new User(id, name, isEnabled, rules, List.copyOf(more), createdAt);
  }

  User withoutKey(String keyId) {
    List<String> fewer = new ArrayList<>(keyIds);
    fewer.remove(keyId);
    return new User(id, name, isEnabled, rules, List.copyOf(fewer), createdAt);
  }

  User enabled(boolean isNowEnabled) {
    return new User(id, name, isNowEnabled, rules, keyIds, createdAt);
  }

  User renamed(String changed) {
    return new User(id, changed, isEnabled, rules, keyIds, createdAt);
  }

  User withRules(List<AccessRule> changed) {
    return new User(id, name, isEnabled, changed, keyIds, createdAt);
  }
}
