package io.bytebucket.core.upload;

import io.bytebucket.core.acl.AclCodec;
import io.bytebucket.core.acl.ObjectAccess;
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
  /** Version 2 is 1 with what was said about access, and is written only where something was. */
  private static final int VERSION = 2;

  private static final int WITHOUT_ACCESS = 1;
  private static final ChecksumAlgorithm[] ALGORITHMS = ChecksumAlgorithm.values();
  private static final Checksum.Type[] CHECKSUM_TYPES = Checksum.Type.values();

  private UploadCodec() {}

  static byte[] encode(Upload upload) {
    ObjectAccess access = upload.attributes().access();
    boolean isSaid = !access.equals(ObjectAccess.UNSAID);
    RecordWriter out =
        new RecordWriter(isSaid ? VERSION : WITHOUT_ACCESS)
            .number(upload.initiatedAt().toEpochMilli())
            .text(upload.ownerId().value())
            .constant(upload.checksum().algorithm())
            .constant(upload.checksum().type())
            .flag(upload.checksum().isAskedFor())
            .text(upload.attributes().storageClass());
    AttributesCodec.write(out, upload.attributes());
    if (isSaid) {
      AclCodec.writeSaid(out, access);
    }
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
    ObjectAttributes plain = AttributesCodec.read(in, storageClass);
    ObjectAttributes attributes =
        in.version() > WITHOUT_ACCESS ? plain.with(AclCodec.readSaid(in)) : plain;
    in.end();
    return new Upload(id, key, initiatedAt, ownerId, attributes, checksum);
  }
}
