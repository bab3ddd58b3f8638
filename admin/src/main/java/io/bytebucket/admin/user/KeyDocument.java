package io.bytebucket.admin.user;

import io.bytebucket.core.user.AccessKey;
import java.time.Instant;
import java.util.Optional;

/** An access key as documents have it, without its secret. */
record KeyDocument(
    String accessKeyID,
    boolean enabled,
    String createdAt,
    Optional<String> expiresAt,
    Optional<String> lastUsedAt) {
  static KeyDocument of(AccessKey key, Optional<Instant> lastUsedAt) {
    return new KeyDocument(
        key.id(),
        key.status() == AccessKey.Status.ACTIVE,
        key.createdAt().toString(),
        key.expiresAt().map(Instant::toString),
        lastUsedAt.map(Instant::toString));
  }
}
