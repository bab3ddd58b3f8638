package io.bytebucket.core.object;

import java.util.Optional;

/**
 * A version of an object in its bucket.
 *
 * @param record all that is kept about it
 * @param isVersioned whether its bucket keeps versions, or did
 */
public record HeldObject(ObjectRecord record, boolean isVersioned) {
  /** The name of the version, as clients are told; none in a bucket that never kept versions. */
  public Optional<String> versionId() {
    return isVersioned ? Optional.of(record.version().text()) : Optional.empty();
  }

  /**
   * The name of the version, as S3 tells it to who wrote it: unlike readers, they are not told that
   * it is called null.
   */
  public Optional<String> writtenVersionId() {
    return versionId().filter(name -> !record.version().isNull());
  }
}
