package io.bytebucket.core.check;

import io.bytebucket.core.check.Remedy.Edit;
import io.bytebucket.core.layout.Layout;
import io.bytebucket.core.object.ETag;
import io.bytebucket.core.object.ObjectAttributes;
import io.bytebucket.core.object.ObjectRecord;
import io.bytebucket.core.object.ObjectRecordCodec;
import io.bytebucket.core.object.VersionId;
import io.bytebucket.core.schema.Keyspace;
import io.bytebucket.core.schema.Keyspace.BucketCounter;
import io.bytebucket.core.schema.StoredKey;
import io.bytebucket.core.store.Key;
import io.bytebucket.core.store.Row;
import io.bytebucket.core.store.ScanRequest;
import io.bytebucket.core.store.Snapshot;
import io.bytebucket.core.user.UserId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What moves a version of an object to the quarantine. Who asks for the object then is told that
 * there is none; if there are older versions, a delete marker takes its place: an older version is
 * never served in place of a newer one, and stays to be had by its id.
 */
final class ObjectMoves {
  private ObjectMoves() {}

  /**
   * The edits.
   *
   * @param object what the record says, if it can be read: else the counters of its bucket are
   *     right again only when they are counted anew
   * @param now the time of a delete marker
   */
  static List<Edit> of(
      Snapshot snapshot,
      StoredKey stored,
      Row.Entry row,
      Optional<ObjectRecord> object,
      Instant now) {
    List<Edit> edits = new ArrayList<>();
    edits.add(new Edit.Expect(row.key(), Optional.of(row.value())));
    edits.add(new Edit.Move(row.key()));
    long sizeBytes = object.map(ObjectRecord::sizeBytes).orElse(0L);
    switch (stored) {
      case StoredKey.OfObject(long bucketId, String key) -> {
        if (object.isPresent()) {
          edits.add(add(bucketId, BucketCounter.OBJECTS, -1));
          edits.add(add(bucketId, BucketCounter.BYTES, -sizeBytes));
        }
        cover(snapshot, bucketId, key, object, now, edits);
      }
      case StoredKey.OfVersion(long bucketId, String key, long sequence) -> {
        if (object.isPresent()) {
          edits.add(add(bucketId, BucketCounter.NONCURRENT_VERSIONS, -1));
          edits.add(add(bucketId, BucketCounter.NONCURRENT_BYTES, -sizeBytes));
        }
        uncoverNull(snapshot, bucketId, key, sequence, edits);
      }
      default -> throw new IllegalArgumentException("a row of another table");
    }
    return edits;
  }

  private static Edit add(long bucketId, BucketCounter counter, long delta) {
    return new Edit.Add(Keyspace.counter(bucketId, counter), delta);
  }

  private static void uncoverNull(
      Snapshot snapshot, long bucketId, String key, long sequence, List<Edit> edits) {
    Key noted = Keyspace.nullVersion(bucketId, utf8(key));
    Optional<byte[]> value = snapshot.get(noted);
    if (value.isPresent()
        && value.get().length == Long.BYTES
        && ByteBuffer.wrap(value.get()).getLong() == sequence) {
      edits.add(new Edit.Expect(noted, value));
      edits.add(new Edit.Delete(noted));
    }
  }

  /** Puts a delete marker on top of the older versions, if there are any. */
  private static void cover(
      Snapshot snapshot,
      long bucketId,
      String key,
      Optional<ObjectRecord> object,
      Instant now,
      List<Edit> edits) {
    marker(snapshot, bucketId, key, object, now)
        .ifPresent(marker -> {
          edits.add(marker);
          edits.add(add(bucketId, BucketCounter.NONCURRENT_VERSIONS, 1));
        });
  }

  /** What says that an object was deleted, on top of all older versions; nothing without those. */
  static Optional<Edit> marker(
      Snapshot snapshot, long bucketId, String key, Optional<ObjectRecord> object, Instant now) {
    List<Row.Entry> newest =
        snapshot.scan(ScanRequest.prefix(Keyspace.versionsOf(bucketId, utf8(key)), 1)).entries();
    if (newest.isEmpty()
        || !(StoredKey.of(newest.getFirst().key()).orElse(null)
            instanceof StoredKey.OfVersion(long _, String _, long before))) {
      return Optional.empty();
    }
    long last = Math.max(before, object.map(record -> record.version().sequence()).orElse(0L));
    VersionId version = new VersionId(VersionId.sequence(now.toEpochMilli(), last), false);
    ObjectRecord marker =
        new ObjectRecord(
            version,
            true,
            now,
            0,
            new ETag(""),
            ObjectAttributes.NONE,
            UserId.NOBODY,
            Optional.empty(),
            Layout.NONE);
    return Optional.of(
        new Edit.Put(
            Keyspace.version(bucketId, utf8(key), version.sequence()),
            ObjectRecordCodec.encode(marker)));
  }

  static byte[] utf8(String key) {
    return key.getBytes(StandardCharsets.UTF_8);
  }
}
