package io.bytebucket.core.upload;

import io.bytebucket.core.blob.BlobLedger;
import io.bytebucket.core.blob.BodyReceiver;
import io.bytebucket.core.blob.Extent;
import io.bytebucket.core.blob.PendingBlob;
import io.bytebucket.core.bucket.Bucket;
import io.bytebucket.core.bucket.BucketOutline;
import io.bytebucket.core.bucket.Buckets;
import io.bytebucket.core.checksum.Checksum;
import io.bytebucket.core.checksum.ChecksumAlgorithm;
import io.bytebucket.core.checksum.Hash;
import io.bytebucket.core.checksum.PartChecksums;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.layout.Layout;
import io.bytebucket.core.layout.ObjectPart;
import io.bytebucket.core.object.Cause;
import io.bytebucket.core.object.ETag;
import io.bytebucket.core.object.HeldObject;
import io.bytebucket.core.object.ObjectLabel;
import io.bytebucket.core.object.ObjectWriter;
import io.bytebucket.core.object.Reason;
import io.bytebucket.core.object.VersionChanges;
import io.bytebucket.core.object.VersionId;
import io.bytebucket.core.object.WriteCondition;
import io.bytebucket.core.schema.Keyspace;
import io.bytebucket.core.store.BlobId;
import io.bytebucket.core.store.MetadataStore;
import io.bytebucket.core.store.Snapshot;
import io.bytebucket.core.store.Transaction;
import io.bytebucket.core.user.UserId;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Makes one object of the parts of an upload, in one commit. The cost depends on the number of
 * parts, not on their length, because no byte is read or copied. Thread-safe; the object is durable
 * on return.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_CompleteMultipartUpload.html">CompleteMultipartUpload</a>
 */
public final class UploadCompleter {
  /** How often a note is written anew because parts were replaced meanwhile. */
  private static final int ATTEMPTS = 3;

  private final MetadataStore metadata;
  private final VersionChanges changes;
  private final BodyReceiver receiver;
  private final Clock clock;
  private final long partMinBytes;

  /**
   * Completes uploads in that store.
   *
   * @param receiver notes in the blob store what objects are made up of
   * @param partMinBytes the least length of every part but the last; 5 MiB on AWS, and 0 allows any
   */
  public UploadCompleter(
      MetadataStore metadata,
      VersionChanges changes,
      BodyReceiver receiver,
      Clock clock,
      long partMinBytes) {
    this.metadata = metadata;
    this.changes = changes;
    this.receiver = receiver;
    this.clock = clock;
    this.partMinBytes = partMinBytes;
  }

  /**
   * A part as the client lists it.
   *
   * @param etag its entity tag, without quotes
   * @param checksum its checksum, if the client gives one
   */
  public record Listed(int number, String etag, Optional<Claim> checksum) {}

  /**
   * The checksum of a part as the client gives it.
   *
   * @param base64 in Base64, if the client has it right
   */
  public record Claim(ChecksumAlgorithm algorithm, String base64) {}

  /**
   * What the client asks for.
   *
   * @param parts at least one
   * @param sizeBytes the length that the client gives for the object
   * @param checksum the checksum that the client gives for the object, in Base64; a composite one
   *     may end in the number of parts
   * @param checksumType the type of checksum that the client gives
   * @param condition what must hold of the object that is replaced
   * @param user who asks; the object belongs to who began the upload
   */
  public record Completion(
      Uploads.Handle upload,
      List<Listed> parts,
      OptionalLong sizeBytes,
      Optional<String> checksum,
      Optional<Checksum.Type> checksumType,
      WriteCondition condition,
      UserId user) {
    /**
     * Checks that there is a part.
     *
     * @throws StoreException with {@link Failure.NoParts}
     */
    public Completion {
      if (parts.isEmpty()) {
        throw new StoreException(new Failure.NoParts(upload.name()));
      }
    }
  }

  /** The object that came of it. */
  public record Completed(ETag etag, VersionId version, Checksum checksum) {}

