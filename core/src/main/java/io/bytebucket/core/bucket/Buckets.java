package io.bytebucket.core.bucket;

import io.bytebucket.core.audit.AuditedStore;
import io.bytebucket.core.audit.AuditedTransaction;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.schema.ActivityKeys;
import io.bytebucket.core.schema.BucketSetting;
import io.bytebucket.core.schema.Keyspace;
import io.bytebucket.core.schema.Keyspace.BucketCounter;
import io.bytebucket.core.schema.Keyspace.SystemRecord;
import io.bytebucket.core.schema.RecordWriter;
import io.bytebucket.core.store.Key;
import io.bytebucket.core.store.ListedRows;
import io.bytebucket.core.store.MetadataStore;
import io.bytebucket.core.store.RangeReader;
import io.bytebucket.core.store.Row;
import io.bytebucket.core.store.ScanRequest;
import io.bytebucket.core.store.Snapshot;
import io.bytebucket.core.store.Transaction;
import io.bytebucket.core.user.UserId;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Makes, finds, lists and deletes buckets. Thread-safe; a change is durable on return. */
public final class Buckets {
  /**
   * The largest number of buckets: AWS's default quota for an account.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/BucketRestrictions.html">Bucket
   *     quotas</a>
   */
  public static final int BUCKET_LIMIT = 10_000;

  /** The prefix of all object keys. */
  private static final byte[] ALL = new byte[0];

  /** One for all stores of a process: what it knows follows from the bytes alone. */
  private static final DecodedBuckets DECODED = new DecodedBuckets();

  private final MetadataStore metadata;
  private final AuditedStore audited;
  private final Clock clock;
  private final BucketAcls acls;
  private final Quota quotaOfNew;

  /** Buckets of that store without a quota unless they are given one. */
  public Buckets(MetadataStore metadata, BucketAcls acls, AuditedStore audited, Clock clock) {
    this(metadata, acls, audited, clock, Quota.NONE);
  }

  /**
   * Buckets of that store.
   *
   * @param acls knows what new buckets say about access
   * @param audited the same store, for what is changed
   * @param clock tells when they were made
   * @param quotaOfNew how much a bucket may hold that is made from now on, until that is changed
   */
  public Buckets(
      MetadataStore metadata,
      BucketAcls acls,
      AuditedStore audited,
      Clock clock,
      Quota quotaOfNew) {
    this.metadata = metadata;
    this.audited = audited;
    this.acls = acls;
    this.clock = clock;
    this.quotaOfNew = quotaOfNew;
  }

  /**
   * Makes a bucket.
   *
   * @throws StoreException with {@link Failure.BucketAlreadyOwnedByYou}, {@link
   *     Failure.BucketAlreadyExists} or {@link Failure.TooManyBuckets}
   */
  public Bucket create(BucketName name, UserId ownerId, LocationConstraint location) {
    return create(new NewBucket(name, ownerId, location), false);
  }

  /**
   * Makes a bucket with what else is asked for.
   *
   * @throws StoreException as {@link #create(BucketName, UserId, LocationConstraint)}, and with
   *     {@link Failure.InvalidAcl} or {@link Failure.PublicAccessBlocked}
   */
  public Bucket create(NewBucket asked) {
    BucketAcls.requireKnown(acls.strangers(asked.acl()), asked.ownerId());
    return create(asked, false);
  }

  /**
   * Makes a bucket as S3 does in the region that this server says it is in. In AWS's oldest region
   * alone, making a bucket again that one has there changes nothing and is no failure: scripts from
   * the time when there was one region rely on it.
   *
   * @param serverRegion the region that this server says it is in
   * @throws StoreException as {@link #create(BucketName, UserId, LocationConstraint)}, and with
   *     {@link Failure.InvalidAcl} or {@link Failure.PublicAccessBlocked}
   * @see <a
   *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucket.html">CreateBucket,
   *     BucketAlreadyOwnedByYou</a>
   */
  public Bucket createIn(String serverRegion, NewBucket asked) {
    boolean mayBeThere =
        asked.location().isNone()
            && serverRegion.equals(LocationConstraint.OLDEST_REGION)
            && asked.isPlain();
    BucketAcls.requireKnown(acls.strangers(asked.acl()), asked.ownerId());
    return create(asked, mayBeThere);
  }

