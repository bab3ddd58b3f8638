package io.bytebucket.core.rebuild;

import io.bytebucket.core.bucket.Bucket;
import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.bucket.BucketOutline;
import io.bytebucket.core.bucket.Buckets;
import io.bytebucket.core.bucket.PrivateBucket;
import io.bytebucket.core.bucket.Versioning;
import io.bytebucket.core.check.Damage;
import io.bytebucket.core.schema.BucketSetting;
import io.bytebucket.core.schema.Keyspace;
import io.bytebucket.core.schema.WholeTables;
import io.bytebucket.core.store.Key;
import io.bytebucket.core.store.MetadataStore;
import io.bytebucket.core.store.RangeReader;
import io.bytebucket.core.store.Row;
import io.bytebucket.core.store.ScanRequest;
import io.bytebucket.core.store.Snapshot;
import io.bytebucket.core.store.Transaction;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Makes buckets anew of which no record is left, under their id and, where it is free, their name.
 * Their settings are those that are there, and those that make them private.
 */
final class FoundBuckets {
  private static final int PAGE_ROWS = 500;

  private final MetadataStore to;
  private final MetadataStore scratch;
  private final Survey survey;
  private final LostRows lost;
  private final Counts counts;
  private final InstantSource clock;

  FoundBuckets(
      MetadataStore to,
      MetadataStore scratch,
      Survey survey,
      LostRows lost,
      Counts counts,
      InstantSource clock) {
    this.to = to;
    this.scratch = scratch;
    this.survey = survey;
    this.lost = lost;
    this.counts = counts;
    this.clock = clock;
  }

  /**
   * Those to which rows belong that were taken over; the latest first, which gets the name. Uploads
   * may outlive their bucket, and are freed after it. Holds an id for each bucket.
   */
  void ofRows() {
    Set<Long> known = known();
    Set<Long> wanted = new TreeSet<>(Comparator.reverseOrder());
    for (Key table : List.of(WholeTables.objects(), WholeTables.versions(), uploads())) {
      boolean isOfUploads = table.equals(uploads());
      Key from = table;
      while (true) {
        Key start = from;
        List<Row.Entry> first =
            to.<List<Row.Entry>>read(snapshot ->
                snapshot.scan(ScanRequest.range(start, table.afterPrefix(), 1)).entries());
        if (first.isEmpty()) {
          break;
        }
        byte[] key = first.getFirst().key().bytes();
        if (key.length < Keyspace.OBJECT_PREFIX_BYTES) {
          from = first.getFirst().key().next();
          continue;
        }
        Key ofBucket = Key.of(Arrays.copyOf(key, Keyspace.OBJECT_PREFIX_BYTES));
        long id = ByteBuffer.wrap(key).getLong(1);
        if (!isOfUploads || !isEnded(id)) {
          wanted.add(id);
        }
        from = ofBucket.afterPrefix();
      }
    }
    wanted.removeAll(known);
    wanted.forEach(this::make);
  }

  private boolean isEnded(long id) {
    return to.<Boolean>read(snapshot -> snapshot.get(Keyspace.endedBucket(id)).isPresent());
  }

  private static Key uploads() {
    return Key.of(new byte[] {Keyspace.uploads(1, new byte[0]).tag()});
  }

  /**
   * Those to which blobs belong that no row names; the latest first, which gets the name. One that
   * is known to be gone was empty before.
   */
  void ofBlobs() {
    Set<Long> known = known();
    RangeReader.of(scratch)
        .rows(
            ScratchKeys.allWanted(),
            ScratchKeys.allWanted().afterPrefix(),
            PAGE_ROWS,
            row -> {
              long id = ScratchKeys.wantedId(row.key());
              if (!known.contains(id) && !isGone(id)) {
                make(id);
              }
              return true;
            });
  }

  private boolean isGone(long id) {
    return isEnded(id)
        || (isKnown(recovered(id))
            && survey.outline(id).filter(outline -> isKnown(outline.name())).isPresent());
  }