  /**
   * Completes an upload. A client that did not get the answer may send the same list again for a
   * day, and gets the same answer.
   *
   * @throws StoreException with {@link Failure.NoSuchBucket}, {@link Failure.NoSuchUpload}, {@link
   *     Failure.InvalidPart}, {@link Failure.InvalidPartOrder}, {@link Failure.PartTooSmall},
   *     {@link Failure.UploadSizeMismatch}, {@link Failure.ChecksumModeMismatch}, {@link
   *     Failure.UploadChecksumMismatch}, a failure of {@link ListedChecksums#require}, or one of
   *     {@link WriteCondition#check}; the upload is then still open
   */
  public Completed complete(Completion completion) {
    long nowMillis = clock.millis();
    String digest = digest(completion.parts());
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Optional<Completed> completed = tryOnce(completion, digest, nowMillis);
      if (completed.isPresent()) {
        return completed.get();
      }
    }
    throw new StoreException(new Failure.Busy(1));
  }

  /** Nothing when the parts were replaced between the note and the commit. */
  private Optional<Completed> tryOnce(Completion completion, String digest, long nowMillis) {
    Optional<Noted> noted = metadata.read(snapshot -> plan(snapshot, completion, nowMillis));
    if (noted.isEmpty()) {
      return metadata.write(
          transaction -> complete(transaction, completion, digest, nowMillis, Optional.empty()));
    }
    try (PendingBlob blob = receiver.note(noted.get().bytes(), noted.get().label())) {
      Note note = new Note(noted.get().layout(), blob);
      return blob.commit(() ->
          metadata.write(transaction ->
              complete(transaction, completion, digest, nowMillis, Optional.of(note))));
    }
  }

  /** A note in the blob store, and what it says that the object is made up of. */
  private record Note(Layout.Here layout, PendingBlob blob) {}

  /** What the note of a completion holds. */
  @SuppressWarnings("ArrayRecordComponent") // a carrier that is written once and never compared
  private record Noted(Layout.Here layout, byte[] bytes, byte[] label) {}

  /**
   * What is to be noted outside the metadata before the commit; nothing where the upload is over,
   * or where all its bytes stand in the metadata. What cannot be completed is refused here.
   */
  private Optional<Noted> plan(Snapshot snapshot, Completion completion, long nowMillis) {
    Uploads.Handle handle = completion.upload();
    Bucket bucket = Buckets.require(snapshot, handle.bucket());
    Optional<Upload> open = Uploads.find(snapshot, bucket, handle);
    if (open.isEmpty()) {
      return Optional.empty();
    }
    Upload upload = open.get();
    requireMode(upload.checksum(), completion);
    List<UploadedPart> chosen = choose(upload, Uploads.parts(snapshot, handle.id()), completion);
    Checksum checksum = checksum(upload, chosen, completion);
    Layout.Here layout = layout(chosen, Optional.empty());
    if (!Assemblies.isWorthIt(layout)) {
      return Optional.empty();
    }
    AssemblyLabel label =
        new AssemblyLabel(
            Optional.of(upload.id()),
            new ObjectLabel(
                BucketOutline.of(bucket),
                handle.key(),
                Instant.ofEpochMilli(nowMillis),
                Optional.empty(),
                upload.ownerId(),
                layout.sizeBytes(),
                etag(chosen),
                Optional.of(checksum),
                upload.attributes()));
    return Optional.of(new Noted(layout, Assemblies.encode(snapshot, layout), label.encode()));
  }

  private Optional<Completed> complete(
      Transaction transaction,
      Completion completion,
      String digest,
      long nowMillis,
      Optional<Note> note) {
    note.ifPresent(one -> one.blob().disown());
    Uploads.Handle handle = completion.upload();
    Bucket bucket = Buckets.require(transaction, handle.bucket());
    Optional<Upload> open = Uploads.find(transaction, bucket, handle);
    if (open.isEmpty()) {
      return Optional.of(lately(transaction, bucket, handle, digest));
    }
    Upload upload = open.get();
    requireMode(upload.checksum(), completion);
    List<UploadedPart> all = Uploads.parts(transaction, handle.id());
    List<UploadedPart> chosen = choose(upload, all, completion);
    Checksum checksum = checksum(upload, chosen, completion);
    Layout.Here plain = layout(chosen, Optional.empty());
    if (note.isPresent() ? !note.get().layout().equals(plain) : Assemblies.isWorthIt(plain)) {
      return Optional.empty();
    }
    note.ifPresent(one -> one.blob().adopt(transaction));
    // The bytes of the parts go before those of the object come, so that they are counted once.
    Uploads.remove(transaction, bucket.id(), handle.key(), handle.id(), all);
    HeldObject object =
        ObjectWriter.assemble(
            transaction,
            changes,
            bucket,
            new ObjectWriter.Assembled(
                handle.key(),
                upload.attributes(),
                upload.ownerId(),
                etag(chosen),
                checksum,
                layout(chosen, note.map(one -> one.blob().blob())),
                completion.condition(),
                Uploads.countedBytes(all),
                Reason.of(Cause.COMPLETE, completion.user())),
            nowMillis);
    releaseOthers(transaction, all, chosen);
    transaction.put(
        Keyspace.uploadByAge(handle.id().number()),
        new UploadTrace.Completed(
                bucket.id(),
                handle.key(),
                upload.initiatedAt(),
                Instant.ofEpochMilli(nowMillis),
                digest,
                object.record().etag(),
                object.record().version(),
                checksum)
            .encode());
    return Optional.of(new Completed(object.record().etag(), object.record().version(), checksum));
  }

  private static ETag etag(List<UploadedPart> chosen) {
    return ETag.ofParts(chosen.stream().map(UploadedPart::etag).toList());
  }

  /** The note comes first, so that the rows of a layout end at different bytes. */
  private static Layout.Here layout(List<UploadedPart> chosen, Optional<BlobId> note) {
    Stream<Extent> noted = note.stream().map(Extent::note);
    return new Layout.Here(
        Stream.concat(noted, chosen.stream().flatMap(part -> part.extents().stream())).toList(),
        chosen.stream()
            .map(part ->
                new ObjectPart(part.number(), part.sizeBytes(), Optional.of(part.checksum())))
            .toList());
  }

  /** The result of an upload that was completed before with the same list. */
  private static Completed lately(
      Snapshot snapshot, Bucket bucket, Uploads.Handle handle, String digest) {
    Optional<UploadTrace> trace =
        snapshot.get(Keyspace.uploadByAge(handle.id().number())).map(UploadTrace::decode);
    if (trace.isPresent()
        && trace.get() instanceof UploadTrace.Completed done
        && done.bucketId() == bucket.id()
        && done.key().equals(handle.key())
        && done.listDigest().equals(digest)) {
      return new Completed(done.etag(), done.version(), done.checksum());
    }
    throw new StoreException(new Failure.NoSuchUpload(handle.name()));
  }

  /** The uploaded parts that are listed, after comparing them with the list. */
  private List<UploadedPart> choose(Upload upload, List<UploadedPart> all, Completion completion) {
    String uploadId = completion.upload().name();
    Map<Integer, UploadedPart> byNumber = new HashMap<>();
    all.forEach(part -> byNumber.put(part.number(), part));
    List<UploadedPart> chosen = new ArrayList<>(completion.parts().size());
    int previous = 0;
    for (Listed listed : completion.parts()) {
      if (listed.number() <= previous) {
        throw new StoreException(new Failure.InvalidPartOrder(uploadId));
      }
      previous = listed.number();
    }
    for (Listed listed : completion.parts()) {
      UploadedPart part = byNumber.get(listed.number());
      if (part == null || !listed.etag().equals(part.etag().value())) {
        throw new StoreException(new Failure.InvalidPart(uploadId, listed.number(), listed.etag()));
      }
      ListedChecksums.require(upload, listed, part);
      chosen.add(part);
    }
    for (UploadedPart part : chosen.subList(0, chosen.size() - 1)) {
      if (part.sizeBytes() < partMinBytes) {
        throw new StoreException(
            new Failure.PartTooSmall(
                part.number(), part.etag().value(), part.sizeBytes(), partMinBytes));
      }
    }
    requireSize(chosen, completion);
    return chosen;
  }

  private static void requireSize(List<UploadedPart> chosen, Completion completion) {
    long size = chosen.stream().mapToLong(UploadedPart::sizeBytes).sum();
    if (completion.sizeBytes().isPresent() && completion.sizeBytes().getAsLong() != size) {
      throw new StoreException(
          new Failure.UploadSizeMismatch(completion.sizeBytes().getAsLong(), size));
    }
  }

  private static void requireMode(Upload.ChecksumPlan plan, Completion completion) {
    Optional<Checksum.Type> begunWith =
        plan.isAskedFor() ? Optional.of(plan.type()) : Optional.empty();
    if (completion.checksumType().isPresent() && !completion.checksumType().equals(begunWith)) {
      throw new StoreException(
          new Failure.ChecksumModeMismatch(begunWith.map(Checksum.Type::name)));
    }
  }

  private static Checksum checksum(
      Upload upload, List<UploadedPart> chosen, Completion completion) {
    Upload.ChecksumPlan plan = upload.checksum();
    PartChecksums sums = PartChecksums.of(plan.algorithm(), plan.type());
    chosen.forEach(part -> sums.add(part.checksum(), part.sizeBytes()));
    Checksum actual = sums.whole();
    String said = completion.checksum().orElse(actual.base64());
    if (!said.equals(actual.base64()) && !said.equals(actual.base64() + "-" + chosen.size())) {
      throw new StoreException(
          new Failure.UploadChecksumMismatch(plan.algorithm().name(), said, actual.base64()));
    }
    return actual;
  }

  /**
   * Releases the parts that are not listed. Also releases what several parts of the object name:
   * each part had a reference to the blob, and the object needs only one.
   */
  private static void releaseOthers(
      Transaction transaction, List<UploadedPart> all, List<UploadedPart> chosen) {
    Set<Integer> numbers = new HashSet<>();
    Set<BlobId> held = new HashSet<>();
    for (UploadedPart part : chosen) {
      numbers.add(part.number());
      Set<BlobId> ofPart = new HashSet<>();
      for (Extent extent : part.extents()) {
        if (ofPart.add(extent.blob()) && !held.add(extent.blob())) {
          BlobLedger.release(transaction, List.of(extent));
        }
      }
    }
    for (UploadedPart part : all) {
      if (!numbers.contains(part.number())) {
        BlobLedger.release(transaction, part.extents());
      }
    }
  }

  private static String digest(List<Listed> parts) {
    Hash hash = Hash.digest("SHA-256");
    for (Listed part : parts) {
      byte[] line = (part.number() + " " + part.etag() + "\n").getBytes(StandardCharsets.UTF_8);
      hash.update(line, 0, line.length);
    }
    return HexFormat.of().formatHex(hash.finish());
  }
}
