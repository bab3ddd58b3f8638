package io.bytebucket.core.object;

import io.bytebucket.core.blob.Extent;
import io.bytebucket.core.blob.ExtentsCodec;
import io.bytebucket.core.checksum.Checksum;
import io.bytebucket.core.checksum.ChecksumCodec;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.schema.RecordReader;
import io.bytebucket.core.schema.RecordWriter;
import io.bytebucket.core.user.UserId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The stored form of an {@link ObjectRecord}. */
public final class ObjectRecordCodec {
  private static final int VERSION = 1;

  private ObjectRecordCodec() {}

  /** The stored form of {@code object}. */
  public static byte[] encode(ObjectRecord object) {
    RecordWriter out =
        new RecordWriter(VERSION)
            .number(object.version().sequence())
            .flag(object.version().isNull())
            .flag(object.isDeleteMarker())
            .number(object.lastModified().toEpochMilli())
            .number(object.sizeBytes())
            .text(object.etag().value())
            .text(object.attributes().storageClass())
            .text(object.ownerId().value());
    ChecksumCodec.writeOptional(out, object.checksum());
    ExtentsCodec.write(out, object.extents());
    AttributesCodec.write(out, object.attributes());
    out.number(object.parts().size());
    for (ObjectRecord.Part part : object.parts()) {
      out.number(part.number()).number(part.sizeBytes());
      ChecksumCodec.writeOptional(out, part.checksum());
    }
    return out.optionalText(object.encryption()).toBytes();
  }

  /**
   * The record that {@link #encode} stored.
   *
   * @throws StoreException with {@link Failure.Corrupt} when it is not one
   */
  public static ObjectRecord decode(byte[] bytes) {
    RecordReader in = new RecordReader("object", bytes, VERSION);
    ObjectRecord object = read(in);
    in.end();
    // Encrypted bytes may be more than those of the object.
    if (object.encryption().isEmpty() && lengthBytes(object.extents()) != object.sizeBytes()) {
      throw in.corrupt("size");
    }
    return object;
  }

  private static long lengthBytes(List<Extent> extents) {
    return extents.stream().mapToLong(Extent::lengthBytes).sum();
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
    List<Extent> extents = ExtentsCodec.read(in);
    ObjectAttributes attributes = AttributesCodec.read(in, storageClass);
    List<ObjectRecord.Part> parts = readParts(in);
    return new ObjectRecord(
        version,
        isDeleteMarker,
        lastModified,
        sizeBytes,
        etag,
        attributes,
        ownerId,
        checksum,
        extents,
        parts,
        in.optionalText());
  }

  private static List<ObjectRecord.Part> readParts(RecordReader in) {
    int count = in.count();
    List<ObjectRecord.Part> parts = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      parts.add(
          new ObjectRecord.Part(in.smallNumber(), in.number(), ChecksumCodec.readOptional(in)));
    }
    return Collections.unmodifiableList(parts);
  }
}
