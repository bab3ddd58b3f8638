package io.bytebucket.core.schema;

import io.bytebucket.core.schema.Keyspace.BucketCounter;
import io.bytebucket.core.schema.Keyspace.SystemRecord;
import io.bytebucket.core.store.BlobId;
import io.bytebucket.core.store.Key;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * A key of the metadata store, taken apart. It is the reverse of {@link Keyspace}, for code that
 * walks through a whole store. The set of tables is sealed: a new one does not compile until every
 * such walk handles it.
 */
public sealed interface StoredKey {
  /** The bucket of that name. */
  record OfBucket(String name) implements StoredKey {}

  /** A counter of a bucket. */
  record OfCounter(long bucketId, BucketCounter counter) implements StoredKey {}

  /** The note that a bucket is gone, and that uploads into it are to be freed. */
  record OfEndedBucket(long bucketId) implements StoredKey {}

  /** The note that a blob is to be deleted. */
  record OfGarbage(BlobId blob) implements StoredKey {}

  /** The bytes of an inline blob. */
  record OfInlineBytes(BlobId blob) implements StoredKey {}

  /** A setting of a bucket. */
  record OfBucketSetting(long bucketId, BucketSetting setting) implements StoredKey {}

  /** A job. */
  record OfJob(boolean isOpen, BlobId job) implements StoredKey {}

  /** The lease of a start. */
  record OfLease(int start) implements StoredKey {}

  /** The current version of an object. */
  record OfObject(long bucketId, String key) implements StoredKey {}

  /** A version that is not current, or a delete marker. */
  record OfVersion(long bucketId, String key, long sequence) implements StoredKey {}

  /** The note which version is called null, where that is not the current one. */
  record OfNullVersion(long bucketId, String key) implements StoredKey {}

  /** How many versions name a layout. */
  record OfLayoutNamings(BlobId layout) implements StoredKey {}

  /** Some extents of a layout. */
  record OfLayoutExtents(BlobId layout, long end) implements StoredKey {}

  /** Some parts of a layout. */
  record OfLayoutParts(BlobId layout, int last) implements StoredKey {}

  /** Which rows a layout has. */
  record OfLayoutIndex(BlobId layout) implements StoredKey {}

  /** An upload in parts. */
  record OfUpload(long bucketId, String key, BlobId upload) implements StoredKey {}

  /** A part of an upload. */
  record OfPart(BlobId upload, int number) implements StoredKey {}

  /** What is kept of every upload. */
  record OfUploadByAge(BlobId upload) implements StoredKey {}

  /** The references to a blob. */
  record OfReferences(BlobId blob) implements StoredKey {}

  /** A single record of the system. */
  record OfSystem(SystemRecord record) implements StoredKey {}

  /** A setting that was saved while a server ran. */
  record OfSavedSetting(String name) implements StoredKey {}

  /** What is kept of past requests. */
  record OfActivity(Key key) implements StoredKey {}

  /** A user. */
  record OfUser(String userId) implements StoredKey {}

  /** The limits of a user. */
  record OfUserLimits(String userId) implements StoredKey {}

  /** An access key of a user. */
  record OfAccessKey(String accessKeyId) implements StoredKey {}

  /** Which user has a name. */
  record OfUserName(String folded) implements StoredKey {}

  /** Which user clients know by a canonical id. */
  record OfCanonicalId(String canonicalId) implements StoredKey {}

  /** The note that a user is an administrator who can sign in for good. */
  record OfAdministrator(String userId) implements StoredKey {}

  /** When a key was last used. */
  record OfLastUse(String accessKeyId) implements StoredKey {}

  /** When a user was last seen. */
  record OfLastSeen(String userId) implements StoredKey {}

  /** A record of the audit log. */
  record OfAuditRecord(long sequence) implements StoredKey {}

  /** A session, by the hash of its token in hex digits. */
  record OfSession(String hash) implements StoredKey {}

  /** The note that a session is a user's. */
  record OfSessionOfUser(String userId, String hash) implements StoredKey {}

  /** The second factor of a user. */
  record OfSecondFactor(String userId) implements StoredKey {}

  /** A row that a repair moved out of the way, and the key that it had. */
  record OfQuarantine(long sequence, Key original) implements StoredKey {}

