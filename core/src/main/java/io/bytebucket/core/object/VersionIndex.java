package io.bytebucket.core.object;

import io.bytebucket.core.bucket.Bucket;
import io.bytebucket.core.bucket.Versioning;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.schema.Keyspace;
import io.bytebucket.core.store.Counters;
import io.bytebucket.core.store.Key;
import io.bytebucket.core.store.ScanRequest;
import io.bytebucket.core.store.Snapshot;
import java.util.Optional;

/**
 * Finds the versions of an object. The current version is in the index that listings read, unless
 * it is a delete marker; all other versions are in a second table.
 */
final class VersionIndex {
  private VersionIndex() {}

  /** The current version, unless that is a delete marker. */
  static Optional<ObjectRecord> current(Snapshot snapshot, Bucket bucket, ObjectKey key) {
    return snapshot.get(Keyspace.object(bucket.id(), key.toBytes())).map(ObjectRecordCodec::decode);
  }

  /**
   * The newest version in the second table. If the index has none, this one is current, and is a
   * delete marker.
   */
  static Optional<ObjectRecord> newestBeside(Snapshot snapshot, Bucket bucket, ObjectKey key) {
    if (bucket.versioning() == Versioning.UNVERSIONED) {
      return Optional.empty();
    }
    Key versions = Keyspace.versionsOf(bucket.id(), key.toBytes());
    return snapshot.scan(ScanRequest.prefix(versions, 1)).entries().stream()
        .findFirst()
        .map(row -> ObjectRecordCodec.decode(row.value()));
  }

  /** A version, which may be a delete marker. */
  static Optional<ObjectRecord> find(
      Snapshot snapshot, Bucket bucket, ObjectKey key, VersionSelector selector) {
    Optional<ObjectRecord> current = current(snapshot, bucket, key);
    if (current.filter(object -> selector.names(object.version())).isPresent()) {
      return current;
    }
    return switch (selector) {
      case VersionSelector.Current none ->
          newestBeside(snapshot, bucket, key)
              .map(newest -> {
                if (!newest.isDeleteMarker()) {
                  // An older version is never taken for the current one, whose record is lost.
                  throw corrupt("current version", bucket);
                }
                return newest;
              });
      case VersionSelector.Null none ->
          snapshot
              .get(Keyspace.nullVersion(bucket.id(), key.toBytes()))
              .map(Counters::decode)
              .map(sequence -> require(snapshot, bucket, key, sequence));
      case VersionSelector.Exactly(long sequence) ->
          beside(snapshot, bucket, key, sequence)
              .filter(object -> selector.names(object.version()));
    };
  }

  /** The version that has that place, whatever it is called. */
  static Optional<ObjectRecord> at(Snapshot snapshot, Bucket bucket, ObjectKey key, long sequence) {
    return current(snapshot, bucket, key)
        .filter(object -> object.version().sequence() == sequence)
        .or(() -> beside(snapshot, bucket, key, sequence));
  }

  private static ObjectRecord require(
      Snapshot snapshot, Bucket bucket, ObjectKey key, long sequence) {
    return beside(snapshot, bucket, key, sequence)
        .filter(version -> version.version().isNull())
        .orElseThrow(() -> corrupt("null version", bucket));
  }

  private static StoreException corrupt(String subject, Bucket bucket) {
    return new StoreException(new Failure.Corrupt(subject, "of a key in " + bucket.id()));
  }

  private static Optional<ObjectRecord> beside(
      Snapshot snapshot, Bucket bucket, ObjectKey key, long sequence) {
    return snapshot
        .get(Keyspace.version(bucket.id(), key.toBytes(), sequence))
        .map(ObjectRecordCodec::decode);
  }

  /**
   * A version with bytes.
   *
   * @throws StoreException with {@link Failure.NoSuchKey}, {@link Failure.NoSuchVersion} or {@link
   *     Failure.DeleteMarker}
   */
  static ObjectRecord require(
      Snapshot snapshot, Bucket bucket, ObjectKey key, VersionSelector selector) {
    return require(snapshot, bucket, key, selector, !(selector instanceof VersionSelector.Current));
  }

  /**
   * A version whose tags are read or set. As on AWS, a delete marker fails as such, even if it is
   * the current version and was not named.
   *
   * @throws StoreException as {@link #require}
   */
  static ObjectRecord requireTagged(
      Snapshot snapshot, Bucket bucket, ObjectKey key, VersionSelector selector) {
    return require(snapshot, bucket, key, selector, true);
  }

  private static ObjectRecord require(
      Snapshot snapshot,
      Bucket bucket,
      ObjectKey key,
      VersionSelector selector,
      boolean isMarkerNamed) {
    boolean isNamed = !(selector instanceof VersionSelector.Current);
    ObjectRecord object =
        find(snapshot, bucket, key, selector)
            .orElseThrow(() ->
                new StoreException(
                    isNamed
                        ? new Failure.NoSuchVersion(key.value(), selector.text())
                        : new Failure.NoSuchKey(key.value())));
    if (object.isDeleteMarker()) {
      throw new StoreException(
          new Failure.DeleteMarker(
              key.value(), object.version().text(), object.lastModified(), isMarkerNamed));
    }
    return object;
  }
}
