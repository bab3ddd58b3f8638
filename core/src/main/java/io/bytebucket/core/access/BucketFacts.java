package io.bytebucket.core.access;

import io.bytebucket.core.acl.BucketAccess;
import io.bytebucket.core.bucket.Bucket;
import io.bytebucket.core.user.UserId;
import java.util.Optional;

/**
 * What is known of a bucket while a request is answered, looked up once, and as it was at one
 * moment.
 *
 * @param bucket as it was when the request came
 * @param region where it is
 * @param access what it says about access beside its policy
 * @param policy its policy, if it has one
 */
public record BucketFacts(
    Bucket bucket, String region, BucketAccess access, Optional<BucketPolicy> policy) {
  /** Knows what buckets say about who may do what with them. Thread-safe. */
  @FunctionalInterface
  public interface Source {
    /**
     * What is known of a bucket that was just looked up. Where it says nothing of its own, that is
     * no look-up.
     *
     * @throws io.bytebucket.core.failure.StoreException with {@link
     *     io.bytebucket.core.failure.Failure.NoSuchBucket} when it has gone meanwhile
     */
    BucketFacts of(Bucket bucket, Realm realm);
  }

  /** Who owns it. */
  public UserId owner() {
    return bucket.ownerId();
  }

  /**
   * Whether its policy or its own list gives something to people of whom it does not say who they
   * are, as far as no block of public access keeps that from them. Objects may have lists of their
   * own, which are not looked at.
   */
  public boolean isPublic() {
    boolean isByPolicy =
        !access.block().restrictsBuckets() && policy.map(BucketPolicy::isPublic).orElse(false);
    boolean isByList =
        access.ownership().hasAcls() && !access.block().ignoresAcls() && access.acl().isPublic();
    return isByPolicy || isByList;
  }

  /** Whether something of it could allow something to those who do not sign. */
  boolean mayBePublic() {
    return policy.isPresent() || access.acl().isPublic();
  }
}
