package io.bytebucket.core.bucket;

import io.bytebucket.core.schema.BucketSetting;
import io.bytebucket.core.user.UserId;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;

/**
 * A bucket.
 *
 * @param id its number in this store, which no other bucket ever has: a bucket that is made again
 *     under the same name gets another one
 * @param name its name
 * @param createdAt when it was made, to the millisecond
 * @param ownerId the user who made it
 * @param locationConstraint the region that was asked for when it was made, as {@link
 *     LocationConstraint} keeps it
 * @param versioning whether it keeps versions
 * @param settings which settings it may have, so that nobody looks for the others; not to be
 *     changed. A bucket that an early version of the program wrote may have any of those that there
 *     were then
 * @param generation how many times its record changed since it was made. Every change of a setting,
 *     of versioning or of the owner raises it in the same commit, so {@code id} and {@code
 *     generation} together name one state of all of them: what was derived from it may be kept
 *     under that name, and needs no other sign that it is out of date. Records of earlier versions
 *     of the program start at 0
 */
public record Bucket(
    long id,
    BucketName name,
    Instant createdAt,
    UserId ownerId,
    String locationConstraint,
    Versioning versioning,
    Set<BucketSetting> settings,
    long generation) {
  /** Whether it keeps versions, or once did. */
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
    return changed(changed, settings);
  }

  /** The bucket with that setting, or without it. */
  public Bucket with(BucketSetting setting, boolean isThere) {
    Set<BucketSetting> changed = EnumSet.noneOf(BucketSetting.class);
    changed.addAll(settings);
    if (isThere) {
      changed.add(setting);
    } else {
      changed.remove(setting);
    }
    return changed(versioning, changed);
  }

  private Bucket changed(Versioning changedVersioning, Set<BucketSetting> changedSettings) {
    return new Bucket(
        id,
        name,
        createdAt,
        ownerId,
        locationConstraint,
        changedVersioning,
        changedSettings,
        generation + 1);
  }
}
