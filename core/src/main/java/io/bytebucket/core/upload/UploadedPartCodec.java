package io.bytebucket.core.upload;

import io.bytebucket.core.blob.Extent;
import io.bytebucket.core.blob.ExtentsCodec;
import io.bytebucket.core.checksum.Checksum;
import io.bytebucket.core.checksum.ChecksumCodec;
import io.bytebucket.core.object.ETag;
import io.bytebucket.core.schema.RecordReader;
import io.bytebucket.core.schema.RecordWriter;
import java.time.Instant;
import java.util.List;

/** The stored form of an {@link UploadedPart}; its number is in the key. */
public final class UploadedPartCodec {
  /** Version 1 is written the same; the bytes of such a part were not counted. */
  private static final int VERSION = 2;

  private UploadedPartCodec() {}

  static byte[] encode(UploadedPart part) {
    RecordWriter out =
        new RecordWriter(VERSION)
            .number(part.sizeBytes())
            .text(part.etag().value())
            .number(part.lastModified().toEpochMilli());
    ChecksumCodec.write(out, part.checksum());
    ExtentsCodec.write(out, part.extents());
    return out.toBytes();
  }

  /**
   * The part that was stored.
   *
   * @throws io.bytebucket.core.failure.StoreException with {@link
   *     io.bytebucket.core.failure.Failure.Corrupt}
   */
  public static UploadedPart decode(int number, byte[] bytes) {
    RecordReader in = new RecordReader("part", bytes, VERSION);
    long sizeBytes = in.number();
    ETag etag = new ETag(in.text());
    Instant lastModified = Instant.ofEpochMilli(in.number());
    Checksum checksum = ChecksumCodec.read(in);
    List<Extent> extents = ExtentsCodec.read(in);
    in.end();
    if (extents.stream().mapToLong(Extent::lengthBytes).sum() != sizeBytes) {
      throw in.corrupt("size");
    }
    return new UploadedPart(
        number, sizeBytes, etag, checksum, lastModified, extents, in.version() > 1);
  }
}
