package io.bytebucket.core.checkpoint;

import java.time.Instant;

/**
 * A state of the store that is set aside.
 *
 * @param id its name, which none had before: 24 hex digits
 * @param createdAt everything that was acknowledged before is in it
 * @param expiresAt when it ends by itself, unless it is renewed
 */
public record Checkpoint(String id, Instant createdAt, Instant expiresAt) {}
