package io.bytebucket.core.user;

import java.time.InstantSource;

/**
 * An access key with its secret, and whose it is.
 *
 * @param secret what the user signs with, in secret
 */
public record Credential(User user, AccessKey key, String secret) {
  /** Whether one may sign in with it now. */
  public boolean isUsable(InstantSource clock) {
    return user.isEnabled() && key.isUsable(clock);
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "Credential[" + key.id() + "]";
  }
}
