package io.bytebucket.core.object;

import io.bytebucket.core.blob.Extent;
import io.bytebucket.core.checksum.Checksum;
import io.bytebucket.core.checksum.ChecksumAlgorithm;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.schema.RecordReader;
import io.bytebucket.core.schema.RecordWriter;
import io.bytebucket.core.store.BlobId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The stored form of an {@link ObjectRecord}. */
public final class ObjectRecordCodec {
  private static final int VERSION = 1;
  private static final ChecksumAlgorithm[] ALGORITHMS = ChecksumAlgorithm.values();
  private static final Checksum.Type[] CHECKSUM_TYPES = Checksum.Type.values();
  private static final Extent.Placement[] PLACEMENTS = Extent.Placement.values();

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
            .text(object.ownerId());
    writeChecksum(out, object.checksum());
    out.number(object.extents().size());
    for (Extent extent : object.extents()) {
      out.constant(extent.placement())
          .number(extent.blob().start())
          .number(extent.blob().sequence())
          .number(extent.offset())
          .number(extent.lengthBytes());
    }
    SystemMetadata system = object.attributes().system();
    out.text(system.contentType())
        .optionalText(system.cacheControl())
        .optionalText(system.contentDisposition())
        .optionalText(system.contentEncoding())
        .optionalText(system.contentLanguage())
        .optionalText(system.expires())
        .textMap(object.attributes().user())
        .textMap(object.attributes().tags());
    out.number(object.parts().size());
    for (ObjectRecord.Part part : object.parts()) {
      out.number(part.number()).number(part.sizeBytes());
      writeChecksum(out, part.checksum());
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
    ObjectRecord object;
    try {
      object = read(in);
    } catch (IllegalArgumentException outOfRange) {
      throw in.corrupt("range");
    } catch (StoreException e) {
      // A record that was written held its limits, so one that does not is damaged.
      throw e.failure() instanceof Failure.MetadataTooLarge ? in.corrupt("metadata") : e;
    }
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
    String ownerId = in.text();
    Optional<Checksum> checksum = readChecksum(in);
    List<Extent> extents = readExtents(in);
    SystemMetadata system =
        new SystemMetadata(
            in.text(),
            in.optionalText(),
            in.optionalText(),
            in.optionalText(),
            in.optionalText(),
            in.optionalText());
    ObjectAttributes attributes =
        new ObjectAttributes(system, in.textMap(), in.textMap(), storageClass);
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

  private static List<Extent> readExtents(RecordReader in) {
    int count = in.count();
    List<Extent> extents = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      Extent.Placement placement = in.constant(PLACEMENTS);
      BlobId blob = new BlobId(in.smallNumber(), in.number());
      extents.add(new Extent(placement, blob, in.number(), in.number()));
    }
    return Collections.unmodifiableList(extents);
  }

  private static List<ObjectRecord.Part> readParts(RecordReader in) {
    int count = in.count();
    List<ObjectRecord.Part> parts = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      parts.add(new ObjectRecord.Part(in.smallNumber(), in.number(), readChecksum(in)));
    }
    return Collections.unmodifiableList(parts);
  }

  private static void writeChecksum(RecordWriter out, Optional<Checksum> checksum) {
    out.flag(checksum.isPresent());
    checksum.ifPresent(
        value -> out.constant(value.algorithm()).constant(value.type()).text(value.base64()));
  }

  private static Optional<Checksum> readChecksum(RecordReader in) {
    if (!in.flag()) {
      return Optional.empty();
    }
    ChecksumAlgorithm algorithm = in.constant(ALGORITHMS);
    Checksum.Type type = in.constant(CHECKSUM_TYPES);
    return Optional.of(new Checksum(algorithm, type, in.text()));
  }
}