  /**
   * What {@code key} stands for.
   *
   * @return empty when {@link Keyspace} makes no such key
   */
  static Optional<StoredKey> of(Key key) {
    byte[] bytes = key.bytes();
    return switch (key.tag()) {
      case Keyspace.ACCESS_KEY_TAG -> text(bytes, 1).map(OfAccessKey::new);
      case ActivityKeys.TAG ->
          ActivityKeys.isKey(key) ? Optional.of(new OfActivity(key)) : Optional.empty();
      case Keyspace.BUCKET_TAG -> text(bytes, 1).map(OfBucket::new);
      case Keyspace.COUNTER_TAG -> counter(bytes);
      case Keyspace.ENDED_BUCKET_TAG ->
          bytes.length == 1 + Long.BYTES
              ? Optional.of(new OfEndedBucket(Keyspace.endedBucketId(key)))
              : Optional.empty();
      case Keyspace.GARBAGE_TAG -> blob(bytes).map(OfGarbage::new);
      case Keyspace.BULK_TAG -> blob(bytes).map(OfInlineBytes::new);
      case Keyspace.JOB_TAG -> job(bytes);
      case Keyspace.LAYOUT_TAG -> layout(key);
      case LeaseKeys.LEASE_TAG ->
          bytes.length == LeaseKeys.LEASE_BYTES
              ? Optional.of(new OfLease(LeaseKeys.leasedStart(key)))
              : Optional.empty();
      case Keyspace.NULL_VERSION_TAG ->
          object(bytes).map(o -> new OfNullVersion(o.bucketId, o.key));
      case Keyspace.OBJECT_TAG -> object(bytes).map(StoredKey.class::cast);
      case Keyspace.PART_TAG -> part(bytes);
      case Keyspace.REFERENCE_TAG -> blob(bytes).map(OfReferences::new);
      case Keyspace.SAVED_SETTING_TAG -> text(bytes, 1).map(OfSavedSetting::new);
      case Keyspace.SETTING_TAG -> setting(bytes);
      case Keyspace.SYSTEM_TAG -> text(bytes, 1).flatMap(SystemRecord::of).map(OfSystem::new);
      case Keyspace.UPLOAD_TAG -> upload(key);
      case Keyspace.UPLOAD_AGE_TAG -> blob(bytes).map(OfUploadByAge::new);
      case Keyspace.USER_LIMITS_TAG -> text(bytes, 1).map(OfUserLimits::new);
      case Keyspace.USER_TAG -> text(bytes, 1).map(OfUser::new);
      case Keyspace.VERSION_TAG -> version(key);
      case AccountKeys.USER_NAME_TAG -> text(bytes, 1).map(OfUserName::new);
      case AccountKeys.CANONICAL_ID_TAG -> text(bytes, 1).map(OfCanonicalId::new);
      case AccountKeys.ADMINISTRATOR_TAG -> text(bytes, 1).map(OfAdministrator::new);
      case AccountKeys.LAST_USE_TAG -> text(bytes, 1).map(OfLastUse::new);
      case AccountKeys.LAST_SEEN_TAG -> text(bytes, 1).map(OfLastSeen::new);
      case AuditKeys.AUDIT_TAG ->
          bytes.length == AuditKeys.RECORD_BYTES
              ? Optional.of(new OfAuditRecord(AuditKeys.sequence(key)))
              : Optional.empty();
      case QuarantineKeys.QUARANTINE_TAG -> QuarantineKeys.of(key);
      case SignInKeys.SIGN_IN_TAG -> signIn(key);
      default -> Optional.empty();
    };
  }

  private static Optional<StoredKey> signIn(Key key) {
    byte[] bytes = key.bytes();
    int tailBytes = bytes.length - SignInKeys.PREFIX_BYTES;
    if (tailBytes <= 0) {
      return Optional.empty();
    }
    return switch (bytes[1]) {
      case SignInKeys.SESSION ->
          tailBytes == SignInKeys.HASH_BYTES
              ? Optional.of(new OfSession(SignInKeys.hex(SignInKeys.hash(key))))
              : Optional.empty();
      case SignInKeys.SESSION_OF_USER ->
          SignInKeys.userOfSession(key)
              .map(userId -> new OfSessionOfUser(userId, SignInKeys.hex(SignInKeys.hash(key))));
      case SignInKeys.SECOND_FACTOR ->
          text(bytes, SignInKeys.PREFIX_BYTES).map(OfSecondFactor::new);
      default -> Optional.empty();
    };
  }

  private static Optional<StoredKey> counter(byte[] bytes) {
    if (bytes.length != Long.BYTES + 2) {
      return Optional.empty();
    }
    long bucketId = ByteBuffer.wrap(bytes).getLong(1);
    return BucketCounter.of(bytes[bytes.length - 1])
        .map(counter -> new OfCounter(bucketId, counter));
  }

