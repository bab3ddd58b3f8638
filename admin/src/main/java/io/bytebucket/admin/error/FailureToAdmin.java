package io.bytebucket.admin.error;

import io.bytebucket.core.failure.AclFault;
import io.bytebucket.core.failure.Condition;
import io.bytebucket.core.failure.CorsFault;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.PolicyFault;
import io.bytebucket.core.failure.TagFault;
import io.bytebucket.core.failure.UserFault;
import java.time.Instant;

/**
 * What the admin API answers to each failure of the store, by the codes and the status that S3 has
 * for it. The compiler checks that there is an answer.
 */
public final class FailureToAdmin {
  private FailureToAdmin() {}

  /** The error that stands for {@code failure}. */
  public static AdminException translate(Failure failure) {
    return switch (failure) {
      case Failure.InvalidBucketName(String bucket) ->
          new AdminException(400, "InvalidBucketName", "No bucket may have that name.");
      case Failure.InvalidLocation(String location) ->
          new AdminException(400, "InvalidLocationConstraint", "No region has that name.");
      case Failure.InvalidTags(TagFault fault) ->
          new AdminException(400, "InvalidTag", "These tags are not allowed.");
      case Failure.InvalidCors(CorsFault fault) ->
          new AdminException(
              400, "InvalidRequest", "These rules for other origins are not allowed.");
      case Failure.InvalidAcl(AclFault fault) -> AclFaults.translate(fault);
      case Failure.PublicAccessBlocked(var by) -> AclFaults.blocked(by);
      case Failure.InvalidPolicy(PolicyFault fault) ->
          new AdminException(400, "MalformedPolicy", PolicyFaults.text(fault));
      case Failure.NoSuchBucket(String bucket) -> missing("NoSuchBucket", "bucket");
      case Failure.BucketAlreadyOwnedByYou(String bucket) ->
          new AdminException(409, "BucketAlreadyOwnedByYou", "You own a bucket of that name.");
      case Failure.BucketAlreadyExists(String bucket) ->
          new AdminException(409, "BucketAlreadyExists", "Somebody owns a bucket of that name.");
      case Failure.BucketNotEmpty(String bucket, boolean isVersioned) ->
          new AdminException(
              409,
              "BucketNotEmpty",
              isVersioned
                  ? "The bucket still holds versions or delete markers."
                  : "The bucket still holds objects.");
      case Failure.VersioningCannotEnd(String bucket) ->
          new AdminException(
              409, "IllegalVersioningConfiguration", "Versioning can be suspended, not ended.");
      case Failure.TooManyBuckets(int limit) ->
          new AdminException(400, "TooManyBuckets", "There are " + limit + " buckets already.");
      case Failure.QuotaExceeded(String bucket, var measure, long limit) ->
          new AdminException(403, "QuotaExceeded", "The quota of the bucket is exceeded.");
      case Failure.InvalidKey(String key) ->
          AdminException.invalid("A key is a text of at least one character.");
      case Failure.KeyTooLong(int lengthBytes, int limitBytes) ->
          new AdminException(
              400, "KeyTooLongError", "A key may have " + limitBytes + " bytes at the most.");
      case Failure.NoSuchKey(String key) -> missing("NoSuchKey", "object");
      case Failure.TooManyObjects(int limit) ->
          AdminException.invalid("At most " + limit + " objects may be deleted at once.");
      case Failure.NoSuchVersion(String key, String version) ->
          missing("NoSuchVersion", "version of that object");
      case Failure.DeleteMarker(String key, String version, Instant createdAt, boolean isNamed) ->
          isNamed
              ? new AdminException(405, "MethodNotAllowed", "That version is a delete marker.")
                  .withHeader("allow", "DELETE")
              : missing("NoSuchKey", "object");
      case Failure.InvalidPartNumber(String number, int limit) ->
          AdminException.invalid("The number of a part is from 1 to " + limit + ".");
      case Failure.NoSuchUpload(String uploadId) -> missing("NoSuchUpload", "upload");
      case Failure.NoParts(String uploadId) ->
          AdminException.invalid("An upload is completed with at least one part.");
      case Failure.InvalidPart(String uploadId, int partNumber, String etag) ->
          new AdminException(
              400, "InvalidPart", "Part " + partNumber + " is not there, or is another one.");
      case Failure.InvalidPartOrder(String uploadId) ->
          new AdminException(400, "InvalidPartOrder", "Parts are listed in ascending order.");
      case Failure.PartTooSmall(int partNumber, String etag, long sizeBytes, long limitBytes) ->
          new AdminException(
              400,
              "EntityTooSmall",
              "Part " + partNumber + " has less than " + limitBytes + " bytes.");
      case Failure.NoSuchPart(int partNumber, int partCount) ->
          new AdminException(
              416, "InvalidPartNumber", "The object has " + partCount + " parts, not more.");
      case Failure.CopyRangeOutside(long first, long last, long sourceSizeBytes) ->
          AdminException.invalid("The range is not inside the source.");
      case Failure.InvalidCopyRange(long first, long last) ->
          AdminException.invalid("The range ends before it begins.");
      case Failure.CopyOntoItself() ->
          new AdminException(400, "InvalidRequest", "Nothing would change by this copy.");
      case Failure.PreconditionFailed(Condition condition, boolean isOfSource) ->
          new AdminException(
              412, "PreconditionFailed", "A condition of the request does not hold.");
      case Failure.MetadataTooLarge(int sizeBytes, int limitBytes) ->
          new AdminException(
              400, "MetadataTooLarge", "Metadata may have " + limitBytes + " bytes at the most.");
      case Failure.InvalidMetadataValue _, Failure.InvalidUserMetadata _ ->
          AdminException.invalid("The metadata cannot be sent as a header field.");
      case Failure.InvalidStorageClass(String storageClass) ->
          new AdminException(400, "InvalidStorageClass", "There is no such storage class.");
      case Failure.EntityTooLarge(long sizeBytes, long limitBytes) -> tooLarge(limitBytes);
      case Failure.IncompleteBody(long expectedBytes, long actualBytes) ->
          new AdminException(400, "IncompleteBody", "The body has another length than declared.");
      case Failure.RangeNotSatisfiable(long objectSizeBytes) ->
          new AdminException(416, "InvalidRange", "The range begins after the end.")
              .withHeader("content-range", "bytes */" + objectSizeBytes);
      case Failure.BadDigest _,
          Failure.ChecksumMismatch _,
          Failure.UploadChecksumMismatch _,
          Failure.UploadSizeMismatch _,
          Failure.PartChecksumOfOtherKind _ ->
          new AdminException(400, "BadDigest", "What arrived is not what was meant to be sent.");
      case Failure.ChecksumTypeWithoutAlgorithm _,
          Failure.ChecksumTypeNotAllowed _,
          Failure.ChecksumTypeMismatch _,
          Failure.ChecksumModeMismatch _,
          Failure.PartChecksumMissing _ ->
          new AdminException(
              400, "InvalidRequest", "The checksum is not of the kind that was said before.");
      case Failure.InvalidContinuationToken _,
          Failure.VersionMarkerWithoutKey _,
          Failure.InvalidVersionMarker _,
          Failure.InvalidUploadMarker _ ->
          AdminException.invalid("This is no place where a page could begin.");
      case Failure.AccessDenied denied ->
          new AdminException(
              403, "AccessDenied", "You are not allowed to do this: " + denied.action() + ".");
      case Failure.SignInRequired _ ->
          new AdminException(403, "AccessDenied", "Nobody may do this without signing in.");
      case Failure.TooManyLimitedUsers(int limit) ->
          new AdminException(
              400, "TooManyLimitedUsers", "Already " + limit + " users have limits.");
      case Failure.NoSuchUser(String userId) -> missing("NoSuchUser", "user");
      case Failure.NoSuchAccessKey(String accessKeyId) -> missing("NoSuchUser", "access key");
      case Failure.AccessKeyTaken(String accessKeyId) ->
          new AdminException(409, "AccessKeyTaken", "An access key of that id was made before.");
      case Failure.TooManyAccessKeys(int limit) ->
          new AdminException(409, "TooManyAccessKeys", "The user has " + limit + " access keys.");
      case Failure.NoSuchJob(String jobId) -> missing("NoSuchJob", "job");
      case Failure.TooManyJobs(int limit) ->
          new AdminException(409, "TooManyJobs", "There are " + limit + " jobs under way already.");
      case Failure.JobTargetInSource() ->
          new AdminException(
              400, "InvalidRequest", "The target of the job must not lie inside its source.");
      case Failure.NoSuchCheckpoint(String id) -> missing("NoSuchCheckpoint", "checkpoint");
      case Failure.TooManyCheckpoints(int limit) ->
          new AdminException(
              409, "TooManyCheckpoints", "There are " + limit + " checkpoints already.");
      case Failure.InvalidUser(UserFault fault) -> UserFaults.translate(fault);
      case Failure.UserNameTaken(String name) ->
          new AdminException(409, "UserNameTaken", "Another user has that name.");
      case Failure.LastAdministrator() ->
          new AdminException(
              409,
              "LastAdministrator",
              "Nobody would be left who may do everything, with an active key that never expires.");
      case Failure.InvalidExpectedOwner(String owner) ->
          new AdminException(
              400, "InvalidBucketOwnerAWSAccountID", "The id of an account has twelve digits.");
      case Failure.Busy(int retryAfterSeconds) ->
          new AdminException(503, "SlowDown", "The server is busy; come back later.")
              .withHeader("retry-after", Integer.toString(retryAfterSeconds));
      case Failure.StorageFull() ->
          new AdminException(503, "ServiceUnavailable", "The server has no room to store this.");
      case Failure.WrongEncryptionKey _,
          Failure.OutcomeUnknown _,
          Failure.Corrupt _,
          Failure.EngineFault _ ->
          internalError();
    };
  }

  /** That the body is longer than it may be. */
  public static AdminException tooLarge(long limitBytes) {
    return new AdminException(
        413, "EntityTooLarge", "The body may have " + limitBytes + " bytes at the most.");
  }

  static AdminException internalError() {
    return new AdminException(500, "InternalError", "The server failed; its log says why.");
  }

  private static AdminException missing(String code, String what) {
    return new AdminException(404, code, "There is no such " + what + ".");
  }
}
