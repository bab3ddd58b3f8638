package io.bytebucket.transfer.original;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A user of the original, who is nothing but an access key.
 *
 * @param secret empty when it could not be read
 * @param createdAt empty when nobody wrote it down
 */
record OriginalUser(
    String keyId, Optional<String> secret, List<Statement> acl, Optional<Instant> createdAt) {
  /** One statement of what a user may do. */
  record Statement(String effect, List<String> buckets, List<String> actions) {
    boolean isAllowing() {
      return effect.equalsIgnoreCase("Allow");
    }

    boolean isDenying() {
      return effect.equalsIgnoreCase("Deny");
    }
  }

  /** Whether the original let the user do everything. */
  boolean isAdministrator() {
    return acl.stream()
        .anyMatch(
            one -> one.isAllowing() && one.buckets().contains("*") && one.actions().contains("*"));
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "OriginalUser[" + keyId + "]";
  }
}
