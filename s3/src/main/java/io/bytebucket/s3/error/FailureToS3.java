package io.bytebucket.s3.error;

import io.bytebucket.core.failure.AclFault;
import io.bytebucket.core.failure.Condition;
import io.bytebucket.core.failure.CorsFault;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.PolicyFault;
import io.bytebucket.core.failure.TagFault;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** What S3 answers to each failure of the store. The compiler checks that there is an answer. */
public final class FailureToS3 {
  /** As a header has it: a day of one digit begins with a nought. */
  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private FailureToS3() {}

  /**
   * The error that stands for {@code failure}.
   *
   * @param method of the request that failed
   */
  public static S3Exception translate(Failure failure, String method) {
    return switch (failure) {
      case Failure.InvalidBucketName(String bucket) ->
          new S3Exception(S3ErrorCode.INVALID_BUCKET_NAME).with("BucketName", bucket);
      case Failure.InvalidLocation(String location) ->
          new S3Exception(S3ErrorCode.INVALID_LOCATION_CONSTRAINT)
              .with("LocationConstraint", location);
      case Failure.InvalidTags(TagFault fault) -> TagErrors.translate(fault);
      case Failure.InvalidPolicy(PolicyFault fault) -> PolicyErrors.translate(fault);
      case Failure.InvalidCors(CorsFault fault) -> CorsErrors.translate(fault);
      case Failure.InvalidAcl(AclFault fault) -> AclErrors.translate(fault);
      case Failure.PublicAccessBlocked(var by) -> AclErrors.blocked(by);
      case Failure.NoSuchBucket(String bucket) ->
          new S3Exception(S3ErrorCode.NO_SUCH_BUCKET).with("BucketName", bucket);
      case Failure.BucketAlreadyOwnedByYou(String bucket) ->
          new S3Exception(S3ErrorCode.BUCKET_ALREADY_OWNED_BY_YOU).with("BucketName", bucket);
      case Failure.BucketAlreadyExists(String bucket) ->
          new S3Exception(S3ErrorCode.BUCKET_ALREADY_EXISTS).with("BucketName", bucket);
      case Failure.BucketNotEmpty(String bucket, boolean isVersioned) ->
          (isVersioned
                  ? new S3Exception(
                      S3ErrorCode.BUCKET_NOT_EMPTY,
                      S3ErrorCode.BUCKET_NOT_EMPTY.message()
                          + ". You must delete all versions in the bucket.")
                  : new S3Exception(S3ErrorCode.BUCKET_NOT_EMPTY))
              .with("BucketName", bucket);
      case Failure.VersioningCannotEnd(String bucket) ->
          new S3Exception(S3ErrorCode.ILLEGAL_VERSIONING_CONFIGURATION).with("BucketName", bucket);
      case Failure.QuotaExceeded(String bucket, var measure, long limit) ->
          new S3Exception(S3ErrorCode.QUOTA_EXCEEDED)
              .with("BucketName", bucket)
              .with("QuotaType", measure.name().toLowerCase(Locale.ROOT))
              .with("Quota", Long.toString(limit));
      case Failure.TooManyBuckets(int limit) -> new S3Exception(S3ErrorCode.TOO_MANY_BUCKETS);
      case Failure.InvalidKey(String key) ->
          argument(
              "key",
              key,
              key.isEmpty()
                  ? "User key must have a length greater than 0."
                  : "The key cannot be written in UTF-8.");
      case Failure.KeyTooLong(int lengthBytes, int limitBytes) ->
          new S3Exception(S3ErrorCode.KEY_TOO_LONG)
              .with("Size", Integer.toString(lengthBytes))
              .with("MaxSizeAllowed", Integer.toString(limitBytes));
      case Failure.NoSuchKey(String key) ->
          new S3Exception(S3ErrorCode.NO_SUCH_KEY).with("Key", key);
      case Failure.TooManyObjects(int limit) -> new S3Exception(S3ErrorCode.MALFORMED_XML);
      case Failure.NoSuchVersion(String key, String version) ->
          new S3Exception(S3ErrorCode.NO_SUCH_VERSION).with("Key", key).with("VersionId", version);
      case Failure.DeleteMarker(String key, String version, Instant createdAt, boolean isNamed) ->
          deleteMarker(method, key, version, createdAt, isNamed);
      case Failure.InvalidPartNumber(String number, int limit) ->
          argument(
              "partNumber",
              number,
              "Part number must be an integer between 1 and " + limit + ", inclusive");
      case Failure.ChecksumTypeWithoutAlgorithm() ->
          new S3Exception(
              S3ErrorCode.INVALID_REQUEST,
              "The x-amz-checksum-type header can only be used with the x-amz-checksum-algorithm"
                  + " header.");
      case Failure.ChecksumTypeNotAllowed(String type, String algorithm) ->
          new S3Exception(
              S3ErrorCode.INVALID_REQUEST,
              "The "
                  + type
                  + " checksum type cannot be used with the "
                  + lowerCase(algorithm)
                  + " checksum algorithm.");
      case Failure.NoSuchUpload(String uploadId) ->
          new S3Exception(S3ErrorCode.NO_SUCH_UPLOAD).with("UploadId", uploadId);
      case Failure.NoParts(String uploadId) ->
          new S3Exception(S3ErrorCode.INVALID_REQUEST, "You must specify at least one part");
      case Failure.InvalidPart(String uploadId, int partNumber, String etag) ->
          new S3Exception(S3ErrorCode.INVALID_PART)
              .with("UploadId", uploadId)
              .with("PartNumber", Integer.toString(partNumber))
              .with("ETag", etag);
      case Failure.InvalidPartOrder(String uploadId) ->
          new S3Exception(S3ErrorCode.INVALID_PART_ORDER).with("UploadId", uploadId);
      case Failure.PartTooSmall(int partNumber, String etag, long sizeBytes, long limitBytes) ->
          new S3Exception(S3ErrorCode.ENTITY_TOO_SMALL)
              .with("ProposedSize", Long.toString(sizeBytes))
              .with("MinSizeAllowed", Long.toString(limitBytes))
              .with("PartNumber", Integer.toString(partNumber))
              .with("ETag", etag);
      case Failure.UploadSizeMismatch(long expectedBytes, long actualBytes) ->
          new S3Exception(
              S3ErrorCode.INVALID_REQUEST,
              "The provided 'x-amz-mp-object-size' header value "
                  + expectedBytes
                  + " does not match what was computed: "
                  + actualBytes);
      case Failure.UploadChecksumMismatch(String algorithm, String expected, String actual) ->
          checksumMismatch(lowerCase(algorithm));
      case Failure.ChecksumTypeMismatch(String expected, Optional<String> actual) ->
          new S3Exception(
              S3ErrorCode.INVALID_REQUEST,
              "Checksum Type mismatch occurred, expected checksum Type: "
                  + lowerCase(expected)
                  + ", actual checksum Type: "
                  + actual.map(FailureToS3::lowerCase).orElse("null"));
      case Failure.ChecksumModeMismatch(Optional<String> type) ->
          new S3Exception(
              S3ErrorCode.INVALID_REQUEST,
              "The upload was created using the "
                  + type.orElse("null")
                  + " checksum mode. The complete request must use the same checksum mode.");
      case Failure.PartChecksumMissing(String algorithm, int partNumber) ->
          new S3Exception(
              S3ErrorCode.INVALID_REQUEST,
              "The upload was created using a "
                  + lowerCase(algorithm)
                  + " checksum. The complete request must include the checksum for each part. It was"
                  + " missing for part "
                  + partNumber
                  + " in the request.");
      case Failure.PartChecksumOfOtherKind(String algorithm, int partNumber) ->
          new S3Exception(
              S3ErrorCode.BAD_DIGEST,
              "The "
                  + lowerCase(algorithm)
                  + " you specified for part "
                  + partNumber
                  + " did not match what we received.");
      case Failure.NoSuchPart(int partNumber, int partCount) ->
          new S3Exception(S3ErrorCode.INVALID_PART_NUMBER)
              .with("PartNumberRequested", Integer.toString(partNumber))
              .with("ActualPartCount", Integer.toString(partCount));
      case Failure.InvalidCopyRange(long first, long last) ->
          argument(
              "x-amz-copy-source-range",
              "bytes=" + first + "-" + last,
              "The last byte of the range to copy is before its first byte");
      case Failure.CopyRangeOutside(long first, long last, long sourceSizeBytes) ->
          first >= sourceSizeBytes
              ? new S3Exception(
                  S3ErrorCode.INVALID_REQUEST,
                  "The specified copy range is invalid for the source object size")
              : new S3Exception(
                      S3ErrorCode.INVALID_ARGUMENT,
                      "Range specified is not valid for source object of size: " + sourceSizeBytes)
                  .with("ArgumentName", "x-amz-copy-source-range")
                  .with("ArgumentValue", "bytes=" + first + "-" + last);
      case Failure.CopyOntoItself() ->
          new S3Exception(
              S3ErrorCode.INVALID_REQUEST,
              "This copy request is illegal because it is trying to copy an object to itself"
                  + " without changing the object's metadata, storage class, website redirect"
                  + " location or encryption attributes.");
      case Failure.PreconditionFailed(Condition condition, boolean isOfSource) ->
          new S3Exception(S3ErrorCode.PRECONDITION_FAILED)
              .with("Condition", (isOfSource ? "x-amz-copy-source-" : "") + header(condition));
      case Failure.MetadataTooLarge(int sizeBytes, int limitBytes) ->
          new S3Exception(S3ErrorCode.METADATA_TOO_LARGE)
              .with("Size", Integer.toString(sizeBytes))
              .with("MaxSizeAllowed", Integer.toString(limitBytes));
      case Failure.InvalidMetadataValue(String value) -> unsendable(value);
      case Failure.InvalidUserMetadata(String name) -> unsendable("x-amz-meta-" + name);
      case Failure.InvalidStorageClass(String storageClass) ->
          new S3Exception(S3ErrorCode.INVALID_STORAGE_CLASS)
              .with("StorageClassRequested", storageClass);
      case Failure.EntityTooLarge(long sizeBytes, long limitBytes) ->
          new S3Exception(S3ErrorCode.ENTITY_TOO_LARGE)
              .with("ProposedSize", Long.toString(sizeBytes))
              .with("MaxSizeAllowed", Long.toString(limitBytes));
      case Failure.IncompleteBody(long expectedBytes, long actualBytes) ->
          new S3Exception(S3ErrorCode.INCOMPLETE_BODY)
              .with("NumberBytesExpected", Long.toString(expectedBytes))
              .with("NumberBytesProvided", Long.toString(actualBytes));
      case Failure.BadDigest(String expected, String actual) ->
          new S3Exception(S3ErrorCode.BAD_DIGEST)
              .with("ExpectedDigest", expected)
              .with("CalculatedDigest", actual);
      case Failure.ChecksumMismatch(String algorithm, String expected, String actual) ->
          checksumMismatch(algorithm);
      case Failure.RangeNotSatisfiable(long objectSizeBytes) ->
          new S3Exception(S3ErrorCode.INVALID_RANGE)
              .with("ActualObjectSize", Long.toString(objectSizeBytes));
      case Failure.InvalidContinuationToken() ->
          new S3Exception(
                  S3ErrorCode.INVALID_ARGUMENT, "The continuation token provided is incorrect")
              .with("ArgumentName", "continuation-token");
      case Failure.VersionMarkerWithoutKey(String version) ->
          argument(
              "version-id-marker",
              version,
              "A version-id marker cannot be specified without a key marker.");
      case Failure.InvalidVersionMarker(String version) ->
          argument("version-id-marker", version, "Invalid version id specified");
      case Failure.InvalidUploadMarker(String upload) ->
          argument("upload-id-marker", upload, "Invalid uploadId marker");
      case Failure.AccessDenied denied -> RefusalErrors.translate(denied);
      case Failure.SignInRequired(var what) -> RefusalErrors.translate(what);
      // No operation of S3 changes users.
      case Failure.TooManyLimitedUsers _,
          Failure.NoSuchUser _,
          Failure.AccessKeyTaken _,
          Failure.TooManyAccessKeys _,
          Failure.InvalidUser _,
          Failure.UserNameTaken _,
          Failure.LastAdministrator _ ->
          new S3Exception(S3ErrorCode.INTERNAL_ERROR);
      // Nor does any start a job, or make a checkpoint.
      case Failure.NoSuchJob _,
          Failure.TooManyJobs _,
          Failure.JobTargetInSource _,
          Failure.NoSuchCheckpoint _,
          Failure.TooManyCheckpoints _ ->
          new S3Exception(S3ErrorCode.INTERNAL_ERROR);
      case Failure.InvalidExpectedOwner(String owner) ->
          new S3Exception(
              S3ErrorCode.INVALID_BUCKET_OWNER_ACCOUNT_ID,
              S3ErrorCode.INVALID_BUCKET_OWNER_ACCOUNT_ID.message() + " [" + owner + "]");
      case Failure.NoSuchAccessKey(String accessKeyId) ->
          new S3Exception(S3ErrorCode.INVALID_ACCESS_KEY_ID).with("AWSAccessKeyId", accessKeyId);
      case Failure.Busy(int retryAfterSeconds) ->
          new S3Exception(S3ErrorCode.SLOW_DOWN)
              .withHeader("retry-after", Integer.toString(retryAfterSeconds));
      case Failure.StorageFull() ->
          new S3Exception(S3ErrorCode.SERVICE_UNAVAILABLE, "The server has no room to store this.");
      case Failure.WrongEncryptionKey wrongKey -> new S3Exception(S3ErrorCode.INTERNAL_ERROR);
      case Failure.OutcomeUnknown unknown -> new S3Exception(S3ErrorCode.INTERNAL_ERROR);
      case Failure.Corrupt corrupt -> new S3Exception(S3ErrorCode.INTERNAL_ERROR);
      case Failure.EngineFault fault -> new S3Exception(S3ErrorCode.INTERNAL_ERROR);
    };
  }

