package io.bytebucket.core.user;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * What a user signs with; the secret is apart.
 *
 * @param id what the user signs with, in the clear; there is no second key of that id
 * @param userId whose it is
 * @param status whether it may be used
 * @param createdAt when it was made, to the millisecond
 * @param expiresAt from when on it is as if it were not there, to the millisecond; empty for never
 */
public record AccessKey(
    String id, UserId userId, Status status, Instant createdAt, Optional<Instant> expiresAt) {
  /** The longest id, in characters. */
  public static final int ID_LENGTH_MAX = 128;

  /** Whether a key may be used. The order is part of the stored form. */
  public enum Status {
    ACTIVE,
    /** Kept, and refused as one that is not there. */
    INACTIVE
  }

  /** Whether it may be used now. */
  public boolean isUsable(InstantSource clock) {
    return status == Status.ACTIVE
        && expiresAt.filter(end -> !clock.instant().isBefore(end)).isEmpty();
  }

  AccessKey with(Status changed, Optional<Instant> changedExpiry) {
    return new AccessKey(id, userId, changed, createdAt, changedExpiry);
  }
}
