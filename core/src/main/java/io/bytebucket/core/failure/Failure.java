package io.bytebucket.core.failure;

import java.time.Instant;
import java.util.Optional;

/**
 * What can go wrong below the front ends. The set is sealed: a new failure does not compile until
 * every front end has an answer for it. The texts in it name things, but never secrets or paths of
 * files.
 */
public sealed interface Failure {
  /**
   * Whether it is a fault of the server, which its operator has to look into. All other failures
   * are up to the caller.
   */
  default boolean isFault() {
    return false;
  }

  /** The name breaks the naming rules for buckets. */
  record InvalidBucketName(String bucket) implements Failure {}

  /** No region can have that name. */
  record InvalidLocation(String location) implements Failure {}

  /** S3 does not accept these tags for an object or a bucket. */
  record InvalidTags(TagFault fault) implements Failure {}

  /** S3 does not accept these rules for pages of other origins. */
  record InvalidCors(CorsFault fault) implements Failure {}

  /** S3 does not accept that access control list there. */
  record InvalidAcl(AclFault fault) implements Failure {}

  /** The bucket, or the store, refuses public access, and this would give some. */
  record PublicAccessBlocked(By by) implements Failure {
    /** What gives it. */
    public enum By {
      ACL,
      POLICY
    }
  }

  /** S3 does not accept this policy for the bucket. */
  record InvalidPolicy(PolicyFault fault) implements Failure {}

  /** There is no such bucket. */
  record NoSuchBucket(String bucket) implements Failure {}

  /** The caller already owns a bucket of that name. */
  record BucketAlreadyOwnedByYou(String bucket) implements Failure {}

  /** Somebody else owns a bucket of that name. */
  record BucketAlreadyExists(String bucket) implements Failure {}

  /**
   * The bucket still holds something.
   *
   * @param isVersioned whether it keeps versions or once did: then old versions and delete markers
   *     count too
   */
  record BucketNotEmpty(String bucket, boolean isVersioned) implements Failure {}

  /** A bucket that keeps versions, or once did, cannot become one that never did. */
  record VersioningCannotEnd(String bucket) implements Failure {}

  /** The store already holds as many buckets as it may. */
  record TooManyBuckets(int limit) implements Failure {}

  /**
   * The bucket holds as much as it may, or would hold more.
   *
   * @param measure of what
   * @param limit how much it may hold
   */
  record QuotaExceeded(String bucket, Measure measure, long limit) implements Failure {
    /** What a quota is of. */
    public enum Measure {
      /** All bytes. */
      BYTES,
      /** All versions and delete markers. */
      OBJECTS
    }
  }

  /** The key is empty, or no text that UTF-8 can write. */
  record InvalidKey(String key) implements Failure {}

  /** The key is longer than a key may be. */
  record KeyTooLong(int lengthBytes, int limitBytes) implements Failure {}

  /** There is no such object. */
  record NoSuchKey(String key) implements Failure {}

  /** More objects are to be deleted at once than may be. */
  record TooManyObjects(int limit) implements Failure {}

  /** The object has no such version. */
  record NoSuchVersion(String key, String version) implements Failure {}

  /**
   * The version is a delete marker: it only says that the object was deleted.
   *
   * @param version its name
   * @param createdAt when the object was deleted
   * @param isNamed whether the caller asked for that version; otherwise it is the current one
   */
  record DeleteMarker(String key, String version, Instant createdAt, boolean isNamed)
      implements Failure {}

  /** It is not a number that a part can have. */
  record InvalidPartNumber(String number, int limit) implements Failure {}

  /** The caller asks for a type of checksum without an algorithm. */
  record ChecksumTypeWithoutAlgorithm() implements Failure {}

  /**
   * The algorithm cannot make such a checksum for an object that is uploaded in parts.
   *
   * @param type the name of the type
   * @param algorithm the name of the algorithm
   */
  record ChecksumTypeNotAllowed(String type, String algorithm) implements Failure {}

  /** There is no such upload in parts, or it has ended. */
  record NoSuchUpload(String uploadId) implements Failure {}

