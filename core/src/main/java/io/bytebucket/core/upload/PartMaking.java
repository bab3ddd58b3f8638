package io.bytebucket.core.upload;

import io.bytebucket.core.blob.BodyLabel;
import io.bytebucket.core.blob.Extent;
import io.bytebucket.core.blob.ReceivedBody;
import io.bytebucket.core.bucket.Bucket;
import io.bytebucket.core.bucket.BucketOutline;
import io.bytebucket.core.checksum.BodyDigests;
import io.bytebucket.core.object.ETag;
import io.bytebucket.core.store.BlobId;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A part while its bytes arrive. What its blob says of it and what its record says are the same, to
 * the millisecond. Used by one thread.
 */
final class PartMaking implements BodyLabel {
  private final Bucket bucket;
  private final Upload upload;
  private final int number;
  private final Clock clock;
  private Optional<UploadedPart> labelled = Optional.empty();

  PartMaking(Bucket bucket, Upload upload, int number, Clock clock) {
    this.bucket = bucket;
    this.upload = upload;
    this.number = number;
    this.clock = clock;
  }

  /** What it is a part of. */
  Upload upload() {
    return upload;
  }

  @Override
  public byte[] of(BlobId blob, long sizeBytes, BodyDigests.Verified verified) {
    UploadedPart part =
        new UploadedPart(
            number,
            sizeBytes,
            ETag.ofMd5(verified.md5()),
            verified.checksum(),
            Instant.ofEpochMilli(clock.millis()),
            List.of(new Extent(Extent.Placement.STORED, blob, 0, sizeBytes)),
            true);
    labelled = Optional.of(part);
    return new PartLabel(BucketOutline.of(bucket), upload, part).encode();
  }

  /** The part that these bytes make up. */
  UploadedPart part(ReceivedBody received) {
    return labelled.orElseGet(() ->
        new UploadedPart(
            number,
            received.sizeBytes(),
            ETag.ofMd5(received.md5()),
            received.checksum(),
            Instant.ofEpochMilli(clock.millis()),
            received.extents(),
            true));
  }
}
