package io.bytebucket.core.upload;

import io.bytebucket.core.blob.BlobLedger;
import io.bytebucket.core.blob.BodyReceiver;
import io.bytebucket.core.blob.ReceivedBody;
import io.bytebucket.core.bucket.Bucket;
import io.bytebucket.core.bucket.Buckets;
import io.bytebucket.core.checksum.Checksum;
import io.bytebucket.core.checksum.ChecksumAlgorithm;
import io.bytebucket.core.checksum.DigestClaims;
import io.bytebucket.core.checksum.Hash;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.object.ContentHasher;
import io.bytebucket.core.object.ContentStream;
import io.bytebucket.core.object.ETag;
import io.bytebucket.core.object.HeldObject;
import io.bytebucket.core.object.ObjectReader;
import io.bytebucket.core.object.ObjectRecord;
import io.bytebucket.core.object.ReadConditions;
import io.bytebucket.core.store.MetadataStore;
import io.bytebucket.core.store.Snapshot;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * Makes parts from existing objects. As a rule no bytes are copied, because the part names the
 * blobs of its source. The bytes are read once to compute the digests of the part, unless the
 * digests of the source can be used. Thread-safe; a part is durable on return.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_UploadPartCopy.html">UploadPartCopy</a>
 */
public final class PartCopier {
  /**
   * The most extents that one part may have; the bytes of a source in more pieces are copied. So
   * the record of an object of 10,000 such parts still fits into one value of the store.
   */
  static final int EXTENTS_MAX = 8;

  /** How often the source may change while its digests are computed. */
  private static final int ATTEMPTS_MAX = 10;

  private final MetadataStore metadata;
  private final ObjectReader reader;
  private final BodyReceiver receiver;
  private final Clock clock;

  /**
   * A copier inside that store; {@code reader} reads it, {@code receiver} takes in copied bytes.
   */
  public PartCopier(
      MetadataStore metadata, ObjectReader reader, BodyReceiver receiver, Clock clock) {
    this.metadata = metadata;
    this.reader = reader;
    this.receiver = receiver;
    this.clock = clock;
  }

  /**
   * A range of the source.
   *
   * @param first the offset of its first byte
   * @param last the offset of its last byte
   */
  public record Range(long first, long last) implements ObjectReader.ByteRange {
    /**
     * A range that a caller asks for.
     *
     * @throws StoreException with {@link Failure.InvalidCopyRange}
     */
    public static Range of(long first, long last) {
      return new Range(first, last).requireOrder();
    }

    private Range requireOrder() {
      if (first < 0 || last < first) {
        throw new StoreException(new Failure.InvalidCopyRange(first, last));
      }
      return this;
    }

    @Override
    public long lengthBytes() {
      return last - first + 1;
    }
  }

  /**
   * One part to make.
   *
   * @param conditions what must hold of the source
   * @param range which bytes to take; none means all
   */
  public record Copy(
      Uploads.Handle upload,
      int number,
      ObjectReader.Source source,
      ReadConditions conditions,
      Optional<Range> range) {
    /**
     * Checks the number and the range.
     *
     * @throws StoreException with {@link Failure.InvalidPartNumber} or {@link
     *     Failure.InvalidCopyRange}
     */
    public Copy {
      Uploads.requirePartNumber(number);
      range.ifPresent(Range::requireOrder);
    }
  }

  /**
   * A part that was made.
   *
   * @param source the record of what it was made of
   * @param isChecksumAskedFor whether the upload was begun with an algorithm
   */
  public record Copied(HeldObject source, UploadedPart part, boolean isChecksumAskedFor) {}

