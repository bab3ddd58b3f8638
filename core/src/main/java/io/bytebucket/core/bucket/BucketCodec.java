package io.bytebucket.core.bucket;

import io.bytebucket.core.schema.RecordReader;
import io.bytebucket.core.schema.RecordWriter;
import java.time.Instant;

/** The stored form of a {@link Bucket}; its name is in the key. */
final class BucketCodec {
  private static final int VERSION = 1;

  private BucketCodec() {}

  static byte[] encode(Bucket bucket) {
    return new RecordWriter(VERSION)
        .number(bucket.id())
        .number(bucket.createdAt().toEpochMilli())
        .text(bucket.ownerId())
        .text(bucket.locationConstraint())
        .toBytes();
  }

  static Bucket decode(BucketName name, byte[] bytes) {
    RecordReader in = new RecordReader("bucket", bytes, VERSION);
    Bucket bucket =
        new Bucket(in.number(), name, Instant.ofEpochMilli(in.number()), in.text(), in.text());
    in.end();
    return bucket;
  }
}
