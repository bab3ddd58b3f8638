package io.bytebucket.core.bucket;

import io.bytebucket.core.acl.Acl;
import io.bytebucket.core.acl.ObjectOwnership;
import io.bytebucket.core.user.UserId;
import java.util.Optional;

/**
 * A bucket to make.
 *
 * @param acl its access control list, if one was sent
 * @param ownership who owns the objects in it, if that was asked for
 */
public record NewBucket(
    BucketName name,
    UserId ownerId,
    LocationConstraint location,
    Optional<Acl> acl,
    Optional<ObjectOwnership> ownership) {
  /** A bucket with access as it is by default. */
  public NewBucket(BucketName name, UserId ownerId, LocationConstraint location) {
    this(name, ownerId, location, Optional.empty(), Optional.empty());
  }

  /** Whether it asks for nothing but its name and its region. */
  boolean isPlain() {
    return acl.isEmpty() && ownership.isEmpty();
  }
}
