package io.bytebucket.core.moving;

import io.bytebucket.core.checksum.Checksum;
import io.bytebucket.core.layout.ObjectPart;
import io.bytebucket.core.object.ETag;
import io.bytebucket.core.object.ObjectAttributes;
import io.bytebucket.core.object.ObjectKey;
import io.bytebucket.core.object.VersionId;
import io.bytebucket.core.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A version of an object as it was elsewhere, and shall be here.
 *
 * @param version its place among the versions of its key, and whether clients call it null
 * @param isDeleteMarker whether it only says that the object was deleted; then it has no bytes
 * @param lastModified when it was made; kept to the millisecond
 * @param sizeBytes the length of its bytes
 * @param etag its entity tag; none to have it computed, for an object that was put as a whole
 * @param attributes what was said about it
 * @param ownerId who made it
 * @param checksum the checksum kept with it; none to have S3's own computed
 * @param parts the parts it was uploaded in; none when it was put as a whole, or when nobody knows.
 *     Together they are as long as the object
 */
public record ImportedVersion(
    ObjectKey key,
    VersionId version,
    boolean isDeleteMarker,
    Instant lastModified,
    long sizeBytes,
    Optional<ETag> etag,
    ObjectAttributes attributes,
    UserId ownerId,
    Optional<Checksum> checksum,
    List<ObjectPart> parts) {
  /** Cuts the time to what is kept of it, and checks that the parts fit. */
  public ImportedVersion {
    lastModified = Instant.ofEpochMilli(lastModified.toEpochMilli());
    parts = List.copyOf(parts);
    boolean fits =
        parts.isEmpty() || parts.stream().mapToLong(ObjectPart::sizeBytes).sum() == sizeBytes;
    if (!fits || sizeBytes < 0 || (isDeleteMarker && sizeBytes > 0)) {
      throw new IllegalArgumentException("the length of an object is that of its parts");
    }
  }

  /** The only version of an object in a bucket that keeps none, made at that time. */
  public static VersionId only(Instant lastModified) {
    return VersionId.only(lastModified);
  }
}