  /** An upload is to be completed without a single part. */
  record NoParts(String uploadId) implements Failure {}

  /** A listed part was not uploaded, or differs from what the list says. */
  record InvalidPart(String uploadId, int partNumber, String etag) implements Failure {}

  /** The parts are not listed in ascending order. */
  record InvalidPartOrder(String uploadId) implements Failure {}

  /** A part that is not the last one is smaller than it may be. */
  record PartTooSmall(int partNumber, String etag, long sizeBytes, long limitBytes)
      implements Failure {}

  /** The parts together do not have the length that the caller gave for the object. */
  record UploadSizeMismatch(long expectedBytes, long actualBytes) implements Failure {}

  /**
   * The parts together do not have the checksum that the caller gave for the object.
   *
   * @param algorithm its name
   * @param expected what the caller gave
   * @param actual in Base64
   */
  record UploadChecksumMismatch(String algorithm, String expected, String actual)
      implements Failure {}

  /**
   * A part comes without the kind of checksum that its upload was begun with.
   *
   * @param expected the name of the upload's algorithm
   * @param actual the name of the part's, if it brings a checksum
   */
  record ChecksumTypeMismatch(String expected, Optional<String> actual) implements Failure {}

  /**
   * An upload is completed as if it had been begun with another type of checksum.
   *
   * @param type the type that the upload was begun with, if there was one
   */
  record ChecksumModeMismatch(Optional<String> type) implements Failure {}

  /**
   * A part is listed without its checksum, which this upload requires for each part.
   *
   * @param algorithm the name of the upload's algorithm
   */
  record PartChecksumMissing(String algorithm, int partNumber) implements Failure {}

  /**
   * A part is listed with another kind of checksum than its upload has.
   *
   * @param algorithm the name of the one in the list
   */
  record PartChecksumOfOtherKind(String algorithm, int partNumber) implements Failure {}

  /** The object was not uploaded in that many parts. */
  record NoSuchPart(int partNumber, int partCount) implements Failure {}

  /** The range that is to be copied ends before it begins. */
  record InvalidCopyRange(long first, long last) implements Failure {}

  /** The range that is to be copied is not inside the source. */
  record CopyRangeOutside(long first, long last, long sourceSizeBytes) implements Failure {}

  /** An object cannot be copied or renamed onto itself unless something about it changes. */
  record CopyOntoItself() implements Failure {}

  /**
   * A condition of the request does not hold.
   *
   * @param isOfSource whether it is about what is copied or renamed, and not about what is read,
   *     written or deleted
   */
  record PreconditionFailed(Condition condition, boolean isOfSource) implements Failure {
    /** A condition on what is read, written or deleted. */
    public PreconditionFailed(Condition condition) {
      this(condition, false);
    }
  }

  /** The user metadata is larger than it may be. */
  record MetadataTooLarge(int sizeBytes, int limitBytes) implements Failure {}

  /** The value cannot be sent back in the header of an answer. */
  record InvalidMetadataValue(String value) implements Failure {}

  /** User metadata of that name cannot be sent back in the header of an answer. */
  record InvalidUserMetadata(String name) implements Failure {}

  /** There is no such storage class. */
  record InvalidStorageClass(String storageClass) implements Failure {}

  /** The body is larger than one object may be. */
  record EntityTooLarge(long sizeBytes, long limitBytes) implements Failure {}

  /** The body does not have the declared length. When it is longer, the rest was not read. */
  record IncompleteBody(long expectedBytes, long actualBytes) implements Failure {}

  /** The body does not have the MD5 that the caller gave; both in Base64. */
  record BadDigest(String expected, String actual) implements Failure {}

  /**
   * The body does not have the checksum that the caller gave; both in Base64.
   *
   * @param algorithm its name
   */
  record ChecksumMismatch(String algorithm, String expected, String actual) implements Failure {}

  /** The range starts after the end of the object, or has no bytes. */
  record RangeNotSatisfiable(long objectSizeBytes) implements Failure {}

  /** This server did not hand out such a continuation token for this listing. */
  record InvalidContinuationToken() implements Failure {}

