package io.bytebucket.core.bucket;

import io.bytebucket.core.schema.RecordReader;
import io.bytebucket.core.schema.RecordWriter;
import io.bytebucket.core.user.UserId;
import java.time.Instant;
import java.util.Set;

/**
 * What a blob says of the bucket that it was uploaded to: as much as it takes to make the bucket
 * anew when its record is lost. Settings are not among it, because they change.
 *
 * @param versioning whether it kept versions at that moment
 */
public record BucketOutline(
    long id,
    BucketName name,
    Instant createdAt,
    UserId ownerId,
    String locationConstraint,
    Versioning versioning) {
  private static final Versioning[] VERSIONINGS = Versioning.values();

  /** The outline of a bucket. */
  public static BucketOutline of(Bucket bucket) {
    return new BucketOutline(
        bucket.id(),
        bucket.name(),
        bucket.createdAt(),
        bucket.ownerId(),
        bucket.locationConstraint(),
        bucket.versioning());
  }

  /** Writes it. */
  public void write(RecordWriter out) {
    out.number(id)
        .text(name.value())
        .number(createdAt.toEpochMilli())
        .text(ownerId.value())
        .text(locationConstraint)
        .constant(versioning);
  }

  /**
   * Reads it.
   *
   * @throws io.bytebucket.core.failure.StoreException with {@link
   *     io.bytebucket.core.failure.Failure.Corrupt}
   */
  public static BucketOutline read(RecordReader in) {
    long id = in.number();
    String name = in.text();
    if (!BucketName.isValid(name)) {
      throw in.corrupt("bucket name");
    }
    return new BucketOutline(
        id,
        new BucketName(name),
        Instant.ofEpochMilli(in.number()),
        new UserId(in.text()),
        in.text(),
        in.constant(VERSIONINGS));
  }

  /**
   * The record of a bucket that is made anew of it, without settings.
   *
   * @param generation one that no state of the bucket before had
   */
  public byte[] record(long generation) {
    return BucketCodec.encode(
        new Bucket(
            id, name, createdAt, ownerId, locationConstraint, versioning, Set.of(), generation));
  }
}
