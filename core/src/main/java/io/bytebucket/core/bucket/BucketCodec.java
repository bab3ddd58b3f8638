package io.bytebucket.core.bucket;

import io.bytebucket.core.schema.RecordReader;
import io.bytebucket.core.schema.RecordWriter;
import java.time.Instant;

/** The stored form of a {@link Bucket}; its name is in the key. */
final class BucketCodec {
  /** Version 1 ends before the state of versioning. */
  private static final int VERSION = 2;

  private static final Versioning[] VERSIONINGS = Versioning.values();

  private BucketCodec() {}

  static byte[] encode(Bucket bucket) {
    return new RecordWriter(VERSION)
        .number(bucket.id())
        .number(bucket.createdAt().toEpochMilli())
        .text(bucket.ownerId())
        .text(bucket.locationConstraint())
        .constant(bucket.versioning())
        .toBytes();
  }

  static Bucket decode(BucketName name, byte[] bytes) {
    RecordReader in = new RecordReader("bucket", bytes, VERSION);
    Bucket bucket =
        new Bucket(
            in.number(),
            name,
            Instant.ofEpochMilli(in.number()),
            in.text(),
            in.text(),
            in.version() == 1 ? Versioning.UNVERSIONED : in.constant(VERSIONINGS));
    in.end();
    return bucket;
  }
}
