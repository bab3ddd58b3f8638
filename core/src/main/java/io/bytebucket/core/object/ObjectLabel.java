package io.bytebucket.core.object;

import io.bytebucket.core.acl.ObjectAccess;
import io.bytebucket.core.blob.LabelKind;
import io.bytebucket.core.bucket.BucketOutline;
import io.bytebucket.core.bucket.Versioning;
import io.bytebucket.core.checksum.Checksum;
import io.bytebucket.core.checksum.ChecksumCodec;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.layout.Layout;
import io.bytebucket.core.schema.RecordReader;
import io.bytebucket.core.schema.RecordWriter;
import io.bytebucket.core.user.UserId;
import java.time.Instant;
import java.util.Optional;

/**
 * What a blob says of the object that it was written for, so that its record can be made anew. It
 * is true of the moment of the upload. Access control lists are not among it: what was forbidden
 * since would be allowed again.
 *
 * @param madeAt when, to the millisecond
 * @param version the version, if it was known before the commit; else it follows from the time
 */
public record ObjectLabel(
    BucketOutline bucket,
    ObjectKey key,
    Instant madeAt,
    Optional<VersionId> version,
    UserId ownerId,
    long sizeBytes,
    ETag etag,
    Optional<Checksum> checksum,
    ObjectAttributes attributes) {
  /** Writes it, after the kind. */
  public void write(RecordWriter out) {
    bucket.write(out);
    out.text(key.value()).number(madeAt.toEpochMilli()).flag(version.isPresent());
    version.ifPresent(known -> out.number(known.sequence()).flag(known.isNull()));
    out.text(ownerId.value()).number(sizeBytes).text(etag.value()).text(attributes.storageClass());
    ChecksumCodec.writeOptional(out, checksum);
    AttributesCodec.write(out, attributes);
  }

  /** The label of a blob with all bytes of the object. */
  public byte[] encode() {
    RecordWriter out = LabelKind.OBJECT.begin();
    write(out);
    return out.toBytes();
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws StoreException with {@link Failure.Corrupt}
   */
  public static ObjectLabel read(RecordReader in) {
    try {
      BucketOutline bucket = BucketOutline.read(in);
      ObjectKey key = new ObjectKey(in.text());
      Instant madeAt = Instant.ofEpochMilli(in.number());
      Optional<VersionId> version =
          in.flag() ? Optional.of(new VersionId(in.number(), in.flag())) : Optional.empty();
      UserId ownerId = new UserId(in.text());
      long sizeBytes = in.number();
      ETag etag = new ETag(in.text());
      String storageClass = in.text();
      return new ObjectLabel(
          bucket,
          key,
          madeAt,
          version,
          ownerId,
          sizeBytes,
          etag,
          ChecksumCodec.readOptional(in),
          AttributesCodec.read(in, storageClass));
    } catch (StoreException e) {
      throw e.failure() instanceof Failure.Corrupt ? e : in.corrupt("key");
    }
  }

  /**
   * Reads the rest of what {@link #encode} wrote, after the kind.
   *
   * @throws StoreException with {@link Failure.Corrupt}
   */
  public static ObjectLabel readToEnd(RecordReader in) {
    ObjectLabel label = read(in);
    in.end();
    return label;
  }

  /** The version that the object is, unless there was one with its number already. */
  public VersionId versionOrDerived() {
    return version.orElseGet(() ->
        new VersionId(
            VersionId.sequence(madeAt.toEpochMilli(), 0),
            bucket.versioning() != Versioning.ENABLED));
  }

  /** The record of the object, as that version and with that layout. */
  public ObjectRecord record(VersionId as, Layout layout) {
    return new ObjectRecord(
        as,
        false,
        madeAt,
        sizeBytes,
        etag,
        attributes.with(ObjectAccess.UNSAID),
        ownerId,
        checksum,
        layout);
  }
}