  private static Optional<StoredKey> job(byte[] bytes) {
    return bytes.length == Keyspace.JOB_BYTES && (bytes[1] == 0 || bytes[1] == 1)
        ? blobAt(bytes, 2).map(job -> new OfJob(bytes[1] == 0, job))
        : Optional.empty();
  }

  private static Optional<StoredKey> setting(byte[] bytes) {
    if (bytes.length != Long.BYTES + 2) {
      return Optional.empty();
    }
    long bucketId = ByteBuffer.wrap(bytes).getLong(1);
    return BucketSetting.of(bytes[bytes.length - 1])
        .map(setting -> new OfBucketSetting(bucketId, setting));
  }

  private static Optional<OfObject> object(byte[] bytes) {
    if (bytes.length < Keyspace.OBJECT_PREFIX_BYTES) {
      return Optional.empty();
    }
    long bucketId = ByteBuffer.wrap(bytes).getLong(1);
    return text(bytes, Keyspace.OBJECT_PREFIX_BYTES).map(key -> new OfObject(bucketId, key));
  }

  private static Optional<StoredKey> version(Key key) {
    if (!FiledKey.isWellFormed(key, Keyspace.VERSION_BYTES)) {
      return Optional.empty();
    }
    long inverted = ByteBuffer.wrap(FiledKey.tail(key, Keyspace.VERSION_BYTES)).getLong();
    return Optional.of(
        new OfVersion(FiledKey.bucketId(key), Keyspace.versionedKey(key), ~inverted));
  }

  private static Optional<StoredKey> upload(Key key) {
    if (!FiledKey.isWellFormed(key, BlobId.LENGTH_BYTES)) {
      return Optional.empty();
    }
    return blobAt(FiledKey.tail(key, BlobId.LENGTH_BYTES), 0)
        .map(upload -> new OfUpload(FiledKey.bucketId(key), Keyspace.uploadKey(key), upload));
  }

  private static Optional<StoredKey> part(byte[] bytes) {
    if (bytes.length != 1 + BlobId.LENGTH_BYTES + Short.BYTES) {
      return Optional.empty();
    }
    return blobAt(bytes, 1).map(upload -> new OfPart(upload, Keyspace.partNumber(Key.of(bytes))));
  }

  private static Optional<BlobId> blob(byte[] bytes) {
    return bytes.length == 1 + BlobId.LENGTH_BYTES ? blobAt(bytes, 1) : Optional.empty();
  }

  private static Optional<StoredKey> layout(Key key) {
    byte[] bytes = key.bytes();
    int tailBytes = bytes.length - Keyspace.LAYOUT_KIND_AT - 1;
    if (tailBytes < 0) {
      return Optional.empty();
    }
    Optional<BlobId> layout = blobAt(bytes, 1);
    byte kind = bytes[Keyspace.LAYOUT_KIND_AT];
    if (kind == Keyspace.LAYOUT_NAMINGS && tailBytes == 0) {
      return layout.map(OfLayoutNamings::new);
    }
    if (kind == Keyspace.LAYOUT_INDEX && tailBytes == 0) {
      return layout.map(OfLayoutIndex::new);
    }
    if (kind == Keyspace.LAYOUT_EXTENTS && tailBytes == Long.BYTES) {
      return layout.map(id -> new OfLayoutExtents(id, Keyspace.layoutEnd(key)));
    }
    if (kind == Keyspace.LAYOUT_PARTS && tailBytes == Short.BYTES) {
      return layout.map(id -> new OfLayoutParts(id, Keyspace.layoutLastPart(key)));
    }
    return Optional.empty();
  }

  private static Optional<BlobId> blobAt(byte[] bytes, int offset) {
    try {
      return Optional.of(BlobId.fromBytes(bytes, offset));
    } catch (IllegalArgumentException outOfRange) {
      return Optional.empty();
    }
  }

  /** The rest of the key from {@code offset}; empty when there is none or it is not UTF-8. */
  private static Optional<String> text(byte[] bytes, int offset) {
    byte[] rest = Arrays.copyOfRange(bytes, offset, bytes.length);
    String text = new String(rest, StandardCharsets.UTF_8);
    return rest.length > 0 && Arrays.equals(rest, text.getBytes(StandardCharsets.UTF_8))
        ? Optional.of(text)
        : Optional.empty();
  }
}
