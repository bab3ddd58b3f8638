package io.bytebucket.core.object;

import io.bytebucket.core.bucket.Bucket;
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
 * One change to the versions of one object, and what changes with it in the same commit: counters,
 * and who names which blob. Used once, inside one transaction.
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

  /** How many pieces of bytes were let go: what the change costs. */
  int released() {
    return released;
  }

  /** The identity of a version that is made now. */
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
   */
  ObjectRecord put(ObjectRecord object) {
    makeWay();
    announce(Step.MADE, object);
    ObjectRecord stored = setCurrent(object);
    count();
    return stored;
  }

  /**
   * Deletes the object as the bucket does that: for good, or by a delete marker on top.
   *
   * @return the delete marker, if there is one now
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
   * Deletes one version for good, and makes the one before it current where it was that.
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
   * Rewrites a version where it is: of what is kept about it, only its attributes may differ.
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

  /** What a new version does to those before it. */
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

  /** The version before becomes current, unless that is a delete marker, which already is. */
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

  /** Writes a record in the form of today: what was read may be in that of an earlier version. */
  private ObjectRecord store(Key where, ObjectRecord object) {
    Layout settled = changes.settle(transaction, object.layout());
    ObjectRecord stored = settled.equals(object.layout()) ? object : object.with(settled);
    transaction.put(where, ObjectRecordCodec.encode(stored));
    return stored;
  }

  /** Lets the current version go; its row is written over or deleted by whoever calls. */
  private void drop(ObjectRecord object) {
    release(object);
    add(BucketCounter.OBJECTS, -1);
    add(BucketCounter.BYTES, -object.sizeBytes());
  }

  /** Moves the current version beside the index; its row is written over or deleted as above. */
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
