package io.bytebucket.core.acl;

import java.util.Optional;

/**
 * What was said about who may do what with an object when it was written, or since.
 *
 * @param isBucketOwners whether its writer left it to the owner of the bucket
 * @param acl none where none was sent: then it is {@link Acl.Canned#PRIVATE}
 */
public record ObjectAccess(boolean isBucketOwners, Optional<Acl> acl) {
  /** Nothing was said, as of most objects; it takes no room in their records. */
  public static final ObjectAccess UNSAID = new ObjectAccess(false, Optional.empty());

  /** What a request says that has such a list, or none. */
  public static ObjectAccess sent(Optional<Acl> acl) {
    return acl.isEmpty() ? UNSAID : new ObjectAccess(false, acl);
  }

  /** The list that it has. */
  public Acl aclInForce() {
    return acl.orElse(Acl.Canned.PRIVATE);
  }
}
