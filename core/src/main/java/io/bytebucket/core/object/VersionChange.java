package io.bytebucket.core.object;

import io.bytebucket.core.bucket.Bucket;
import io.bytebucket.core.bucket.Quotas;
import io.bytebucket.core.bucket.Versioning;
import io.bytebucket.core.layout.Layout;
import io.bytebucket.core.layout.Layouts;
import io.bytebucket.core.object.VersionEvent.Step;
import io.bytebucket.core.schema.Keyspace;
import io.bytebucket.core.schema.Keyspace.BucketCounter;
import io.bytebucket.core.store.Counters;
import io.bytebucket.core.store.Key;
import io.bytebucket.core.store.Transaction;
import io.bytebucket.core.user.UserId;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * One change to the versions of one object, with everything that changes in the same commit:
 * counters, and the references to blobs. Used once, inside one transaction.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/versioning-workflows.html">How S3
 *     Versioning works</a>
 */
final class VersionChange {
  private final VersionChanges changes;
  private final Transaction transaction;
  private final Bucket bucket;
  private final ObjectKey key;
  private final Reason reason;
  private final Optional<ObjectRecord> current;
  private final Map<BucketCounter, Long> counts = new EnumMap<>(BucketCounter.class);
  private int released;
  private long movedBytes;
  private long movedVersions;

  VersionChange(
      VersionChanges changes,
      Transaction transaction,
      Bucket bucket,
      ObjectKey key,
      Reason reason) {
    this.changes = changes;
    this.transaction = transaction;
    this.bucket = bucket;
    this.key = key;
    this.reason = reason;
    this.current = VersionIndex.current(transaction, bucket, key);
  }

  /** The current version before the change, unless that is a delete marker. */
  Optional<ObjectRecord> current() {
    return current;
  }

  /** How many extents were released, which is what the change costs. */
  int released() {
    return released;
  }

  /**
   * Says that so much of what is made now was in the bucket before, and goes away there in the same
   * commit: it is no growth.
   */
  void movesHere(long bytes, long versions) {
    movedBytes = bytes;
    movedVersions = versions;
  }

  /** How many bytes the bucket has more by this change. */
  private long bytesAdded() {
    return added(BucketCounter.BYTES) + added(BucketCounter.NONCURRENT_BYTES);
  }

  /** How many versions and delete markers the bucket has more by this change. */
  private long versionsAdded() {
    return added(BucketCounter.OBJECTS) + added(BucketCounter.NONCURRENT_VERSIONS);
  }

  private long added(BucketCounter counter) {
    return counts.getOrDefault(counter, 0L);
  }

  /** The identity for a version that is made now. */
  VersionId next(long nowMillis) {
    long previous =
        current
            .or(() -> VersionIndex.newestBeside(transaction, bucket, key))
            .map(object -> object.version().sequence())
            .orElse(0L);
    return new VersionId(
        VersionId.sequence(nowMillis, previous), bucket.versioning() != Versioning.ENABLED);
  }

  /**
   * Makes an object with the identity of {@link #next} the current version.
   *
   * @return its record as it is stored
   * @throws io.bytebucket.core.failure.StoreException with {@link
   *     io.bytebucket.core.failure.Failure.QuotaExceeded}
   */
  ObjectRecord put(ObjectRecord object) {
    makeWay();
    announce(Step.MADE, object);
    ObjectRecord stored = setCurrent(object);
    count();
    Quotas.requireKept(
        transaction, bucket, bytesAdded() - movedBytes, versionsAdded() - movedVersions);
    return stored;
  }

  /**
   * Puts a version from elsewhere in the place that its identity gives it among those there are,
   * whatever the bucket does with what is put now; none of them has that place. The quota is not
   * asked: what there was may be above it.
   */
  void insert(ObjectRecord version) {
    long newest =
        current
            .or(() -> VersionIndex.newestBeside(transaction, bucket, key))
            .map(object -> object.version().sequence())
            .orElse(0L);
    announce(Step.MADE, version);
    if (version.version().sequence() < newest) {
      putBeside(version);
    } else {
      current.ifPresent(this::keepBeside);
      if (!version.isDeleteMarker()) {
        setCurrent(version);
      } else {
        if (current.isPresent()) {
          transaction.delete(currentKey());
        }
        putBeside(version);
      }
    }
    count();
  }

  /**
   * Deletes the object in the way of its bucket: for good, or by a delete marker on top.
   *
   * @return the delete marker, if the bucket made one
   */
  Optional<ObjectRecord> delete(long nowMillis, UserId ownerId) {
    if (bucket.versioning() == Versioning.UNVERSIONED) {
      if (current.isPresent()) {
        makeWay();
        transaction.delete(currentKey());
        count();
      }
      return Optional.empty();
    }
    ObjectRecord marker = marker(next(nowMillis), nowMillis, ownerId);
    makeWay();
    if (current.isPresent()) {
      transaction.delete(currentKey());
    }
    announce(Step.MADE, marker);
    putBeside(marker);
    count();
    return Optional.of(marker);
  }

