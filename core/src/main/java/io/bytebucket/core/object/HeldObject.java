package io.bytebucket.core.object;

import java.util.Optional;

/**
 * A version of an object in its bucket.
 *
 * @param record everything that is kept about it
 * @param isVersioned whether its bucket keeps versions, or once did
 */
public record HeldObject(ObjectRecord record, boolean isVersioned) {
  /** The name of the version for clients; none in a bucket that never kept versions. */
  public Optional<String> versionId() {
    return isVersioned ? Optional.of(record.version().text()) : Optional.empty();
  }

  /**
   * The name of the version for the client that wrote it. Unlike a reader, it is not told that a
   * version is called null.
   */
  public Optional<String> writtenVersionId() {
    return versionId().filter(name -> !record.version().isNull());
  }
}
