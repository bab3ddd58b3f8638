package io.bytebucket.transfer.original;

import io.bytebucket.core.acl.Acl;
import io.bytebucket.core.acl.CannedAcl;
import io.bytebucket.core.acl.ObjectAccess;
import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.checksum.Checksum;
import io.bytebucket.core.checksum.ChecksumAlgorithm;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.moving.ImportedVersion;
import io.bytebucket.core.moving.ObjectImporter;
import io.bytebucket.core.object.ETag;
import io.bytebucket.core.object.ObjectKey;
import io.bytebucket.core.object.ObjectReader;
import io.bytebucket.core.object.ObjectRecord;
import io.bytebucket.core.user.UserId;
import io.bytebucket.transfer.Finding;
import io.bytebucket.transfer.original.SourceWalk.SourceObject;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Takes in the objects of a bucket, one at a time: each is there whole, with all that is said of
 * it, or not at all. One that is there already and equal is left as it is, and so is one that is
 * another. Thread-safe.
 */
final class ObjectIntake {
  private final ObjectImporter importer;
  private final Verification verification;
  private final Target target;
  private final OriginalListener listener;

  /**
   * Where the objects go.
   *
   * @param name what the bucket is called in the original, for what is said of its objects
   * @param acl that of the bucket there, which counts for objects without one
   * @param canBePublic whether lists that make objects public can be kept in the bucket
   */
  record Target(
      BucketName bucket, String name, CannedAcl acl, UserId ownerId, boolean canBePublic) {}

  ObjectIntake(
      ObjectImporter importer,
      Verification verification,
      Target target,
      OriginalListener listener) {
    this.importer = importer;
    this.verification = verification;
    this.target = target;
    this.listener = listener;
  }

  /**
   * Takes an object in.
   *
   * @throws StoreException when the store can take no more, whatever it is
   */
  void take(SourceObject object) {
    About about = new About(object, listener, target.name());
    try {
      take(object, about);
    } catch (IOException e) {
      about.found(Finding.Kind.OBJECT_MISSING, "it cannot be read: " + reason(e));
    } catch (StoreException e) {
      if (isOfStore(e.failure())) {
        throw e;
      }
      about.found(
          Finding.Kind.OBJECT_MISSING,
          e.failure() instanceof Failure.IncompleteBody
              ? "it changed while it was read: is the original running?"
              : "it cannot be kept: " + e.failure());
    }
  }

