package io.bytebucket.core.upload;

import io.bytebucket.core.checksum.Checksum;
import io.bytebucket.core.checksum.ChecksumAlgorithm;
import io.bytebucket.core.object.AttributesCodec;
import io.bytebucket.core.object.ObjectAttributes;
import io.bytebucket.core.object.ObjectKey;
import io.bytebucket.core.schema.RecordReader;
import io.bytebucket.core.schema.RecordWriter;
import io.bytebucket.core.user.UserId;
import java.time.Instant;

/** The stored form of an {@link Upload}; its id and the object key are in the key. */
public final class UploadCodec {
  private static final int VERSION = 1;
  private static final ChecksumAlgorithm[] ALGORITHMS = ChecksumAlgorithm.values();
  private static final Checksum.Type[] CHECKSUM_TYPES = Checksum.Type.values();

  private UploadCodec() {}

  static byte[] encode(Upload upload) {
    RecordWriter out =
        new RecordWriter(VERSION)
            .number(upload.initiatedAt().toEpochMilli())
            .text(upload.ownerId().value())
            .constant(upload.checksum().algorithm())
            .constant(upload.checksum().type())
            .flag(upload.checksum().isAskedFor())
            .text(upload.attributes().storageClass());
    AttributesCodec.write(out, upload.attributes());
    return out.toBytes();
  }

  /**
   * The upload that was stored.
   *
   * @throws io.bytebucket.core.failure.StoreException with {@link
   *     io.bytebucket.core.failure.Failure.Corrupt}
   */
  public static Upload decode(UploadId id, ObjectKey key, byte[] bytes) {
    RecordReader in = new RecordReader("upload", bytes, VERSION);
    Instant initiatedAt = Instant.ofEpochMilli(in.number());
    UserId ownerId = new UserId(in.text());
    Upload.ChecksumPlan checksum =
        new Upload.ChecksumPlan(in.constant(ALGORITHMS), in.constant(CHECKSUM_TYPES), in.flag());
    String storageClass = in.text();
    ObjectAttributes attributes = AttributesCodec.read(in, storageClass);
    in.end();
    return new Upload(id, key, initiatedAt, ownerId, attributes, checksum);
  }
}
