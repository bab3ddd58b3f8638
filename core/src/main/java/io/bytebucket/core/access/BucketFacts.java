package io.bytebucket.core.access;

import io.bytebucket.core.bucket.Bucket;
import io.bytebucket.core.user.CanonicalId;
import io.bytebucket.core.user.UserId;

/**
 * What is known of a bucket while a request is answered, looked up once. What decides about it in
 * the bucket itself has its place here.
 *
 * @param bucket as it was when the request came
 * @param region where it is
 */
public record BucketFacts(Bucket bucket, String region) {
  /** Who owns it. */
  public UserId owner() {
    return bucket.ownerId();
  }

  /**
   * Whether clients call its owner that. One from when the id of a user was that of its access key
   * is still known by that.
   */
  boolean isOwnedBy(String name) {
    return name.equals(CanonicalId.of(owner())) || name.equals(owner().value());
  }
}