  /**
   * Deletes one version for good. If it was the current one, the version before it becomes current.
   *
   * @return the version, if there was one
   */
  Optional<ObjectRecord> delete(VersionSelector selector) {
    Optional<ObjectRecord> found = VersionIndex.find(transaction, bucket, key, selector);
    if (found.isEmpty()) {
      return found;
    }
    ObjectRecord version = found.get();
    if (isCurrent(version)) {
      drop(version);
      transaction.delete(currentKey());
      promote();
    } else {
      dropBeside(version);
      if (current.isEmpty()) {
        promote();
      }
    }
    count();
    return found;
  }

  /**
   * Writes the record of a version anew, in its place. Only the attributes in it may have changed.
   *
   * @return its record as it is stored
   */
  ObjectRecord rewrite(ObjectRecord version) {
    announce(Step.REWRITTEN, version);
    return store(isCurrent(version) ? currentKey() : besideKey(version), version);
  }

  private boolean isCurrent(ObjectRecord version) {
    return current.filter(object -> object.version().equals(version.version())).isPresent();
  }

  /** Does to the older versions what a new version means for them. */
  private void makeWay() {
    switch (bucket.versioning()) {
      case UNVERSIONED -> current.ifPresent(this::drop);
      case ENABLED -> current.ifPresent(this::keepBeside);
      case SUSPENDED -> {
        if (current.filter(object -> object.version().isNull()).isPresent()) {
          drop(current.get());
        } else {
          VersionIndex.find(transaction, bucket, key, new VersionSelector.Null())
              .ifPresent(this::dropBeside);
          current.ifPresent(this::keepBeside);
        }
      }
    }
  }

  /** Makes the version before current. If that is a delete marker, it is in its place already. */
  private void promote() {
    VersionIndex.newestBeside(transaction, bucket, key)
        .filter(version -> !version.isDeleteMarker())
        .ifPresent(version -> {
          announce(Step.UNCOVERED, version);
          removeBeside(version);
          setCurrent(version);
        });
  }

  private ObjectRecord setCurrent(ObjectRecord object) {
    ObjectRecord stored = store(currentKey(), object);
    add(BucketCounter.OBJECTS, 1);
    add(BucketCounter.BYTES, object.sizeBytes());
    return stored;
  }

  /** Writes a record in its newest form; the one that was read may have been in an older form. */
  private ObjectRecord store(Key where, ObjectRecord object) {
    Layout settled = changes.settle(transaction, object.layout());
    ObjectRecord stored = settled.equals(object.layout()) ? object : object.with(settled);
    transaction.put(where, ObjectRecordCodec.encode(stored));
    return stored;
  }

  /** Releases the bytes of the current version. The caller overwrites or deletes its row. */
  private void drop(ObjectRecord object) {
    release(object);
    add(BucketCounter.OBJECTS, -1);
    add(BucketCounter.BYTES, -object.sizeBytes());
  }

  /**
   * Moves the current version to the table of the others. The caller overwrites or deletes its row
   * in the index.
   */
  private void keepBeside(ObjectRecord object) {
    announce(Step.COVERED, object);
    add(BucketCounter.OBJECTS, -1);
    add(BucketCounter.BYTES, -object.sizeBytes());
    putBeside(object);
  }

  private void putBeside(ObjectRecord version) {
    store(besideKey(version), version);
    if (version.version().isNull()) {
      transaction.put(nullKey(), Counters.encode(version.version().sequence()));
    }
    add(BucketCounter.NONCURRENT_VERSIONS, 1);
    add(BucketCounter.NONCURRENT_BYTES, version.sizeBytes());
  }

  private void removeBeside(ObjectRecord version) {
    transaction.delete(besideKey(version));
    if (version.version().isNull()) {
      transaction.delete(nullKey());
    }
    add(BucketCounter.NONCURRENT_VERSIONS, -1);
    add(BucketCounter.NONCURRENT_BYTES, -version.sizeBytes());
  }

  private void dropBeside(ObjectRecord version) {
    release(version);
    removeBeside(version);
  }

  private void release(ObjectRecord version) {
    announce(Step.REMOVED, version);
    released += Layouts.release(transaction, version.layout());
  }

  private void announce(Step step, ObjectRecord version) {
    changes.announce(transaction, new VersionEvent(bucket, key, reason, step, version));
  }

  private static ObjectRecord marker(VersionId version, long nowMillis, UserId ownerId) {
    return new ObjectRecord(
        version,
        true,
        Instant.ofEpochMilli(nowMillis),
        0,
        new ETag(""),
        ObjectAttributes.NONE,
        ownerId,
        Optional.empty(),
        Layout.NONE);
  }

  private Key currentKey() {
    return Keyspace.object(bucket.id(), key.toBytes());
  }

  private Key besideKey(ObjectRecord version) {
    return Keyspace.version(bucket.id(), key.toBytes(), version.version().sequence());
  }

  private Key nullKey() {
    return Keyspace.nullVersion(bucket.id(), key.toBytes());
  }

  private void add(BucketCounter counter, long delta) {
    counts.merge(counter, delta, Long::sum);
  }

  private void count() {
    counts.forEach((counter, delta) -> {
      if (delta != 0) {
        transaction.add(Keyspace.counter(bucket.id(), counter), delta);
      }
    });
  }
}
