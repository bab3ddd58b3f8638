package io.bytebucket.core.upload;

import io.bytebucket.core.blob.LabelKind;
import io.bytebucket.core.object.ObjectLabel;
import io.bytebucket.core.schema.RecordReader;
import io.bytebucket.core.schema.RecordWriter;
import io.bytebucket.core.store.BlobId;
import java.util.Optional;

/**
 * What a blob says that holds no byte of an object, but of which extents the object is made up. No
 * part can know whether its upload was completed, and with which parts.
 *
 * @param upload the upload that was completed; none for an object that came from elsewhere
 */
public record AssemblyLabel(Optional<UploadId> upload, ObjectLabel object) {
  /** The label. */
  public byte[] encode() {
    RecordWriter out = LabelKind.ASSEMBLY.begin().flag(upload.isPresent());
    upload.ifPresent(id -> out.number(id.number().start()).number(id.number().sequence()));
    object.write(out);
    return out.toBytes();
  }

  /**
   * Reads the rest of what {@link #encode} wrote, after the kind.
   *
   * @throws io.bytebucket.core.failure.StoreException with {@link
   *     io.bytebucket.core.failure.Failure.Corrupt}
   */
  public static AssemblyLabel read(RecordReader in) {
    try {
      Optional<UploadId> upload =
          in.flag()
              ? Optional.of(new UploadId(new BlobId(in.smallNumber(), in.number())))
              : Optional.empty();
      AssemblyLabel label = new AssemblyLabel(upload, ObjectLabel.read(in));
      in.end();
      return label;
    } catch (IllegalArgumentException outOfRange) {
      throw in.corrupt("range");
    }
  }
}
