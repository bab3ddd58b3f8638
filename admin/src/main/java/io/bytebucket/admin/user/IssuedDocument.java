package io.bytebucket.admin.user;

import io.bytebucket.core.user.IssuedKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A key that was just made, with its secret: told this once.
 *
 * @param acl what its user may do; of a user that was just made
 */
record IssuedDocument(
    String accessKeyID,
    String secretAccessKey,
    Optional<List<RuleDocument>> acl,
    String userId,
    Optional<String> name,
    Optional<String> expiresAt) {
  static IssuedDocument ofUser(IssuedKey issued) {
    return of(issued, Optional.of(RuleDocument.of(issued.user().rules())));
  }

  static IssuedDocument ofKey(IssuedKey issued) {
    return of(issued, Optional.empty());
  }

  private static IssuedDocument of(IssuedKey issued, Optional<List<RuleDocument>> acl) {
    return new IssuedDocument(
        issued.key().id(),
        issued.secret(),
        acl,
        issued.user().id().value(),
        issued.user().isNamed() ? Optional.of(issued.user().name()) : Optional.empty(),
        issued.key().expiresAt().map(Instant::toString));
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "IssuedDocument[" + accessKeyID + "]";
  }
}
