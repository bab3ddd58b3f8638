package io.bytebucket.admin.user;

import io.bytebucket.core.user.CanonicalId;
import io.bytebucket.core.user.User;
import io.bytebucket.core.user.UserState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A user as documents have it; never a secret.
 *
 * @param accessKeyID the oldest of its keys; empty when it has none
 */
record UserDocument(
    String accessKeyID,
    String id,
    String canonicalId,
    Optional<String> name,
    boolean enabled,
    boolean admin,
    List<RuleDocument> acl,
    List<KeyDocument> keys,
    String createdAt,
    Optional<String> lastUsedAt) {
  static UserDocument of(UserState state) {
    User user = state.user();
    return new UserDocument(
        user.keyIds().isEmpty() ? "" : user.keyIds().getFirst(),
        user.id().value(),
        CanonicalId.of(user.id()),
        user.isNamed() ? Optional.of(user.name()) : Optional.empty(),
        user.isEnabled(),
        user.isAdministrator(),
        RuleDocument.of(user.rules()),
        state.keys().stream().map(key -> KeyDocument.of(key.key(), key.lastUsedAt())).toList(),
        user.createdAt().toString(),
        state.lastSeenAt().map(Instant::toString));
  }
}
