package io.bytebucket.core.object;

import io.bytebucket.core.acl.ObjectAccess;
import io.bytebucket.core.blob.BodyLabel;
import io.bytebucket.core.blob.BodyReceiver;
import io.bytebucket.core.blob.ReceivedBody;
import io.bytebucket.core.bucket.Bucket;
import io.bytebucket.core.bucket.BucketAcls;
import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.bucket.BucketOutline;
import io.bytebucket.core.bucket.Buckets;
import io.bytebucket.core.bucket.Quotas;
import io.bytebucket.core.bucket.Versioning;
import io.bytebucket.core.checksum.BodyDigests;
import io.bytebucket.core.checksum.Checksum;
import io.bytebucket.core.checksum.DigestClaims;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.layout.Layout;
import io.bytebucket.core.store.BlobId;
import io.bytebucket.core.store.MetadataStore;
import io.bytebucket.core.store.Snapshot;
import io.bytebucket.core.store.Transaction;
import io.bytebucket.core.user.UserId;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts objects. Thread-safe. */
public final class ObjectWriter {
  private final MetadataStore metadata;
  private final VersionChanges changes;
  private final BodyReceiver receiver;
  private final BucketAcls acls;
  private final Clock clock;

  /**
   * A writer into that store.
   *
   * @param acls knows which access control lists objects may have
   * @param clock tells when objects were made
   */
  public ObjectWriter(
      MetadataStore metadata,
      VersionChanges changes,
      BodyReceiver receiver,
      BucketAcls acls,
      Clock clock) {
    this.metadata = metadata;
    this.changes = changes;
    this.receiver = receiver;
    this.acls = acls;
    this.clock = clock;
  }

  /**
   * One object to put.
   *
   * @param lengthBytes the declared length of its bytes, or -1 when it is not known
   * @param ownerId the user who puts it
   * @param condition what must hold for it to be put
   * @param claims what the client says about its bytes
   */
  public record Put(
      BucketName bucket,
      ObjectKey key,
      long lengthBytes,
      ObjectAttributes attributes,
      UserId ownerId,
      WriteCondition condition,
      DigestClaims claims) {}

  /**
   * Puts an object, and replaces the one that has its key. On return the object is durable, and
   * readers and listings see all of it; before that they see all of the old one.
   *
   * @return the record of the new object
   * @throws StoreException with {@link Failure.NoSuchBucket}, {@link Failure.PreconditionFailed},
   *     {@link Failure.NoSuchKey}, {@link Failure.QuotaExceeded}, {@link Failure.InvalidAcl},
   *     {@link Failure.PublicAccessBlocked}, a failure of {@link BodyReceiver#receive}, or a
   *     failure of the engine; unless that is {@link Failure.OutcomeUnknown} or {@link
   *     Failure.EngineFault}, nothing has changed
   * @throws IOException when reading the body fails; nothing has changed
   */
  public HeldObject put(Put put, InputStream body) throws IOException {
    Set<String> strangers = acls.strangers(put.attributes().access().acl());
    Label label = new Label(put);
    if (receiver.mayBeStored(put.lengthBytes())) {
      // If a large upload cannot succeed, it is refused before the client is asked for the body.
      label.bucket =
          metadata.<Bucket>read(snapshot -> {
            Bucket bucket = Buckets.require(snapshot, put.bucket());
            Optional<ObjectRecord> current = VersionIndex.current(snapshot, bucket, put.key());
            put.condition().check(put.key(), current);
            requireRoom(snapshot, bucket, put.lengthBytes(), current);
            acls.kept(snapshot, bucket, put.ownerId(), put.attributes().access(), strangers);
            return bucket;
          });
    }
    try (ReceivedBody received = receiver.receive(body, put.lengthBytes(), put.claims(), label)) {
      long nowMillis = label.madeMillis >= 0 ? label.madeMillis : clock.millis();
      return received.commit(() ->
          metadata.write(transaction -> write(transaction, put, strangers, received, nowMillis)));
    }
  }

  /**
   * What the blob says of the object. The record has the same time then, so that the version can be
   * told from the label, too.
   */
  private final class Label implements BodyLabel {
    private final Put put;
    private @Nullable Bucket bucket;
    private long madeMillis = -1;

    Label(Put put) {
      this.put = put;
    }

    @Override
    public byte[] of(BlobId blob, long sizeBytes, BodyDigests.Verified verified) {
      if (bucket == null) {
        throw new IllegalStateException("a body goes to the blob store only after its bucket");
      }
      madeMillis = clock.millis();
      return new ObjectLabel(
              BucketOutline.of(bucket),
              put.key(),
              Instant.ofEpochMilli(madeMillis),
              Optional.empty(),
              put.ownerId(),
              sizeBytes,
              ETag.ofMd5(verified.md5()),
              Optional.of(verified.checksum()),
              put.attributes())
          .encode();
    }
  }

  /** What else the commit may let go of is looked up only then, where versions are kept. */
  private static void requireRoom(
      Snapshot snapshot, Bucket bucket, long lengthBytes, Optional<ObjectRecord> current) {
    if (bucket.versioning() != Versioning.SUSPENDED) {
      Optional<ObjectRecord> replaced = bucket.isVersioned() ? Optional.empty() : current;
      Quotas.requireRoom(
          snapshot,
          bucket,
          Math.max(0, lengthBytes) - replaced.map(ObjectRecord::sizeBytes).orElse(0L),
          replaced.isPresent() ? 0 : 1);
    }
  }

  private HeldObject write(
      Transaction transaction,
      Put put,
      Set<String> strangers,
      ReceivedBody received,
      long nowMillis) {
    Bucket bucket = Buckets.require(transaction, put.bucket());
    ObjectAccess access =
        acls.kept(transaction, bucket, put.ownerId(), put.attributes().access(), strangers);
    received.adopt(transaction);
    return assemble(
        transaction,
        changes,
        bucket,
        new Assembled(
            put.key(),
            put.attributes().with(access),
            put.ownerId(),
            ETag.ofMd5(received.md5()),
            received.checksum(),
            new Layout.Here(received.extents(), List.of()),
            put.condition(),
            0,
            Reason.of(Cause.PUT, put.ownerId())),
        nowMillis);
  }

  /**
   * An object whose bytes are in the store already.
   *
   * @param layout its bytes, and the parts it was uploaded in
   * @param movedBytes how many of them were counted among those of the bucket before, and were
   *     taken off in the same commit
   */
  public record Assembled(
      ObjectKey key,
      ObjectAttributes attributes,
      UserId ownerId,
      ETag etag,
      Checksum checksum,
      Layout.Here layout,
      WriteCondition condition,
      long movedBytes,
      Reason reason) {}

  /**
   * Makes an object of bytes that are in the store already, as part of a commit.
   *
   * @throws StoreException when the condition does not hold, or with {@link Failure.QuotaExceeded}
   */
  public static HeldObject assemble(
      Transaction transaction,
      VersionChanges changes,
      Bucket bucket,
      Assembled assembled,
      long nowMillis) {
    VersionChange change = changes.begin(transaction, bucket, assembled.key(), assembled.reason());
    assembled.condition().check(assembled.key(), change.current());
    change.movesHere(assembled.movedBytes(), 0);
    ObjectRecord object =
        new ObjectRecord(
            change.next(nowMillis),
            false,
            Instant.ofEpochMilli(nowMillis),
            assembled.layout().sizeBytes(),
            assembled.etag(),
            assembled.attributes(),
            assembled.ownerId(),
            Optional.of(assembled.checksum()),
            assembled.layout());
    return new HeldObject(change.put(object), bucket.isVersioned());
  }
}
