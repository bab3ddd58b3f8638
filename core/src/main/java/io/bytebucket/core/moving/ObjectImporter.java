package io.bytebucket.core.moving;

import io.bytebucket.core.blob.BodyReceiver;
import io.bytebucket.core.blob.Extent;
import io.bytebucket.core.blob.PendingBlob;
import io.bytebucket.core.blob.ReceivedBody;
import io.bytebucket.core.bucket.Bucket;
import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.bucket.Buckets;
import io.bytebucket.core.checksum.Checksum;
import io.bytebucket.core.checksum.DigestClaims;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.layout.Layout;
import io.bytebucket.core.object.Cause;
import io.bytebucket.core.object.ETag;
import io.bytebucket.core.object.ObjectRecord;
import io.bytebucket.core.object.Reason;
import io.bytebucket.core.object.VersionChanges;
import io.bytebucket.core.store.BlobStore;
import io.bytebucket.core.store.MetadataStore;
import io.bytebucket.core.store.Snapshot;
import io.bytebucket.core.store.Transaction;
import io.bytebucket.core.user.UserId;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Puts versions of objects that come from elsewhere: with their own identity, date, ETag, checksum
 * and owner, in any order. For those alone who run the store: nobody's permission is asked, and no
 * quota. What is there is never changed. Thread-safe; a version is durable on return.
 */
public final class ObjectImporter {
  /** As much of a body as one blob takes; a longer one becomes several. */
  private static final long BLOB_BYTES = BlobStore.BLOB_LIMIT_BYTES;

  private final MetadataStore metadata;
  private final VersionChanges changes;
  private final BodyReceiver receiver;

  /** An importer into that store. */
  public ObjectImporter(MetadataStore metadata, VersionChanges changes, BodyReceiver receiver) {
    this.metadata = metadata;
    this.changes = changes;
    this.receiver = receiver;
  }

  /** Where the bytes of a version come from, if they are needed. */
  @FunctionalInterface
  public interface Body {
    /** Of a version without bytes. */
    Body NONE = () -> new ByteArrayInputStream(new byte[0]);

    /** Opens them, to be read once. */
    InputStream open() throws IOException;
  }

  /** What came of it. */
  public sealed interface Result {
    /** It was put. */
    record Put(ObjectRecord record) implements Result {}

    /** It was there, and equal as far as records tell; no byte of it was read. */
    record Equal(ObjectRecord record) implements Result {}

    /**
     * Another one has its place, or the bucket has none for it; nothing was done.
     *
     * @param what in what they differ, in a few words
     */
    record Different(String what) implements Result {}
  }

  /**
   * Puts a version, unless its place is taken.
   *
   * @throws StoreException with {@link Failure.NoSuchBucket}; with {@link Failure.IncompleteBody},
   *     {@link Failure.BadDigest} or {@link Failure.ChecksumMismatch} when the bytes are not those
   *     that the version should have; or with a failure of the engine. Unless that is {@link
   *     Failure.OutcomeUnknown} or {@link Failure.EngineFault}, nothing has changed
   * @throws IOException when reading the body fails; nothing has changed
   */
  public Result put(BucketName bucket, ImportedVersion version, Body body) throws IOException {
    Optional<Result> taken = metadata.read(snapshot -> taken(snapshot, bucket, version));
    if (taken.isPresent()) {
      return taken.get();
    }
    if (version.isDeleteMarker()) {
      ObjectRecord marker =
          record(version, version.etag().orElse(new ETag("")), Optional.empty(), Layout.NONE);
      return metadata.write(transaction -> insert(transaction, bucket, version, List.of(), marker));
    }
    ImportLabels labels =
        new ImportLabels(metadata.read(snapshot -> Buckets.require(snapshot, bucket)), version);
    List<ReceivedBody> received = new ArrayList<>();
    Optional<PendingBlob> note = Optional.empty();
    try (InputStream in = body.open();
        ImportDigests digests = new ImportDigests(in, version)) {
      receive(digests, labels, received);
      ImportDigests.Verified verified = digests.verify();
      Layout.Here bytes =
          new Layout.Here(
              received.stream().flatMap(each -> each.extents().stream()).toList(), version.parts());
      note = labels.note(receiver, bytes, verified.etag(), verified.checksum());
      ObjectRecord record =
          record(version, verified.etag(), Optional.of(verified.checksum()), noted(note, bytes));
      Optional<PendingBlob> noted = note;
      return committed(
          received,
          noted,
          () ->
              metadata.write(transaction -> {
                noted.ifPresent(blob -> blob.adopt(transaction));
                return insert(transaction, bucket, version, received, record);
              }));
    } finally {
      note.ifPresent(PendingBlob::close);
      received.forEach(ReceivedBody::close);
    }
  }

