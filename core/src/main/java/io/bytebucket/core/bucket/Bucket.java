package io.bytebucket.core.bucket;

import java.time.Instant;

/**
 * A bucket.
 *
 * @param id its number in this store, never given twice: a bucket made again under the same name
 *     has another one
 * @param name its name
 * @param createdAt when it was made, to the millisecond
 * @param ownerId the access key id of the user who made it
 * @param locationConstraint the region that was asked for when it was made; empty for us-east-1
 * @param versioning whether it keeps versions
 */
public record Bucket(
    long id,
    BucketName name,
    Instant createdAt,
    String ownerId,
    String locationConstraint,
    Versioning versioning) {
  /** Whether it keeps versions, or did. */
  public boolean isVersioned() {
    return versioning != Versioning.UNVERSIONED;
  }

  /** The bucket with another state of versioning. */
  Bucket with(Versioning changed) {
    return new Bucket(id, name, createdAt, ownerId, locationConstraint, changed);
  }
}
