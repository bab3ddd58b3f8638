package io.bytebucket.core.upload;

import io.bytebucket.core.checksum.Checksum;
import io.bytebucket.core.checksum.ChecksumCodec;
import io.bytebucket.core.object.ETag;
import io.bytebucket.core.object.ObjectKey;
import io.bytebucket.core.object.VersionId;
import io.bytebucket.core.schema.RecordReader;
import io.bytebucket.core.schema.RecordWriter;
import java.time.Instant;

/**
 * A note about an upload; these notes are in the order in which uploads were begun. For an open
 * upload it says where the upload is, so that a forgotten one can be found without a walk through
 * the store. For an upload that was completed lately it says what came of it, so that a client that
 * did not get the answer can ask again.
 */
public sealed interface UploadTrace {
  /** The bucket of the object. */
  long bucketId();

  /** Its key. */
  ObjectKey key();

  /** When the upload was begun, to the millisecond. */
  Instant initiatedAt();

  /** It is under way. */
  record Open(long bucketId, ObjectKey key, Instant initiatedAt) implements UploadTrace {}

  /**
   * It was completed.
   *
   * @param completedAt when
   * @param listDigest stands for the list of parts it was completed with
   * @param etag of the object
   * @param version of the object
   * @param checksum of the object
   */
  record Completed(
      long bucketId,
      ObjectKey key,
      Instant initiatedAt,
      Instant completedAt,
      String listDigest,
      ETag etag,
      VersionId version,
      Checksum checksum)
      implements UploadTrace {}

  /** The stored form. */
  default byte[] encode() {
    RecordWriter out =
        new RecordWriter(1)
            .number(bucketId())
            .text(key().value())
            .number(initiatedAt().toEpochMilli());
    switch (this) {
      case Open open -> out.flag(false);
      case Completed done -> {
        out.flag(true)
            .number(done.completedAt().toEpochMilli())
            .text(done.listDigest())
            .text(done.etag().value())
            .number(done.version().sequence())
            .flag(done.version().isNull());
        ChecksumCodec.write(out, done.checksum());
      }
    }
    return out.toBytes();
  }

  /**
   * The trace that was stored.
   *
   * @throws io.bytebucket.core.failure.StoreException with {@link
   *     io.bytebucket.core.failure.Failure.Corrupt}
   */
  static UploadTrace decode(byte[] bytes) {
    RecordReader in = new RecordReader("upload trace", bytes, 1);
    long bucketId = in.number();
    String name = in.text();
    if (name.isEmpty()) {
      throw in.corrupt("key");
    }
    ObjectKey key = new ObjectKey(name);
    Instant initiatedAt = Instant.ofEpochMilli(in.number());
    UploadTrace trace =
        in.flag()
            ? new Completed(
                bucketId,
                key,
                initiatedAt,
                Instant.ofEpochMilli(in.number()),
                in.text(),
                new ETag(in.text()),
                new VersionId(in.number(), in.flag()),
                ChecksumCodec.read(in))
            : new Open(bucketId, key, initiatedAt);
    in.end();
    return trace;
  }
}
