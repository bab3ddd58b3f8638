package io.bytebucket.core.object;

import io.bytebucket.core.blob.Extent;
import io.bytebucket.core.checksum.Checksum;
import io.bytebucket.core.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that is kept about one version of an object, its bytes apart.
 *
 * @param version which version this is
 * @param isDeleteMarker whether it only says that the object was deleted; it then has no bytes
 * @param lastModified when it was made, to the millisecond
 * @param sizeBytes the length of its bytes
 * @param etag its entity tag
 * @param attributes what the client said about it
 * @param ownerId the user who made it
 * @param checksum the checksum kept with it; a delete marker has none
 * @param extents its bytes, as stretches of blobs
 * @param parts the parts it was uploaded in; none when it was put as a whole
 * @param encryption how its bytes are encrypted, in a form of its own; none while they are not
 */
public record ObjectRecord(
    VersionId version,
    boolean isDeleteMarker,
    Instant lastModified,
    long sizeBytes,
    ETag etag,
    ObjectAttributes attributes,
    UserId ownerId,
    Optional<Checksum> checksum,
    List<Extent> extents,
    List<Part> parts,
    Optional<String> encryption) {
  /** The same as another version, or under another key. */
  ObjectRecord with(VersionId other) {
    return new ObjectRecord(
        other,
        isDeleteMarker,
        lastModified,
        sizeBytes,
        etag,
        attributes,
        ownerId,
        checksum,
        extents,
        parts,
        encryption);
  }

  /** The same with other tags. */
  ObjectRecord withTags(Map<String, String> tags) {
    ObjectAttributes tagged =
        new ObjectAttributes(
            attributes.system(), attributes.user(), tags, attributes.storageClass());
    return new ObjectRecord(
        version,
        isDeleteMarker,
        lastModified,
        sizeBytes,
        etag,
        tagged,
        ownerId,
        checksum,
        extents,
        parts,
        encryption);
  }

  /**
   * One part of an object that was uploaded in parts.
   *
   * @param number its number, 1 to 10,000; numbers may have gaps
   * @param sizeBytes its length
   * @param checksum the checksum kept with it
   */
  public record Part(int number, long sizeBytes, Optional<Checksum> checksum) {}
}
