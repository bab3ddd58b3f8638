package io.bytebucket.core.upload;

import io.bytebucket.core.blob.LabelKind;
import io.bytebucket.core.bucket.BucketOutline;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.object.ObjectKey;
import io.bytebucket.core.schema.RecordReader;
import io.bytebucket.core.schema.RecordWriter;
import io.bytebucket.core.store.BlobId;

/**
 * What the blob of a part says: the part, and what its upload was begun with, so that an upload
 * under way can be made anew. As of objects, access control lists are not among it.
 *
 * @param part its only extent is the blob
 */
public record PartLabel(BucketOutline bucket, Upload upload, UploadedPart part) {
  /** The label. */
  public byte[] encode() {
    RecordWriter out = LabelKind.PART.begin();
    bucket.write(out);
    BlobId id = upload.id().number();
    out.number(id.start())
        .number(id.sequence())
        .text(upload.key().value())
        .bytes(UploadCodec.encode(upload.withoutAccess()))
        .number(part.number())
        .bytes(UploadedPartCodec.encode(part));
    return out.toBytes();
  }

  /**
   * Reads the rest of what {@link #encode} wrote, after the kind.
   *
   * @throws StoreException with {@link Failure.Corrupt}
   */
  public static PartLabel read(RecordReader in) {
    try {
      BucketOutline bucket = BucketOutline.read(in);
      UploadId id = new UploadId(new BlobId(in.smallNumber(), in.number()));
      ObjectKey key = new ObjectKey(in.text());
      Upload upload = UploadCodec.decode(id, key, in.bytes());
      int number = in.smallNumber();
      if (number < 1 || number > Uploads.PART_NUMBER_MAX) {
        throw in.corrupt("part number");
      }
      PartLabel label = new PartLabel(bucket, upload, UploadedPartCodec.decode(number, in.bytes()));
      in.end();
      return label;
    } catch (StoreException e) {
      throw e.failure() instanceof Failure.Corrupt ? e : in.corrupt("key");
    } catch (IllegalArgumentException outOfRange) {
      throw in.corrupt("range");
    }
  }

  /** The row of the upload, when it is made anew. */
  public byte[] uploadRow() {
    return UploadCodec.encode(upload);
  }

  /** The row of the part. */
  public byte[] partRow() {
    return UploadedPartCodec.encode(part);
  }
}