  private static Layout.Here noted(Optional<PendingBlob> note, Layout.Here bytes) {
    Stream<Extent> first = note.stream().map(blob -> Extent.note(blob.blob()));
    return new Layout.Here(Stream.concat(first, bytes.extents().stream()).toList(), bytes.parts());
  }

  private void receive(InputStream in, ImportLabels labels, List<ReceivedBody> received)
      throws IOException {
    long sizeBytes = labels.version().sizeBytes();
    long left = sizeBytes;
    do {
      long now = Math.min(left, BLOB_BYTES);
      received.add(
          receiver.receive(
              new Stretch(in, now), now, DigestClaims.NONE, labels.ofBody(now == sizeBytes)));
      left -= now;
    } while (left > 0);
    if (in.read() >= 0) {
      throw new StoreException(new Failure.IncompleteBody(sizeBytes, sizeBytes + 1));
    }
  }

  /** The commit of all bodies: each is kept as the one commit went. */
  private static Result committed(
      List<ReceivedBody> bodies, Optional<PendingBlob> note, Supplier<Result> commit) {
    Supplier<Result> all =
        note.<Supplier<Result>>map(blob -> () -> blob.commit(commit)).orElse(commit);
    for (ReceivedBody body : bodies) {
      Supplier<Result> inner = all;
      all = () -> body.commit(inner);
    }
    return all.get();
  }

  private Result insert(
      Transaction transaction,
      BucketName name,
      ImportedVersion version,
      List<ReceivedBody> received,
      ObjectRecord record) {
    if (taken(transaction, name, version).isPresent()) {
      // Two did the same at the same time: the bytes of this one are thrown away.
      throw new StoreException(new Failure.Busy(1));
    }
    Bucket bucket = Buckets.require(transaction, name);
    received.forEach(body -> body.adopt(transaction));
    changes.insert(
        transaction, bucket, version.key(), Reason.of(Cause.IMPORT, UserId.NOBODY), record);
    return new Result.Put(record);
  }

  private static ObjectRecord record(
      ImportedVersion version, ETag etag, Optional<Checksum> checksum, Layout layout) {
    return new ObjectRecord(
        version.version(),
        version.isDeleteMarker(),
        version.lastModified(),
        version.sizeBytes(),
        etag,
        version.attributes(),
        version.ownerId(),
        checksum,
        layout);
  }

  /** What has the place of the version, if anything has. */
  private static Optional<Result> taken(
      Snapshot snapshot, BucketName name, ImportedVersion version) {
    Bucket bucket = Buckets.require(snapshot, name);
    if (!bucket.isVersioned() && (!version.version().isNull() || version.isDeleteMarker())) {
      return Optional.of(new Result.Different("the bucket keeps no versions"));
    }
    return VersionChanges.inTheWay(snapshot, bucket, version.key(), version.version())
        .map(record -> {
          String what = difference(record, version);
          return what.isEmpty() ? new Result.Equal(record) : new Result.Different(what);
        });
  }

  /** In what a version that is there differs; empty when it does not. */
  private static String difference(ObjectRecord there, ImportedVersion version) {
    if (!there.version().equals(version.version())) {
      return "version";
    }
    if (there.isDeleteMarker() != version.isDeleteMarker()) {
      return "delete marker";
    }
    if (there.sizeBytes() != version.sizeBytes()) {
      return "size";
    }
    if (version.etag().filter(etag -> !etag.equals(there.etag())).isPresent()) {
      return "entity tag";
    }
    if (version.checksum().isPresent() && !version.checksum().equals(there.checksum())) {
      return "checksum";
    }
    if (!there.lastModified().equals(version.lastModified())) {
      return "date";
    }
    if (!there.ownerId().equals(version.ownerId())) {
      return "owner";
    }
    if (!there.attributes().equals(version.attributes())) {
      return "metadata, tags or access control list";
    }
    return there.partCount() == version.parts().size() ? "" : "parts";
  }

  /** So many bytes of a stream, which stays open. */
  private static final class Stretch extends FilterInputStream {
    private long left;

    Stretch(InputStream in, long length) {
      super(in);
      this.left = length;
    }

    @Override
    public int read() throws IOException {
      int read = left == 0 ? -1 : super.read();
      left -= read < 0 ? 0 : 1;
      return read;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      if (left == 0 && length > 0) {
        return -1;
      }
      int read = super.read(bytes, offset, (int) Math.min(length, left));
      left -= Math.max(0, read);
      return read;
    }

    @Override
    public void close() {
      // The rest is read by others.
    }
  }
}
