package io.bytebucket.core.object;

import io.bytebucket.core.blob.BodyReceiver;
import io.bytebucket.core.blob.ReceivedBody;
import io.bytebucket.core.bucket.Bucket;
import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.bucket.Buckets;
import io.bytebucket.core.checksum.DigestClaims;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.store.MetadataStore;
import io.bytebucket.core.store.Transaction;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Puts objects. Thread-safe. */
public final class ObjectWriter {
  private final MetadataStore metadata;
  private final BodyReceiver receiver;
  private final Clock clock;

  /** A writer into that store; {@code clock} tells when objects were made. */
  public ObjectWriter(MetadataStore metadata, BodyReceiver receiver, Clock clock) {
    this.metadata = metadata;
    this.receiver = receiver;
    this.clock = clock;
  }

  /**
   * One object to put.
   *
   * @param lengthBytes the declared length of its bytes, or -1 when it is not known
   * @param ownerId the access key id of the user who puts it
   * @param condition what must hold for it to be put
   * @param claims what the client says about its bytes
   */
  public record Put(
      BucketName bucket,
      ObjectKey key,
      long lengthBytes,
      ObjectAttributes attributes,
      String ownerId,
      WriteCondition condition,
      DigestClaims claims) {}

  /**
   * Puts an object in place of the one under its key, if there is one. On return the object is
   * durable and listed, and readers see it whole; before that they see the old one, whole.
   *
   * @return the record of the new object
   * @throws StoreException with {@link Failure.NoSuchBucket}, {@link Failure.PreconditionFailed},
   *     {@link Failure.NoSuchKey}, a failure of {@link BodyReceiver#receive}, or a failure of the
   *     engine; unless that is {@link Failure.OutcomeUnknown} or {@link Failure.EngineFault},
   *     nothing has changed
   * @throws IOException when reading the body fails; nothing has changed
   */
  public ObjectRecord put(Put put, InputStream body) throws IOException {
    if (receiver.mayBeStored(put.lengthBytes())) {
      // A large upload that cannot succeed is refused before its body is asked for.
      metadata.read(snapshot -> {
        Bucket bucket = Buckets.require(snapshot, put.bucket());
        put.condition().check(put.key(), CurrentObjects.find(snapshot, bucket, put.key()));
        return bucket;
      });
    }
    try (ReceivedBody received = receiver.receive(body, put.lengthBytes(), put.claims())) {
      return commit(put, received);
    }
  }

  private ObjectRecord commit(Put put, ReceivedBody received) {
    long nowMillis = clock.millis();
    try {
      ObjectRecord object =
          metadata.write(transaction -> write(transaction, put, received, nowMillis));
      received.keep();
      return object;
    } catch (RuntimeException e) {
      if (e instanceof StoreException known && !mayHaveCommitted(known.failure())) {
        throw e;
      }
      // The bytes stay: if the commit happened, its record names them. Whether it did cannot be
      // found out by reading, which may show what no disk holds yet; the client has to ask again.
      received.keepInDoubt();
      throw e;
    }
  }

  /** Whether a commit that failed like this may have happened all the same. */
  private static boolean mayHaveCommitted(Failure failure) {
    return failure instanceof Failure.OutcomeUnknown || failure instanceof Failure.EngineFault;
  }

  private static ObjectRecord write(
      Transaction transaction, Put put, ReceivedBody received, long nowMillis) {
    Bucket bucket = Buckets.require(transaction, put.bucket());
    Optional<ObjectRecord> current = CurrentObjects.find(transaction, bucket, put.key());
    put.condition().check(put.key(), current);
    ObjectRecord object =
        new ObjectRecord(
            new VersionId(
                VersionId.sequence(nowMillis, current.map(o -> o.version().sequence()).orElse(0L)),
                true),
            false,
            Instant.ofEpochMilli(nowMillis),
            received.sizeBytes(),
            ETag.ofMd5(received.md5()),
            put.attributes(),
            put.ownerId(),
            Optional.of(received.checksum()),
            received.extents(),
            List.of(),
            Optional.empty());
    received.adopt(transaction);
    CurrentObjects.put(transaction, bucket, put.key(), object, current);
    return object;
  }
}
