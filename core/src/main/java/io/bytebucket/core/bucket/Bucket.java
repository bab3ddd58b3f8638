package io.bytebucket.core.bucket;

import io.bytebucket.core.schema.BucketSetting;
import io.bytebucket.core.user.UserId;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;

/**
 * A bucket.
 *
 * @param id its number in this store, never given twice: a bucket made again under the same name
 *     has another one
 * @param name its name
 * @param createdAt when it was made, to the millisecond
 * @param ownerId the user who made it
 * @param locationConstraint the region that was asked for when it was made; empty for us-east-1
 * @param versioning whether it keeps versions
 * @param settings which settings it may have, for those need not be looked for that it has not; not
 *     to be changed. One that an earlier version of the program wrote may have any
 */
public record Bucket(
    long id,
    BucketName name,
    Instant createdAt,
    UserId ownerId,
    String locationConstraint,
    Versioning versioning,
    Set<BucketSetting> settings) {
  /** Whether it keeps versions, or did. */
  public boolean isVersioned() {
    return versioning != Versioning.UNVERSIONED;
  }

  /**
   * The region it is in: the one it was made for, or that of the server.
   *
   * @param serverRegion the region that this server says it is in
   */
  public String region(String serverRegion) {
    return locationConstraint.isEmpty() ? serverRegion : locationConstraint;
  }

  /** The bucket with another state of versioning. */
  Bucket with(Versioning changed) {
    return new Bucket(id, name, createdAt, ownerId, locationConstraint, changed, settings);
  }

  /** The bucket with that setting, or without it. */
  Bucket with(BucketSetting setting, boolean isThere) {
    Set<BucketSetting> changed = EnumSet.noneOf(BucketSetting.class);
    changed.addAll(settings);
    if (isThere) {
      changed.add(setting);
    } else {
      changed.remove(setting);
    }
    return new Bucket(id, name, createdAt, ownerId, locationConstraint, versioning, changed);
  }
}
