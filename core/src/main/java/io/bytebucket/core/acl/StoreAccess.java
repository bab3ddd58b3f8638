package io.bytebucket.core.acl;

/**
 * What an operator decides about access in the store as a whole.
 *
 * @param ofNewBuckets who owns the objects in buckets that are made from now on
 * @param block the public access that is refused in every bucket, beside what that itself refuses
 */
public record StoreAccess(ObjectOwnership ofNewBuckets, PublicAccessBlock block) {
  /** Lists count, and nothing is public that nobody made so. */
  public static final StoreAccess DEFAULT =
      new StoreAccess(ObjectOwnership.BUCKET_OWNER_PREFERRED, PublicAccessBlock.NONE);
}
