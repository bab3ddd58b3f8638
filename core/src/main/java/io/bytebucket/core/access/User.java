package io.bytebucket.core.access;

import java.time.Instant;
import java.util.List;

/**
 * A user.
 *
 * @param accessKeyId what the user signs with, in the clear
 * @param secretAccessKey what the user signs with, in secret
 * @param rules what the user may do
 * @param createdAt when the user was made, to the millisecond
 */
public record User(
    String accessKeyId, String secretAccessKey, List<AccessRule> rules, Instant createdAt) {
  /** Without the secret. */
  @Override
  public String toString() {
    return "User[" + accessKeyId + "]";
  }
}
