package io.bytebucket.core.check;

import io.bytebucket.core.check.Finding.Kind;
import io.bytebucket.core.check.Remedy.Edit;
import io.bytebucket.core.object.ObjectKey;
import io.bytebucket.core.object.ObjectRecord;
import io.bytebucket.core.object.ObjectRecordCodec;
import io.bytebucket.core.object.VersionId;
import io.bytebucket.core.schema.Keyspace;
import io.bytebucket.core.schema.Keyspace.BucketCounter;
import io.bytebucket.core.schema.StoredKey;
import io.bytebucket.core.store.Counters;
import io.bytebucket.core.store.Key;
import io.bytebucket.core.store.Row;
import java.time.Instant;
import java.util.Optional;

/**
 * The versions of objects: of every key, the current one is the newest and no delete marker;
 * without one, the newest is a delete marker; and the null version is where it is said to be.
 */
final class VersionRows {
  private final Pass pass;
  private final BucketRows buckets;
  private final NameReader names;
  private final Instant now;

  /** The object whose versions pass by. */
  private String last = "";

  VersionRows(Pass pass, BucketRows buckets, NameReader names, Instant now) {
    this.pass = pass;
    this.buckets = buckets;
    this.names = names;
    this.now = now;
  }

  void current(long bucketId, String key, Row.Entry row) {
    ObjectRecord object = decoded(key, row);
    buckets.count(bucketId, BucketCounter.OBJECTS, 1);
    buckets.count(bucketId, BucketCounter.BYTES, object.sizeBytes());
    names.object(object);
    if (object.isDeleteMarker()) {
      found(bucketId, key, object, "a delete marker is the current version", Remedy.NONE);
    }
  }

  private static ObjectRecord decoded(String key, Row.Entry row) {
    ObjectKey _ = new ObjectKey(key);
    return ObjectRecordCodec.decode(row.value());
  }

  void version(long bucketId, String key, long sequence, Row.Entry row) {
    String name = bucketId + "/" + key;
    boolean isNewest = !name.equals(last);
    ObjectRecord object = decoded(key, row);
    last = name;
    buckets.count(bucketId, BucketCounter.NONCURRENT_VERSIONS, 1);
    buckets.count(bucketId, BucketCounter.NONCURRENT_BYTES, object.sizeBytes());
    buckets.hasVersions(bucketId);
    names.object(object);
    if (object.version().sequence() != sequence) {
      found(
          bucketId,
          key,
          object,
          "filed under another sequence than it has",
          Remedy.quarantine(
              ObjectMoves.of(
                  pass.snapshot(),
                  new StoredKey.OfVersion(bucketId, key, sequence),
                  row,
                  Optional.of(object),
                  now)));
    } else if (isNewest) {
      newest(bucketId, key, object);
    }
    if (object.version().isNull()) {
      requireNoted(bucketId, key, object);
    }
  }

  private void newest(long bucketId, String key, ObjectRecord object) {
    Key current = Keyspace.object(bucketId, ObjectMoves.utf8(key));
    Optional<byte[]> record = pass.get(current);
    if (record.isEmpty()) {
      if (!object.isDeleteMarker()) {
        Remedy remedy =
            ObjectMoves.marker(pass.snapshot(), bucketId, key, Optional.of(object), now)
                .map(marker ->
                    Remedy.mend(
                        new Edit.Expect(current, Optional.empty()),
                        marker,
                        new Edit.Add(
                            Keyspace.counter(bucketId, BucketCounter.NONCURRENT_VERSIONS), 1)))
                .orElse(Remedy.NONE);
        found(bucketId, key, object, "the version after it is missing", remedy);
      }
      return;
    }
    Optional<ObjectRecord> readable = readable(record.get());
    if (readable.filter(of -> of.version().sequence() <= object.version().sequence()).isPresent()) {
      found(bucketId, key, object, "newer than the current version", Remedy.NONE);
    }
  }

  /**
   * The current version, unless its record cannot be read, which is said where that is looked at.
   */
  private static Optional<ObjectRecord> readable(byte[] record) {
    try {
      return Optional.of(ObjectRecordCodec.decode(record));
    } catch (RuntimeException e) {
      Damage.requireOf(e);
      return Optional.empty();
    }
  }

  private void requireNoted(long bucketId, String key, ObjectRecord object) {
    Key noted = Keyspace.nullVersion(bucketId, ObjectMoves.utf8(key));
    Optional<byte[]> value = pass.get(noted);
    long sequence = object.version().sequence();
    if (value.filter(bytes -> sequence(bytes).filter(of -> of == sequence).isPresent()).isEmpty()) {
      found(
          bucketId,
          key,
          object,
          "the null version is noted elsewhere",
          Remedy.mend(
              new Edit.Expect(noted, value), new Edit.Put(noted, Counters.encode(sequence))));
    }
  }

  void nullVersion(long bucketId, String key, Row.Entry row) {
    Optional<Long> sequence = sequence(row.value());
    boolean isThere =
        sequence
            .flatMap(of -> pass.get(Keyspace.version(bucketId, ObjectMoves.utf8(key), of)))
            .flatMap(VersionRows::readable)
            .filter(object -> object.version().isNull())
            .isPresent();
    if (!isThere) {
      pass.found(
          Kind.VERSION,
          new Place.OfObject(pass.bucketName(bucketId), key, ""),
          "the null version is noted where it is not",
          Remedy.mend(
              new Edit.Expect(row.key(), Optional.of(row.value())), new Edit.Delete(row.key())));
    }
  }

  private static Optional<Long> sequence(byte[] value) {
    return value.length == Long.BYTES ? Optional.of(Counters.decode(value)) : Optional.empty();
  }

  /** A record of an object that cannot be read. */
  void unreadable(StoredKey stored, Row.Entry row, RuntimeException e) {
    Place place =
        switch (stored) {
          case StoredKey.OfObject(long bucketId, String key) ->
              new Place.OfObject(pass.bucketName(bucketId), key, "");
          case StoredKey.OfVersion(long bucketId, String key, long sequence) ->
              new Place.OfObject(
                  pass.bucketName(bucketId), key, new VersionId(sequence, false).text());
          default -> throw e;
        };
    pass.unreadable(
        row,
        place,
        e,
        Remedy.quarantine(ObjectMoves.of(pass.snapshot(), stored, row, Optional.empty(), now)));
  }

  private void found(long bucketId, String key, ObjectRecord object, String detail, Remedy remedy) {
    pass.found(
        Kind.VERSION,
        new Place.OfObject(pass.bucketName(bucketId), key, object.version().text()),
        detail,
        remedy);
  }
}
