package io.bytebucket.transfer.files;

import io.bytebucket.core.bucket.BucketImporter;
import io.bytebucket.core.moving.ImportedVersion;
import io.bytebucket.core.saved.SavedSetting;
import io.bytebucket.core.user.UserImporter;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A line of the index of an export; see docs/moving-out.md. */
sealed interface IndexLine {
  /**
   * The first line.
   *
   * @param withSecrets whether secrets of users are in it, encrypted
   * @param isPortable whether keys are paths only where that is so everywhere
   * @param buckets which buckets; empty for all
   * @param prefix what keys begin with
   */
  record Header(
      Instant at, boolean withSecrets, boolean isPortable, List<String> buckets, String prefix)
      implements IndexLine {
    /** Whether both are about the same. */
    boolean isLike(Header other) {
      return withSecrets == other.withSecrets
          && isPortable == other.isPortable
          && buckets.equals(other.buckets)
          && prefix.equals(other.prefix);
    }
  }

  /** What an administrator decided while a server ran. */
  record OfSaved(SavedSetting setting, Map<String, String> fields) implements IndexLine {}

  /** A user. */
  record OfUser(UserImporter.Given user) implements IndexLine {}

  /** A bucket; its objects follow. */
  record OfBucket(BucketImporter.Given bucket) implements IndexLine {}

  /**
   * A version of an object.
   *
   * @param isCurrent whether it is the one that is served
   * @param file where its bytes are; empty for a delete marker
   */
  record OfVersion(String bucket, ImportedVersion version, boolean isCurrent, String file)
      implements IndexLine {}

  /** A version of an object that could not be read. */
  record Failed(String bucket, String key, String versionId, long sizeBytes, String reason)
      implements IndexLine {}

  /** Something that is left behind. */
  record Left(String kind, String name, String reason) implements IndexLine {}
}
