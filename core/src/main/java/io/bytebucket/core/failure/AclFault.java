package io.bytebucket.core.failure;

/**
 * What can be wrong with an access control list, or with the place where it is to count.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html">Access
 *     control list (ACL) overview</a>
 */
public sealed interface AclFault {
  /** It has more grants than there may be. */
  record TooManyGrants(int limit) implements AclFault {}

  /** It gives something to a user whom nobody knows. */
  record UnknownUser(String canonicalId) implements AclFault {}

  /** It names another owner than the one there is: no list changes that. */
  record OtherOwner() implements AclFault {}

  /** Lists do not count in this bucket, so none can be set. */
  record NotSupported(String bucket) implements AclFault {}

  /** Lists are to count no longer in a bucket whose own list gives others something. */
  record BucketHasAcl(String bucket) implements AclFault {}
}
