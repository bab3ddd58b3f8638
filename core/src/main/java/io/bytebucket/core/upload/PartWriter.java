package io.bytebucket.core.upload;

import io.bytebucket.core.blob.BlobLedger;
import io.bytebucket.core.blob.BodyReceiver;
import io.bytebucket.core.blob.ReceivedBody;
import io.bytebucket.core.bucket.Bucket;
import io.bytebucket.core.bucket.Buckets;
import io.bytebucket.core.bucket.Quotas;
import io.bytebucket.core.checksum.ChecksumAlgorithm;
import io.bytebucket.core.checksum.DigestClaims;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.schema.Keyspace;
import io.bytebucket.core.schema.Keyspace.BucketCounter;
import io.bytebucket.core.store.Key;
import io.bytebucket.core.store.MetadataStore;
import io.bytebucket.core.store.Snapshot;
import io.bytebucket.core.store.Transaction;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.Optional;

/**
 * Takes in parts. Of two parts with the same number, the one that is committed later stays.
 * Thread-safe; a part is durable on return.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_UploadPart.html">UploadPart</a>
 */
public final class PartWriter {
  private final MetadataStore metadata;
  private final BodyReceiver receiver;
  private final Clock clock;

  /** A writer into that store; {@code clock} tells when parts arrived. */
  public PartWriter(MetadataStore metadata, BodyReceiver receiver, Clock clock) {
    this.metadata = metadata;
    this.receiver = receiver;
    this.clock = clock;
  }

  /**
   * One part to put.
   *
   * @param number 1 to {@link Uploads#PART_NUMBER_MAX}
   * @param lengthBytes the declared length of its bytes, or -1 when it is not known
   * @param claims what the client says about its bytes
   * @param claimed the algorithm of the checksum the client gives, if it gives one
   */
  public record Put(
      Uploads.Handle upload,
      int number,
      long lengthBytes,
      DigestClaims claims,
      Optional<ChecksumAlgorithm> claimed) {
    /**
     * Checks the number.
     *
     * @throws StoreException with {@link Failure.InvalidPartNumber}
     */
    public Put {
      Uploads.requirePartNumber(number);
    }
  }

  /**
   * A part that was put.
   *
   * @param isChecksumAskedFor whether the upload was begun with an algorithm
   */
  public record Written(UploadedPart part, boolean isChecksumAskedFor) {}

  /**
   * Puts a part, and replaces the one that has its number.
   *
   * @throws StoreException with {@link Failure.NoSuchBucket}, {@link Failure.NoSuchUpload}, {@link
   *     Failure.ChecksumTypeMismatch}, {@link Failure.QuotaExceeded}, a failure of {@link
   *     BodyReceiver#receive}, or a failure of the engine; unless that is {@link
   *     Failure.OutcomeUnknown} or {@link Failure.EngineFault}, nothing has changed
   * @throws IOException when reading the body fails; nothing has changed
   */
  public Written put(Put put, InputStream body) throws IOException {
    Found found = metadata.read(snapshot -> find(snapshot, put));
    Upload upload = found.upload();
    ChecksumAlgorithm kept = upload.checksum().algorithm();
    if (!upload.checksum().allows(put.claimed())) {
      throw new StoreException(
          new Failure.ChecksumTypeMismatch(
              kept.name(), put.claimed().map(ChecksumAlgorithm::name)));
    }
    PartMaking making = new PartMaking(found.bucket(), upload, put.number(), clock);
    try (ReceivedBody received =
        receiver.receive(body, put.lengthBytes(), put.claims().keeping(kept), making)) {
      UploadedPart part = making.part(received);
      commit(metadata, put.upload(), received, part);
      return new Written(part, upload.checksum().isAskedFor());
    }
  }

  private record Found(Bucket bucket, Upload upload) {}

  /** The upload; a part for which there is no room is refused before its body is asked for. */
  private static Found find(Snapshot snapshot, Put put) {
    Bucket bucket = Buckets.require(snapshot, put.upload().bucket());
    Upload upload = Uploads.require(snapshot, bucket, put.upload());
    if (Quotas.isSetFor(bucket)) {
      Key row = Keyspace.part(put.upload().id().number(), put.number());
      long replaced = find(snapshot, row, put.number()).map(UploadedPart::countedBytes).orElse(0L);
      Quotas.requireRoom(snapshot, bucket, Math.max(0, put.lengthBytes()) - replaced, 0);
    }
    return new Found(bucket, upload);
  }

  /** Makes received bytes durable, and then the part that they make up. */
  static void commit(
      MetadataStore metadata, Uploads.Handle handle, ReceivedBody received, UploadedPart part) {
    received.commit(() ->
        metadata.write(transaction -> {
          received.adopt(transaction);
          set(transaction, handle, part);
          return part;
        }));
  }

  /** Sets a part, and releases the bytes of the one that had its number. */
  static void set(Transaction transaction, Uploads.Handle handle, UploadedPart part) {
    Bucket bucket = Buckets.require(transaction, handle.bucket());
    Uploads.require(transaction, bucket, handle);
    Key row = Keyspace.part(handle.id().number(), part.number());
    Optional<UploadedPart> replaced = find(transaction, row, part.number());
    replaced.ifPresent(old -> BlobLedger.release(transaction, old.extents()));
    transaction.put(row, UploadedPartCodec.encode(part));
    long growth = part.sizeBytes() - replaced.map(UploadedPart::countedBytes).orElse(0L);
    transaction.add(Keyspace.counter(bucket.id(), BucketCounter.PART_BYTES), growth);
    Quotas.requireKept(transaction, bucket, growth, 0);
  }

  private static Optional<UploadedPart> find(Snapshot snapshot, Key row, int number) {
    return snapshot.get(row).map(bytes -> UploadedPartCodec.decode(number, bytes));
  }
}
