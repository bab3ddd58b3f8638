package io.bytebucket.core.upload;

import io.bytebucket.core.acl.ObjectAccess;
import io.bytebucket.core.blob.BlobIds;
import io.bytebucket.core.blob.BlobLedger;
import io.bytebucket.core.bucket.Bucket;
import io.bytebucket.core.bucket.BucketAcls;
import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.bucket.Buckets;
import io.bytebucket.core.failure.Condition;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.layout.ObjectPart;
import io.bytebucket.core.object.ObjectAttributes;
import io.bytebucket.core.object.ObjectKey;
import io.bytebucket.core.schema.Keyspace;
import io.bytebucket.core.schema.Keyspace.BucketCounter;
import io.bytebucket.core.store.Key;
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
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Begins, finds and aborts uploads in parts. Thread-safe; a change is durable on return.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html">Uploading
 *     and copying objects using multipart upload</a>
 */
public final class Uploads {
  /** The highest number of a part, and so the most parts of an object. */
  public static final int PART_NUMBER_MAX = ObjectPart.NUMBER_MAX;

  private final MetadataStore metadata;
  private final BlobIds ids;
  private final BucketAcls acls;
  private final Clock clock;

  /**
   * Uploads into that store.
   *
   * @param acls knows which access control lists objects may have
   * @param clock tells when they were begun
   */
  public Uploads(MetadataStore metadata, BlobIds ids, BucketAcls acls, Clock clock) {
    this.metadata = metadata;
    this.ids = ids;
    this.acls = acls;
    this.clock = clock;
  }

  /**
   * Checks that a part can have that number, and returns it.
   *
   * @throws StoreException with {@link Failure.InvalidPartNumber}
   */
  public static int requirePartNumber(int number) {
    if (number < 1 || number > PART_NUMBER_MAX) {
      throw new StoreException(
          new Failure.InvalidPartNumber(Integer.toString(number), PART_NUMBER_MAX));
    }
    return number;
  }

  /**
   * Names an upload. It is found only if all three agree.
   *
   * @param name what the client calls it. Whether that can be the name of an upload is checked only
   *     after the bucket was found
   */
  public record Handle(BucketName bucket, ObjectKey key, String name) {
    /** That upload. */
    public Handle(BucketName bucket, ObjectKey key, UploadId id) {
      this(bucket, key, id.text());
    }

    /**
     * Its identity.
     *
     * @throws StoreException with {@link Failure.NoSuchUpload} when none was ever called that
     */
    public UploadId id() {
      return UploadId.parse(name);
    }
  }

  /**
   * Begins an upload. The access control list of the future object is looked at now, and not again
   * when the upload is completed.
   *
   * @throws StoreException with {@link Failure.NoSuchBucket}, {@link Failure.InvalidAcl} or {@link
   *     Failure.PublicAccessBlocked}
   */
  public Upload create(
      BucketName bucketName,
      ObjectKey key,
      ObjectAttributes attributes,
      Upload.ChecksumPlan checksum,
      UserId ownerId) {
    UploadId id = new UploadId(ids.next());
    Instant now = Instant.ofEpochMilli(clock.millis());
    Set<String> strangers = acls.strangers(attributes.access().acl());
    return metadata.write(transaction -> {
      Bucket bucket = Buckets.require(transaction, bucketName);
      ObjectAccess access = acls.kept(transaction, bucket, ownerId, attributes.access(), strangers);
      Upload upload = new Upload(id, key, now, ownerId, attributes.with(access), checksum);
      transaction.put(
          Keyspace.upload(bucket.id(), key.toBytes(), id.number()), UploadCodec.encode(upload));
      transaction.put(
          Keyspace.uploadByAge(id.number()), new UploadTrace.Open(bucket.id(), key, now).encode());
      transaction.add(Keyspace.counter(bucket.id(), BucketCounter.UPLOADS), 1);
      return upload;
    });
  }

  /**
   * An upload that is under way.
   *
   * @throws StoreException with {@link Failure.NoSuchBucket} or {@link Failure.NoSuchUpload}
   */
  public Upload get(Handle handle) {
    return metadata.read(
        snapshot -> require(snapshot, Buckets.require(snapshot, handle.bucket()), handle));
  }

  /**
   * Aborts an upload, and releases its bytes.
   *
   * @throws StoreException with {@link Failure.NoSuchBucket} or {@link Failure.NoSuchUpload}
   */
  public void abort(Handle handle) {
    metadata.write(transaction -> {
      transaction.drawOnReserve();
      return abort(transaction, handle);
    });
  }

