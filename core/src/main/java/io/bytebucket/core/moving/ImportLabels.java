package io.bytebucket.core.moving;

import io.bytebucket.core.blob.BodyLabel;
import io.bytebucket.core.blob.BodyReceiver;
import io.bytebucket.core.blob.Extent;
import io.bytebucket.core.blob.PendingBlob;
import io.bytebucket.core.bucket.Bucket;
import io.bytebucket.core.bucket.BucketOutline;
import io.bytebucket.core.checksum.Checksum;
import io.bytebucket.core.layout.AssemblyCodec;
import io.bytebucket.core.layout.Layout;
import io.bytebucket.core.object.ETag;
import io.bytebucket.core.object.ObjectLabel;
import io.bytebucket.core.upload.AssemblyLabel;
import java.util.Map;
import java.util.Optional;

/** What the blobs of a version from elsewhere say of it. */
record ImportLabels(Bucket bucket, ImportedVersion version) {
  /** What a body says that is all of the version; nothing if it needs a note beside it. */
  BodyLabel ofBody(boolean isWhole) {
    return isWhole && version.parts().isEmpty()
        ? (_, _, verified) ->
            label(
                    version.etag().orElseGet(() -> ETag.ofMd5(verified.md5())),
                    version.checksum().or(() -> Optional.of(verified.checksum())))
                .encode()
        : BodyLabel.NONE;
  }

  /** Notes of which extents the version is made up, where no body could say it alone. */
  Optional<PendingBlob> note(
      BodyReceiver receiver, Layout.Here layout, ETag etag, Checksum checksum) {
    boolean isStored =
        layout.extents().stream().anyMatch(e -> e.placement() == Extent.Placement.STORED);
    if (!isStored || (layout.extents().size() == 1 && layout.parts().isEmpty())) {
      return Optional.empty();
    }
    return Optional.of(
        receiver.note(
            AssemblyCodec.encode(new AssemblyCodec.Assembly(layout, Map.of())),
            new AssemblyLabel(Optional.empty(), label(etag, Optional.of(checksum))).encode()));
  }

  private ObjectLabel label(ETag etag, Optional<Checksum> checksum) {
    return new ObjectLabel(
        BucketOutline.of(bucket),
        version.key(),
        version.lastModified(),
        Optional.of(version.version()),
        version.ownerId(),
        version.sizeBytes(),
        etag,
        checksum,
        version.attributes());
  }
}