  /** A page of versions is to begin after a version, but the caller does not say of which key. */
  record VersionMarkerWithoutKey(String version) implements Failure {}

  /** A page of versions is to begin after something that was never the name of a version. */
  record InvalidVersionMarker(String version) implements Failure {}

  /** A page of uploads is to begin after something that was never the name of an upload. */
  record InvalidUploadMarker(String upload) implements Failure {}

  /**
   * The caller may not do this.
   *
   * @param action what it was refused, by the name in rules
   * @param reason why, in constant words; not for clients
   * @param bucketRegion where the bucket is, which who is refused inside one learns
   * @param refusal more about why, where it was decided by rules and policies
   */
  record AccessDenied(
      String action, String reason, Optional<String> bucketRegion, Optional<Refusal> refusal)
      implements Failure {
    /** What was not decided by rules and policies. */
    public AccessDenied(String action, String reason, Optional<String> bucketRegion) {
      this(action, reason, bucketRegion, Optional.empty());
    }
  }

  /** What nobody may do who does not sign, whatever is allowed to everybody. */
  record SignInRequired(What what) implements Failure {
    /** What it is. */
    public enum What {
      /** To copy an object. */
      COPY,
      /** To begin an upload in parts. */
      UPLOAD,
      /** To read or change what a bucket says about who may do what. */
      POLICY,
      OTHER
    }
  }

  /**
   * Who must own the bucket, as the client says, is no account: that has twelve digits.
   *
   * @param owner what it says
   */
  record InvalidExpectedOwner(String owner) implements Failure {}

  /** What a user, a key or rules are to become is not allowed. */
  record InvalidUser(UserFault fault) implements Failure {}

  /** Another user has that name, or one that differs only in case. */
  record UserNameTaken(String name) implements Failure {}

  /** Nobody would be left who may do everything, and can sign in for good. */
  record LastAdministrator() implements Failure {}

  /** There is no such user. */
  record NoSuchUser(String userId) implements Failure {}

  /** Another access key has that id, or had it. */
  record AccessKeyTaken(String accessKeyId) implements Failure {}

  /** The user has as many access keys as a user may have. */
  record TooManyAccessKeys(int limit) implements Failure {}

  /** As many users have limits as may have some. */
  record TooManyLimitedUsers(int limit) implements Failure {}

  /** No credentials have that access key id. */
  record NoSuchAccessKey(String accessKeyId) implements Failure {}

  /** There is no such job, or it ended so long ago that it was forgotten. */
  record NoSuchJob(String jobId) implements Failure {}

  /** As many jobs are under way as may be. */
  record TooManyJobs(int limit) implements Failure {}

  /** What a job copies or moves would go to where the job takes it from. */
  record JobTargetInSource() implements Failure {}

  /** There is no such checkpoint, or it has ended. */
  record NoSuchCheckpoint(String checkpointId) implements Failure {}

  /** As many checkpoints are kept as may be. */
  record TooManyCheckpoints(int limit) implements Failure {}

  /** Stored secrets were encrypted with another key than the one that is configured. */
  record WrongEncryptionKey() implements Failure {
    @Override
    public boolean isFault() {
      return true;
    }
  }

  /** Too much is under way. Nothing was done, and trying again later may help. */
  record Busy(int retryAfterSeconds) implements Failure {}

  /**
   * There is no room to store this, and nothing was done. It does not count as a fault, because
   * every write meets it: the engine logs once that the disk is full.
   */
  record StorageFull() implements Failure {}

  /** Nobody knows whether the commit happened. */
  record OutcomeUnknown() implements Failure {
    @Override
    public boolean isFault() {
      return true;
    }
  }

  /**
   * Stored bytes differ from those that were written.
   *
   * @param subject what kind of thing is damaged
   * @param detail which one it is, and how the damage was noticed
   */
  record Corrupt(String subject, String detail) implements Failure {
    @Override
    public boolean isFault() {
      return true;
    }
  }

  /**
   * The engine could not do its work; the log says why.
   *
   * @param operation what it was doing, in constant words
   */
  record EngineFault(String operation) implements Failure {
    @Override
    public boolean isFault() {
      return true;
    }
  }
}
