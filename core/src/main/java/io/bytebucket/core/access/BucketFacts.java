package io.bytebucket.core.access;

import io.bytebucket.core.bucket.Bucket;
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
}
