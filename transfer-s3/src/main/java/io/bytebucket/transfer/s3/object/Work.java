package io.bytebucket.transfer.s3.object;

import io.bytebucket.transfer.s3.listing.Version;
import org.jspecify.annotations.Nullable;

/**
 * A version that is to be moved.
 *
 * @param keepsVersions whether the target adds a version to those that are there
 * @param newestThere the newest version at the target; empty for none
 * @param movesAcl whether its access control list is asked for
 */
public record Work(
    String bucket,
    String key,
    Version version,
    boolean keepsVersions,
    String newestThere,
    boolean movesAcl) {
  /** A version that is only looked at, at either end. */
  static Work looking(String bucket, String key, Version version) {
    return new Work(bucket, key, version, false, "", false);
  }

  /** For messages and reports. */
  public String name() {
    return bucket + "/" + key + (version.id().isEmpty() ? "" : " (" + version.id() + ")");
  }

  /** The version to ask for; null for the object as it is. */
  @Nullable String versionId() {
    return version.id().isEmpty() ? null : version.id();
  }
}