  /**
   * Aborts an upload as part of a commit.
   *
   * @return how many parts it had, which is what it costs
   * @throws StoreException as {@link #abort(Handle)}
   */
  public int abort(Transaction transaction, Handle handle) {
    Bucket bucket = Buckets.require(transaction, handle.bucket());
    return abort(transaction, bucket, require(transaction, bucket, handle));
  }

  /**
   * Aborts an upload if it was begun in that second. Does nothing if the upload has ended already.
   *
   * @throws StoreException with {@link Failure.NoSuchBucket} or {@link Failure.PreconditionFailed}
   */
  public void abortIfBegun(Instant time, Handle handle) {
    metadata.write(transaction -> {
      transaction.drawOnReserve();
      Bucket bucket = Buckets.require(transaction, handle.bucket());
      Optional<Upload> upload = find(transaction, bucket, handle);
      if (upload.isPresent()) {
        if (upload.get().initiatedAt().getEpochSecond() != time.getEpochSecond()) {
          throw new StoreException(new Failure.PreconditionFailed(Condition.BEGUN_AT));
        }
        abort(transaction, bucket, upload.get());
      }
      return handle;
    });
  }

  private static int abort(Transaction transaction, Bucket bucket, Upload upload) {
    List<UploadedPart> parts = release(transaction, upload.id());
    remove(transaction, bucket.id(), upload.key(), upload.id(), parts);
    transaction.delete(Keyspace.uploadByAge(upload.id().number()));
    return parts.size();
  }

  /**
   * Aborts an upload that was found in the store itself; does nothing if it has ended meanwhile.
   *
   * @return how many parts it had
   */
  int abort(UploadId id, long bucketId, ObjectKey key) {
    return metadata.write(transaction -> {
      transaction.drawOnReserve();
      Key row = Keyspace.upload(bucketId, key.toBytes(), id.number());
      if (transaction.get(row).isEmpty()) {
        return 0;
      }
      List<UploadedPart> parts = release(transaction, id);
      remove(transaction, bucketId, key, id, parts);
      transaction.delete(Keyspace.uploadByAge(id.number()));
      return parts.size();
    });
  }

  /** Releases the bytes of all parts, and returns the parts. */
  private static List<UploadedPart> release(Transaction transaction, UploadId id) {
    List<UploadedPart> parts = parts(transaction, id);
    parts.forEach(part -> BlobLedger.release(transaction, part.extents()));
    return parts;
  }

  /**
   * Removes all rows of an upload, except its trace.
   *
   * @param parts all parts it has
   */
  static void remove(
      Transaction transaction,
      long bucketId,
      ObjectKey key,
      UploadId id,
      List<UploadedPart> parts) {
    parts.forEach(part -> transaction.delete(Keyspace.part(id.number(), part.number())));
    transaction.delete(Keyspace.upload(bucketId, key.toBytes(), id.number()));
    transaction.add(Keyspace.counter(bucketId, BucketCounter.UPLOADS), -1);
    transaction.add(Keyspace.counter(bucketId, BucketCounter.PART_BYTES), -countedBytes(parts));
  }

  /** How many of the bytes that their bucket counts are those of these parts. */
  static long countedBytes(List<UploadedPart> parts) {
    return parts.stream().mapToLong(UploadedPart::countedBytes).sum();
  }

  static Upload require(Snapshot snapshot, Bucket bucket, Handle handle) {
    return find(snapshot, bucket, handle)
        .orElseThrow(() -> new StoreException(new Failure.NoSuchUpload(handle.name())));
  }

  static Optional<Upload> find(Snapshot snapshot, Bucket bucket, Handle handle) {
    UploadId id = handle.id();
    return snapshot
        .get(Keyspace.upload(bucket.id(), handle.key().toBytes(), id.number()))
        .map(bytes -> UploadCodec.decode(id, handle.key(), bytes));
  }

  /** All parts, in the order of their numbers: at most {@link #PART_NUMBER_MAX}. */
  static List<UploadedPart> parts(Snapshot snapshot, UploadId id) {
    List<UploadedPart> parts = new ArrayList<>();
    Key prefix = Keyspace.parts(id.number());
    RangeReader.of(snapshot)
        .rows(prefix, prefix.afterPrefix(), ScanRequest.LIMIT_MAX, row -> parts.add(decode(row)));
    return parts;
  }

  static UploadedPart decode(Row row) {
    Row.Entry part = row.entry();
    return UploadedPartCodec.decode(Keyspace.partNumber(part.key()), part.value());
  }
}