  private Bucket create(NewBucket asked, boolean mayBeThere) {
    Instant createdAt = Instant.ofEpochMilli(clock.millis());
    return audited.write(transaction -> {
      Optional<Bucket> existing = find(transaction, asked.name());
      if (existing.isPresent()) {
        boolean isSame =
            existing.get().ownerId().equals(asked.ownerId())
                && existing.get().locationConstraint().equals(asked.location().value());
        if (mayBeThere && isSame) {
          return existing.get();
        }
        throw refused(existing.get(), asked.ownerId());
      }
      if (transaction.counter(Keyspace.system(SystemRecord.BUCKETS)) >= BUCKET_LIMIT) {
        throw new StoreException(new Failure.TooManyBuckets(BUCKET_LIMIT));
      }
      long id = transaction.counter(Keyspace.system(SystemRecord.BUCKET_IDS)) + 1;
      Bucket plain =
          new Bucket(
              id,
              asked.name(),
              createdAt,
              asked.ownerId(),
              asked.location().value(),
              Versioning.UNVERSIONED,
              settingsOfNew(),
              0);
      Bucket bucket = acls.begin(transaction, plain, asked.acl(), asked.ownership());
      put(transaction, bucket);
      if (!quotaOfNew.isNone()) {
        transaction.put(
            Keyspace.bucketSetting(id, BucketSetting.QUOTA), QuotaCodec.encode(quotaOfNew));
      }
      transaction.add(Keyspace.system(SystemRecord.BUCKET_IDS), 1);
      transaction.add(Keyspace.system(SystemRecord.BUCKETS), 1);
      transaction.audit(
          "bucket.create",
          BucketSettings.target(asked.name()),
          "",
          "owner=" + asked.ownerId() + " location=" + asked.location().value());
      return bucket;
    });
  }

  private Set<BucketSetting> settingsOfNew() {
    return quotaOfNew.isNone() ? Set.of() : EnumSet.of(BucketSetting.QUOTA);
  }

  private static StoreException refused(Bucket existing, UserId ownerId) {
    String name = existing.name().value();
    return new StoreException(
        existing.ownerId().equals(ownerId)
            ? new Failure.BucketAlreadyOwnedByYou(name)
            : new Failure.BucketAlreadyExists(name));
  }

  /**
   * Finds a bucket.
   *
   * @throws StoreException with {@link Failure.NoSuchBucket}
   */
  public Bucket get(BucketName name) {
    return metadata.read(snapshot -> require(snapshot, name));
  }

  /**
   * What a bucket holds.
   *
   * @throws StoreException with {@link Failure.NoSuchBucket}
   */
  public BucketUsage usage(BucketName name) {
    return metadata.read(snapshot -> BucketUsage.of(snapshot, require(snapshot, name)));
  }

  /** The bucket of that name; empty when there is none. */
  public Optional<Bucket> find(BucketName name) {
    return metadata.read(snapshot -> find(snapshot, name));
  }

  /**
   * Deletes an empty bucket. Uploads to it that are still open end with it: nobody can find them
   * any more, because a bucket that is made again under the same name has another id. {@link
   * io.bytebucket.core.upload.EndedUploads} frees what they hold, step by step.
   *
   * @throws StoreException with {@link Failure.NoSuchBucket} or {@link Failure.BucketNotEmpty}
   */
  public void delete(BucketName name) {
    audited.write(transaction -> delete(transaction, name, ""));
  }

  /**
   * The same inside a transaction.
   *
   * @param doer by what it is deleted, where that is not who asks for it
   */
  public static Bucket delete(AuditedTransaction transaction, BucketName name, String doer) {
    transaction.drawOnReserve();
    Bucket bucket = require(transaction, name);
    if (!isEmpty(transaction, bucket)) {
      throw new StoreException(new Failure.BucketNotEmpty(name.value(), bucket.isVersioned()));
    }
    transaction.delete(Keyspace.bucket(name.value()));
    boolean hasUploads = hasAny(transaction, Keyspace.uploads(bucket.id(), ALL));
    if (hasUploads) {
      transaction.put(Keyspace.endedBucket(bucket.id()), new RecordWriter(1).toBytes());
    }
    for (BucketCounter counter : BucketCounter.values()) {
      // What counts uploads is deleted together with the last of them.
      if (!hasUploads || !counter.isOfUploads()) {
        transaction.delete(Keyspace.counter(bucket.id(), counter));
      }
    }
    ActivityKeys.ofBucket(bucket.id()).forEach(transaction::delete);
    BucketSettings.deleteAll(transaction, bucket);
    transaction.add(Keyspace.system(SystemRecord.BUCKETS), -1);
    transaction.audit(
        "bucket.delete", BucketSettings.target(name), "owner=" + bucket.ownerId(), doer);
    return bucket;
  }