  /** Whether it is known which bucket has that name, or that none has. */
  private boolean isKnown(BucketName name) {
    Key key = Keyspace.bucket(name.value());
    Optional<byte[]> there = to.read(snapshot -> snapshot.get(key));
    return there.isPresent()
        ? decoded(new Row.Entry(key, there.get())).isPresent()
        : !lost.mayBe(key);
  }

  private Set<Long> known() {
    Set<Long> known = new HashSet<>();
    Key all = Keyspace.buckets("");
    RangeReader.of(to)
        .rows(
            all,
            all.afterPrefix(),
            PAGE_ROWS,
            row -> {
              decoded(row).ifPresent(bucket -> known.add(bucket.id()));
              return true;
            });
    return known;
  }

  private static Optional<Bucket> decoded(Row.Entry row) {
    try {
      return Optional.of(
          Buckets.decode(new BucketName(Keyspace.bucketName(row.key())), row.value()));
    } catch (RuntimeException e) {
      Damage.requireOf(e);
      return Optional.empty();
    }
  }

  private void make(long id) {
    Optional<BucketOutline> outline = survey.outline(id);
    if (outline.isEmpty()) {
      // Its name is lost: the check that comes next makes it, if something of it is there.
      return;
    }
    to.write((Transaction transaction) -> {
      PrivateBucket.rows(id, key -> transaction.get(key).isPresent()).forEach(transaction::put);
      BucketName name = outline.get().name();
      if (transaction.get(Keyspace.bucket(name.value())).isPresent()) {
        name = recovered(id);
      }
      transaction.put(
          Keyspace.bucket(name.value()), Buckets.encode(bucket(transaction, outline.get(), name)));
      return name;
    });
    counts.buckets++;
  }

  static BucketName recovered(long id) {
    return new BucketName("recovered-" + id);
  }

  private Bucket bucket(Snapshot snapshot, BucketOutline outline, BucketName name) {
    Set<BucketSetting> settings = EnumSet.noneOf(BucketSetting.class);
    for (BucketSetting setting : BucketSetting.values()) {
      if (snapshot.get(Keyspace.bucketSetting(outline.id(), setting)).isPresent()) {
        settings.add(setting);
      }
    }
    Key versions = Keyspace.versions(outline.id(), new byte[0]);
    boolean hasVersions = !snapshot.scan(ScanRequest.prefix(versions, 1)).entries().isEmpty();
    return new Bucket(
        outline.id(),
        name,
        outline.createdAt(),
        outline.ownerId(),
        outline.locationConstraint(),
        hasVersions && outline.versioning() == Versioning.UNVERSIONED
            ? Versioning.ENABLED
            : outline.versioning(),
        settings,
        // No state of the bucket that was there before had this number.
        clock.millis());
  }

  /** The bucket that a blob belongs to; nothing when its name is another bucket's now. */
  static Optional<Bucket> of(Snapshot snapshot, BucketOutline outline) {
    return find(snapshot, outline.name(), outline.id())
        .or(() -> find(snapshot, recovered(outline.id()), outline.id()));
  }

  private static Optional<Bucket> find(Snapshot snapshot, BucketName name, long id) {
    return Buckets.find(snapshot, name).filter(bucket -> bucket.id() == id);
  }

  /** The bucket, so that it keeps versions as it did when one of them was made. */
  static Bucket versioned(Transaction transaction, Bucket bucket) {
    if (bucket.isVersioned()) {
      return bucket;
    }
    Bucket versioned =
        new Bucket(
            bucket.id(),
            bucket.name(),
            bucket.createdAt(),
            bucket.ownerId(),
            bucket.locationConstraint(),
            Versioning.ENABLED,
            bucket.settings(),
            bucket.generation() + 1);
    transaction.put(Keyspace.bucket(bucket.name().value()), Buckets.encode(versioned));
    return versioned;
  }
}