  private static String reason(IOException e) {
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  /** What will be so with the next object as well. */
  private static boolean isOfStore(Failure failure) {
    return failure instanceof Failure.StorageFull
        || failure instanceof Failure.EngineFault
        || failure instanceof Failure.OutcomeUnknown
        || failure instanceof Failure.Busy
        || failure instanceof Failure.NoSuchBucket;
  }

  private void take(SourceObject object, About about) throws IOException {
    Sidecar sidecar = about.sidecar();
    ImportedVersion wanted = wanted(object, sidecar, about);
    Optional<ObjectRecord> there = there(wanted.key());
    if (there.isPresent()) {
      compare(object, about, wanted, there.get());
      return;
    }
    ObjectRecord stored = put(object, about, wanted);
    tell(object, about, sidecar, stored);
    if (verification.isFull()) {
      verification.compare(target.bucket(), wanted.key(), object.file(), about);
    }
    listener.object(target.bucket().value(), wanted.key(), stored, true, about.remark());
  }

  private ImportedVersion wanted(SourceObject object, Sidecar sidecar, About about) {
    Instant lastModified = date(object.attributes());
    return new ImportedVersion(
        new ObjectKey(object.key()),
        ImportedVersion.only(lastModified),
        false,
        lastModified,
        object.attributes().size(),
        sidecar.etag(),
        ObjectMetadata.of(sidecar, about.tags(), about).with(access(sidecar, about)),
        target.ownerId(),
        sidecar.crc32().map(sum -> checksum(sum)),
        List.of());
  }

  private Optional<ObjectRecord> there(ObjectKey key) {
    try {
      return Optional.of(
          verification.reader().get(ObjectReader.Source.current(target.bucket(), key)).record());
    } catch (StoreException e) {
      if (e.failure() instanceof Failure.NoSuchKey) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /**
   * A tag and a checksum of bytes are those of these bytes, or they are those of others: then what
   * is kept is theirs.
   */
  private ObjectRecord put(SourceObject object, About about, ImportedVersion wanted)
      throws IOException {
    try {
      return switch (importer.put(target.bucket(), wanted, () -> SourceFiles.open(object.file()))) {
        case ObjectImporter.Result.Put(ObjectRecord record) -> record;
        case ObjectImporter.Result.Equal(ObjectRecord record) -> record;
        case ObjectImporter.Result.Different(String what) ->
            throw new IOException("its bucket here has no place for it: " + what);
      };
    } catch (StoreException e) {
      return switch (e.failure()) {
        case Failure.BadDigest(String said, String actual) -> {
          about.found(
              Finding.Kind.OBJECT_DIFFERS,
              "its bytes are not those of its entity tag %s; kept with %s, which is theirs"
                  .formatted(said, actual));
          yield put(object, about, withoutTag(wanted));
        }
        case Failure.ChecksumMismatch mismatch -> {
          about.found(
              Finding.Kind.OBJECT_DIFFERS,
              "its bytes are not those of its CRC32 " + mismatch.expected());
          yield put(object, about, withoutChecksum(wanted));
        }
        case Failure other -> throw e;
      };
    }
  }

  private static ImportedVersion withoutTag(ImportedVersion wanted) {
    return with(wanted, Optional.empty(), wanted.checksum());
  }

  private static ImportedVersion withoutChecksum(ImportedVersion wanted) {
    return with(wanted, wanted.etag(), Optional.empty());
  }

  private static ImportedVersion with(
      ImportedVersion wanted, Optional<ETag> etag, Optional<Checksum> checksum) {
    return new ImportedVersion(
        wanted.key(),
        wanted.version(),
        wanted.isDeleteMarker(),
        wanted.lastModified(),
        wanted.sizeBytes(),
        etag,
        wanted.attributes(),
        wanted.ownerId(),
        checksum,
        wanted.parts());
  }

  /** The checksum that it has there is kept, so that clients are told the same one. */
  private static Checksum checksum(String crc32) {
    return new Checksum(ChecksumAlgorithm.CRC32, Checksum.Type.FULL_OBJECT, crc32);
  }

  private ObjectAccess access(Sidecar sidecar, About about) {
    CannedAcl acl = sidecar.acl().orElse(target.acl());
    if (acl != CannedAcl.PUBLIC_READ) {
      return ObjectAccess.UNSAID;
    }
    if (!target.canBePublic()) {
      about.found(
          Finding.Kind.OBJECT_DIFFERS, "everybody could read it, which is refused in its bucket");
      return ObjectAccess.UNSAID;
    }
    return ObjectAccess.sent(Optional.of(new Acl.Canned(acl)));
  }

  /** No date here is before 1970. */
  static Instant date(BasicFileAttributes attributes) {
    return Instant.ofEpochMilli(Math.max(0, attributes.lastModifiedTime().toMillis()));
  }

  private static void tell(SourceObject object, About about, Sidecar sidecar, ObjectRecord stored)
      throws IOException {
    sidecar
        .lengthBytes()
        .ifPresent(length -> {
          if (length != stored.sizeBytes()) {
            about.found(
                Finding.Kind.OBJECT_DIFFERS,
                "it has %d bytes, and its sidecar says %d".formatted(stored.sizeBytes(), length));
          }
        });
    Optional<BasicFileAttributes> after = SourceFiles.look(object.file());
    boolean isSame =
        after.isPresent()
            && after.get().size() == stored.sizeBytes()
            && after.get().lastModifiedTime().equals(object.attributes().lastModifiedTime());
    if (!isSame) {
      about.found(
          Finding.Kind.OBJECT_DIFFERS, "it changed while it was read: is the original running?");
    }
  }

  private void compare(SourceObject object, About about, ImportedVersion wanted, ObjectRecord there)
      throws IOException {
    boolean isSame =
        there.sizeBytes() == wanted.sizeBytes()
            && there.lastModified().equals(wanted.lastModified())
            && there.attributes().equals(wanted.attributes());
    // Without a tag that is believed, or with one that is not that of the bytes, the bytes tell.
    boolean hasTag = wanted.etag().filter(there.etag()::equals).isPresent();
    if (!isSame || !(hasTag || verification.tag(object.file()).equals(there.etag()))) {
      about.found(
          Finding.Kind.CONFLICT, "another object is kept under that key; it was left as it is");
      return;
    }
    if (verification.isFull()) {
      verification.compare(target.bucket(), wanted.key(), object.file(), about);
    }
    listener.object(target.bucket().value(), wanted.key(), there, false, about.remark());
  }
}
