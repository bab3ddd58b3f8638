package io.bytebucket.core.object;

import io.bytebucket.core.acl.AclCodec;
import io.bytebucket.core.acl.ObjectAccess;
import io.bytebucket.core.blob.Extent;
import io.bytebucket.core.blob.ExtentsCodec;
import io.bytebucket.core.checksum.Checksum;
import io.bytebucket.core.checksum.ChecksumCodec;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.layout.Layout;
import io.bytebucket.core.layout.LayoutCodec;
import io.bytebucket.core.schema.RecordReader;
import io.bytebucket.core.schema.RecordWriter;
import io.bytebucket.core.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The stored form of an {@link ObjectRecord}. */
public final class ObjectRecordCodec {
  /**
   * Version 1 holds all extents and parts, however many. Version 3 is 2 with what was said about
   * access, and is written only where something was: so most records are of version 2.
   */
  private static final int VERSION = 3;

  private static final int WITHOUT_ACCESS = 2;

  private ObjectRecordCodec() {}

  /** The stored form of {@code object}. */
  public static byte[] encode(ObjectRecord object) {
    ObjectAccess access = object.attributes().access();
    boolean isSaid = !access.equals(ObjectAccess.UNSAID);
    RecordWriter out =
        new RecordWriter(isSaid ? VERSION : WITHOUT_ACCESS)
            .number(object.version().sequence())
            .flag(object.version().isNull())
            .flag(object.isDeleteMarker())
            .number(object.lastModified().toEpochMilli())
            .number(object.sizeBytes())
            .text(object.etag().value())
            .text(object.attributes().storageClass())
            .text(object.ownerId().value());
    ChecksumCodec.writeOptional(out, object.checksum());
    AttributesCodec.write(out, object.attributes());
    LayoutCodec.write(out, object.layout());
    if (isSaid) {
      AclCodec.writeSaid(out, access);
    }
    return out.toBytes();
  }

  /**
   * The record that {@link #encode} stored, or did in an earlier version.
   *
   * @throws StoreException with {@link Failure.Corrupt} when it is not one
   */
  public static ObjectRecord decode(byte[] bytes) {
    RecordReader in = new RecordReader("object", bytes, VERSION);
    ObjectRecord object = read(in);
    in.end();
    if (object.layout() instanceof Layout.Here here && here.sizeBytes() != object.sizeBytes()) {
      throw in.corrupt("size");
    }
    return object;
  }

  private static ObjectRecord read(RecordReader in) {
    VersionId version = new VersionId(in.number(), in.flag());
    boolean isDeleteMarker = in.flag();
    Instant lastModified = Instant.ofEpochMilli(in.number());
    long sizeBytes = in.number();
    ETag etag = new ETag(in.text());
    String storageClass = in.text();
    UserId ownerId = new UserId(in.text());
    Optional<Checksum> checksum = ChecksumCodec.readOptional(in);
    boolean isFirst = in.version() == 1;
    List<Extent> extents = isFirst ? ExtentsCodec.read(in) : List.of();
    ObjectAttributes attributes = AttributesCodec.read(in, storageClass);
    Layout layout = isFirst ? readFirst(in, extents) : LayoutCodec.read(in);
    boolean isSaid = in.version() > WITHOUT_ACCESS;
    return new ObjectRecord(
        version,
        isDeleteMarker,
        lastModified,
        sizeBytes,
        etag,
        isSaid ? attributes.with(AclCodec.readSaid(in)) : attributes,
        ownerId,
        checksum,
        layout);
  }

  /** The rest of a record of version 1. */
  private static Layout readFirst(RecordReader in, List<Extent> extents) {
    Layout layout = new Layout.Here(extents, LayoutCodec.readParts(in));
    // A field for the encryption of bytes, which no server ever wrote.
    if (in.flag()) {
      throw in.corrupt("encryption");
    }
    return layout;
  }
}
