package io.bytebucket.core.upload;

import io.bytebucket.core.blob.Extent;
import io.bytebucket.core.checksum.Checksum;
import io.bytebucket.core.object.ETag;
import java.time.Instant;
import java.util.List;

/**
 * A part of an upload that is under way.
 *
 * @param number 1 to {@link Uploads#PART_NUMBER_MAX}
 * @param etag the MD5 of its bytes
 * @param checksum of the algorithm of the upload, over all its bytes
 * @param extents its bytes
 */
public record UploadedPart(
    int number,
    long sizeBytes,
    ETag etag,
    Checksum checksum,
    Instant lastModified,
    List<Extent> extents) {}
