package io.bytebucket.core.user;

import io.bytebucket.core.store.Snapshot;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * All that is known of a user, without secrets.
 *
 * @param keys its access keys, the oldest first
 * @param lastSeenAt when it was last seen, whatever key it used; see {@link LastUses}
 */
public record UserState(User user, List<KeyState> keys, Optional<Instant> lastSeenAt) {
  /**
   * An access key.
   *
   * @param lastUsedAt when it was last used; see {@link LastUses}
   */
  public record KeyState(AccessKey key, Optional<Instant> lastUsedAt) {}

  static UserState of(Snapshot snapshot, User user, LastUses uses) {
    List<KeyState> keys =
        user.keyIds().stream()
            .flatMap(keyId -> UserRows.key(snapshot, keyId).stream())
            .map(stored -> new KeyState(stored.key(), uses.ofKey(snapshot, stored.key().id())))
            .toList();
    return new UserState(user, keys, uses.ofUser(snapshot, user.id(), keys));
  }
}
