package io.bytebucket.core.user;

import io.bytebucket.core.store.Snapshot;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * All that is known of a user, without secrets.
 *
 * @param keys its access keys, the oldest first
 * @param lastSeenAt when it last signed something, whatever key it used; see {@link LastUses}
 */
public record UserState(User user, List<KeyState> keys, Optional<Instant> lastSeenAt) {
  /**
   * An access key.
   *
   * @param lastUsedAt when something was last signed with it; see {@link LastUses}
   */
  public record KeyState(AccessKey key, Optional<Instant> lastUsedAt) {}

  static UserState of(Snapshot snapshot, User user) {
    List<KeyState> keys =
        user.keyIds().stream()
            .flatMap(keyId -> UserRows.key(snapshot, keyId).stream())
            .map(stored -> new KeyState(stored.key(), LastUses.ofKey(snapshot, stored.key().id())))
            .toList();
    return new UserState(user, keys, LastUses.ofUser(snapshot, user.id()));
  }
}