  private static S3Exception argument(String name, String value, String message) {
    return new S3Exception(S3ErrorCode.INVALID_ARGUMENT, message)
        .with("ArgumentName", name)
        .with("ArgumentValue", value);
  }

  private static S3Exception unsendable(String what) {
    return new S3Exception(
            S3ErrorCode.INVALID_ARGUMENT, "The metadata cannot be sent as a header field.")
        .with("ArgumentValue", what);
  }

  private static S3Exception checksumMismatch(String algorithm) {
    return new S3Exception(
        S3ErrorCode.BAD_DIGEST,
        "The " + algorithm + " you specified did not match the calculated checksum.");
  }

  /** As S3 writes the name of an algorithm where it speaks of an upload. */
  private static String lowerCase(String algorithm) {
    return algorithm.toLowerCase(Locale.ROOT);
  }

  /** The header field that states a condition, without what says that it is one on a source. */
  private static String header(Condition condition) {
    return switch (condition) {
      case TAG_IS -> "If-Match";
      case TAG_IS_NOT -> "If-None-Match";
      case MODIFIED_SINCE -> "If-Modified-Since";
      case UNMODIFIED_SINCE -> "If-Unmodified-Since";
      case SIZE_IS -> "x-amz-if-match-size";
      case MODIFIED_AT -> "x-amz-if-match-last-modified-time";
      case BEGUN_AT -> "x-amz-if-match-initiated-time";
    };
  }

  /**
   * A version that is a delete marker exists, and has no bytes; as the current one it hides all.
   */
  private static S3Exception deleteMarker(
      String method, String key, String version, Instant createdAt, boolean isNamed) {
    S3Exception error =
        isNamed
            ? new S3Exception(S3ErrorCode.METHOD_NOT_ALLOWED)
                .with("Method", method)
                .with("ResourceType", "DeleteMarker")
                .withHeader("allow", "DELETE")
                .withHeader("last-modified", HTTP_DATE.format(createdAt))
            : new S3Exception(S3ErrorCode.NO_SUCH_KEY).with("Key", key);
    return error.withHeader("x-amz-delete-marker", "true").withHeader("x-amz-version-id", version);
  }
}