  /**
   * Makes a part, and replaces the one that has its number.
   *
   * @throws StoreException with {@link Failure.NoSuchBucket}, {@link Failure.NoSuchUpload}, {@link
   *     Failure.CopyRangeOutside}, or a failure of {@link ObjectReader#head}
   */
  public Copied copy(Copy copy) {
    PartMaking making = metadata.read(snapshot -> making(snapshot, copy));
    Upload.ChecksumPlan plan = making.upload().checksum();
    for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
      ObjectReader.Opened<Range> opened =
          reader.open(copy.source(), (object, _) -> range(copy, object.record()));
      try (ObjectReader.Content content = opened.content()) {
        Range range = opened.choice();
        if (content.extents().size() > EXTENTS_MAX) {
          return copyBytes(copy, content, range, making);
        }
        Copied made = digest(copy.number(), content, range, plan);
        if (share(copy, made)) {
          return made;
        }
      }
    }
    throw new StoreException(new Failure.Busy(1));
  }

  private PartMaking making(Snapshot snapshot, Copy copy) {
    Bucket bucket = Buckets.require(snapshot, copy.upload().bucket());
    Upload upload = Uploads.require(snapshot, bucket, copy.upload());
    return new PartMaking(bucket, upload, copy.number(), clock);
  }

  /** What is copied of an object, if its conditions hold. */
  private static Range range(Copy copy, ObjectRecord source) {
    copy.conditions().requireWanted(source);
    Range range = copy.range().orElseGet(() -> new Range(0, source.sizeBytes() - 1));
    if (range.last() >= source.sizeBytes()) {
      throw new StoreException(
          new Failure.CopyRangeOutside(range.first(), range.last(), source.sizeBytes()));
    }
    return range;
  }

  /**
   * Makes the part name the blobs of the source. Returns false, and does nothing, if the source has
   * been replaced meanwhile.
   */
  private boolean share(Copy copy, Copied made) {
    return metadata.write(transaction -> {
      ObjectRecord source = ObjectReader.require(transaction, copy.source()).record();
      copy.conditions().requireWanted(source);
      if (!source.layout().equals(made.source().record().layout())) {
        return false;
      }
      // This comes before the replaced part releases its bytes, because it may name the same blobs.
      BlobLedger.share(transaction, made.part().extents());
      PartWriter.set(transaction, copy.upload(), made.part());
      return true;
    });
  }

  private Copied digest(
      int number, ObjectReader.Content content, Range range, Upload.ChecksumPlan plan) {
    ChecksumAlgorithm algorithm = plan.algorithm();
    ObjectRecord source = content.object();
    Optional<Checksum> known = known(source, algorithm, range.lengthBytes());
    ETag etag = source.etag();
    if (known.isEmpty()) {
      Hash md5 = Hash.digest("MD5");
      Hash checksum = algorithm.newHash();
      ContentHasher.hash(content, range.first(), range.lengthBytes(), md5, checksum);
      etag = ETag.ofMd5(md5.finish());
      known = Optional.of(Checksum.fullObject(algorithm, checksum.finish()));
    }
    Instant now = Instant.ofEpochMilli(clock.millis());
    return new Copied(
        content.held(),
        new UploadedPart(
            number, range.lengthBytes(), etag, known.get(), now, content.extents(), true),
        plan.isAskedFor());
  }

  /** Makes the part by copying the bytes. */
  private Copied copyBytes(
      Copy copy, ObjectReader.Content content, Range range, PartMaking making) {
    Upload.ChecksumPlan plan = making.upload().checksum();
    DigestClaims claims = DigestClaims.NONE.keeping(plan.algorithm());
    InputStream bytes = new ContentStream(content, range.first(), range.lengthBytes());
    try (ReceivedBody received = receiver.receive(bytes, range.lengthBytes(), claims, making)) {
      UploadedPart part = making.part(received);
      PartWriter.commit(metadata, copy.upload(), received, part);
      return new Copied(content.held(), part, plan.isAskedFor());
    } catch (IOException impossible) {
      throw new IllegalStateException("reading the store throws no such exception", impossible);
    }
  }

  /** The checksum of the source, if the part can use it and the tag of the source. */
  private static Optional<Checksum> known(
      ObjectRecord source, ChecksumAlgorithm algorithm, long lengthBytes) {
    return source
        .checksum()
        .filter(_ -> lengthBytes == source.sizeBytes() && source.partCount() == 0)
        .filter(checksum -> checksum.algorithm() == algorithm)
        .filter(checksum -> checksum.type() == Checksum.Type.FULL_OBJECT);
  }
}
