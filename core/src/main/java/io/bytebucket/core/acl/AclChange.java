package io.bytebucket.core.acl;

import io.bytebucket.core.failure.AclFault;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.user.CanonicalId;
import io.bytebucket.core.user.UserId;
import java.util.Optional;

/**
 * A list that is to be set.
 *
 * @param owner the canonical id of who owns what the list belongs to, where the client says that
 */
public record AclChange(Acl acl, Optional<String> owner) {
  /** A list whose owner the client does not name. */
  public static AclChange to(Acl acl) {
    return new AclChange(acl, Optional.empty());
  }

  /**
   * Refuses a list that would change the owner.
   *
   * @throws StoreException with {@link Failure.InvalidAcl}
   */
  public void requireOwner(UserId actual) {
    if (owner.filter(named -> !named.equals(CanonicalId.of(actual))).isPresent()) {
      throw new StoreException(new Failure.InvalidAcl(new AclFault.OtherOwner()));
    }
  }
}
