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
 * @param isCounted whether its bytes are counted among those of its bucket; parts that earlier
 *     versions of the program took in are not
 */
public record UploadedPart(
    int number,
    long sizeBytes,
    ETag etag,
    Checksum checksum,
    Instant lastModified,
    List<Extent> extents,
    boolean isCounted) {
  /** How many of the bytes that its bucket counts are this part's. */
  long countedBytes() {
    return isCounted ? sizeBytes : 0;
  }
}