  /** Versions and delete markers count as well: a bucket that holds one is not empty. */
  private static boolean isEmpty(Transaction transaction, Bucket bucket) {
    return !hasAny(transaction, Keyspace.objects(bucket.id(), ALL))
        && !hasAny(transaction, Keyspace.versions(bucket.id(), ALL));
  }

  private static boolean hasAny(Transaction transaction, Key table) {
    return !transaction.scan(ScanRequest.prefix(table, 1)).rows().isEmpty();
  }

  /**
   * Makes a bucket keep versions from now on, or stop doing so.
   *
   * @param versioning not {@link Versioning#UNVERSIONED}: there is no way back to that
   * @throws StoreException with {@link Failure.NoSuchBucket} or {@link Failure.VersioningCannotEnd}
   */
  public void setVersioning(BucketName name, Versioning versioning) {
    if (versioning == Versioning.UNVERSIONED) {
      throw new StoreException(new Failure.VersioningCannotEnd(name.value()));
    }
    audited.write(transaction -> {
      Bucket before = require(transaction, name);
      if (before.versioning() == versioning) {
        return before;
      }
      Bucket bucket = before.with(versioning);
      put(transaction, bucket);
      transaction.audit(
          "bucket.versioning",
          BucketSettings.target(name),
          before.versioning().name(),
          versioning.name());
      return bucket;
    });
  }

  /**
   * One page of the buckets in the order of their names.
   *
   * @param namePrefix what the names start with
   * @param after the last name of the page before, exclusive; empty for the first page
   * @param limit how many at the most
   */
  public BucketPage list(String namePrefix, String after, int limit) {
    return list(namePrefix, after, limit, bucket -> true);
  }

  /**
   * One page of some of the buckets in the order of their names. Buckets that are made or deleted
   * meanwhile may be on it or not.
   *
   * @param isWanted says which buckets are wanted; the others are skipped and do not count. It may
   *     read
   */
  public BucketPage list(String namePrefix, String after, int limit, Predicate<Bucket> isWanted) {
    Key prefix = Keyspace.buckets(namePrefix);
    Key from = prefix;
    if (!after.isEmpty()) {
      Key next = Keyspace.bucket(after).next();
      from = next.compareTo(prefix) > 0 ? next : prefix;
    }
    List<Bucket> buckets = new ArrayList<>();
    RangeReader.of(metadata)
        .rows(
            from,
            prefix.afterPrefix(),
            ListedRows.LIMIT_MAX,
            row -> {
              Bucket bucket = decode(row);
              if (isWanted.test(bucket)) {
                buckets.add(bucket);
              }
              return buckets.size() <= limit;
            });
    return buckets.size() > limit
        ? new BucketPage(buckets.subList(0, limit), true)
        : new BucketPage(buckets, false);
  }

  private static Bucket decode(Row.Entry row) {
    return decode(new BucketName(Keyspace.bucketName(row.key())), row.value());
  }

  /** The bucket of that name, from its record. */
  public static Bucket decode(BucketName name, byte[] record) {
    return BucketCodec.decode(name, record);
  }

  /** The record of a bucket. */
  public static byte[] encode(Bucket bucket) {
    return BucketCodec.encode(bucket);
  }

  /**
   * Finds a bucket in a snapshot or transaction. Everything that is done inside a bucket begins
   * with this, which is also what makes it conflict with a deletion of the bucket.
   *
   * @throws StoreException with {@link Failure.NoSuchBucket}
   */
  public static Bucket require(Snapshot snapshot, BucketName name) {
    return find(snapshot, name)
        .orElseThrow(() -> new StoreException(new Failure.NoSuchBucket(name.value())));
  }

  /** The bucket, if it is there. */
  public static Optional<Bucket> find(Snapshot snapshot, BucketName name) {
    return snapshot.get(Keyspace.bucket(name.value())).map(bytes -> DECODED.of(name, bytes));
  }

  /** Writes the record of a bucket, if anything of it is new; returns it as it is then. */
  static Bucket replace(Transaction transaction, Bucket before, Bucket after) {
    if (!after.equals(before)) {
      put(transaction, after);
    }
    return after;
  }

  /** Writes the record of a bucket. */
  static void put(Transaction transaction, Bucket bucket) {
    transaction.put(Keyspace.bucket(bucket.name().value()), encode(bucket));
  }

  /**
   * A page of buckets.
   *
   * @param buckets in the order of their names
   * @param truncated whether more follow
   */
  public record BucketPage(List<Bucket> buckets, boolean truncated) {}
}
