package io.bytebucket.core.object;

import io.bytebucket.core.acl.BucketAccess;
import io.bytebucket.core.acl.ObjectAccess;
import io.bytebucket.core.checksum.Checksum;
import io.bytebucket.core.layout.Layout;
import io.bytebucket.core.user.UserId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that is kept about one version of an object, except its bytes. Listings and conditions
 * read nothing else: a long list of extents or parts is kept in rows of its own.
 *
 * @param version which version this is
 * @param isDeleteMarker whether it only says that the object was deleted; then it has no bytes
 * @param lastModified when it was made, to the millisecond
 * @param sizeBytes the length of its bytes
 * @param etag its entity tag
 * @param attributes what the client said about it
 * @param ownerId the user who made it; who owns it says {@link
 *     io.bytebucket.core.acl.BucketAccess#ownerOf}
 * @param checksum the checksum kept with it; a delete marker has none
 * @param layout which bytes and parts make it up
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
    Layout layout) {
  /** How many parts it was uploaded in; none when it was put as a whole. */
  public int partCount() {
    return layout.partCount();
  }

  /** The same record for another version or another key. */
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
        layout);
  }

  /** The same record with other tags. */
  ObjectRecord withTags(Map<String, String> tags) {
    return with(attributes.withTags(tags));
  }

  /** The same record with something else said about access. */
  ObjectRecord with(ObjectAccess access) {
    return with(attributes.with(access));
  }

  /** The same record with who owns it in that bucket for its owner, whoever wrote it. */
  public ObjectRecord owned(BucketAccess bucket) {
    UserId other = bucket.ownerOf(ownerId, attributes.access());
    return other.equals(ownerId)
        ? this
        : new ObjectRecord(
            version,
            isDeleteMarker,
            lastModified,
            sizeBytes,
            etag,
            attributes,
            other,
            checksum,
            layout);
  }

  private ObjectRecord with(ObjectAttributes other) {
    return new ObjectRecord(
        version, isDeleteMarker, lastModified, sizeBytes, etag, other, ownerId, checksum, layout);
  }

  /** The same record with the same bytes and parts, but a layout in another form. */
  ObjectRecord with(Layout stored) {
    return new ObjectRecord(
        version,
        isDeleteMarker,
        lastModified,
        sizeBytes,
        etag,
        attributes,
        ownerId,
        checksum,
        stored);
  }
}
