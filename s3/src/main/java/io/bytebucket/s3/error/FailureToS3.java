package io.bytebucket.s3.error;

import io.bytebucket.core.failure.Failure;

/** What S3 answers to each failure of the store. The compiler checks that there is an answer. */
public final class FailureToS3 {
  private FailureToS3() {}

  /** The error that stands for {@code failure}. */
  public static S3Exception translate(Failure failure) {
    return switch (failure) {
      case Failure.InvalidBucketName(String bucket) ->
          new S3Exception(S3ErrorCode.INVALID_BUCKET_NAME).with("BucketName", bucket);
      case Failure.NoSuchBucket(String bucket) ->
          new S3Exception(S3ErrorCode.NO_SUCH_BUCKET).with("BucketName", bucket);
      case Failure.BucketAlreadyOwnedByYou(String bucket) ->
          new S3Exception(S3ErrorCode.BUCKET_ALREADY_OWNED_BY_YOU).with("BucketName", bucket);
      case Failure.BucketAlreadyExists(String bucket) ->
          new S3Exception(S3ErrorCode.BUCKET_ALREADY_EXISTS).with("BucketName", bucket);
      case Failure.BucketNotEmpty(String bucket) ->
          new S3Exception(S3ErrorCode.BUCKET_NOT_EMPTY).with("BucketName", bucket);
      case Failure.TooManyBuckets(int limit) -> new S3Exception(S3ErrorCode.TOO_MANY_BUCKETS);
      case Failure.KeyTooLong(int lengthBytes, int limitBytes) ->
          new S3Exception(S3ErrorCode.KEY_TOO_LONG)
              .with("Size", Integer.toString(lengthBytes))
              .with("MaxSizeAllowed", Integer.toString(limitBytes));
      case Failure.NoSuchKey(String key) ->
          new S3Exception(S3ErrorCode.NO_SUCH_KEY).with("Key", key);
      case Failure.NoSuchVersion(String key, String version) ->
          new S3Exception(S3ErrorCode.NO_SUCH_VERSION).with("Key", key).with("VersionId", version);
      case Failure.PreconditionFailed(String condition) ->
          new S3Exception(S3ErrorCode.PRECONDITION_FAILED).with("Condition", condition);
      case Failure.MetadataTooLarge(int sizeBytes, int limitBytes) ->
          new S3Exception(S3ErrorCode.METADATA_TOO_LARGE)
              .with("Size", Integer.toString(sizeBytes))
              .with("MaxSizeAllowed", Integer.toString(limitBytes));
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
          new S3Exception(
              S3ErrorCode.BAD_DIGEST,
              "The " + algorithm + " you specified did not match the calculated checksum.");
      case Failure.ContentSha256Mismatch(String expected, String actual) ->
          new S3Exception(S3ErrorCode.X_AMZ_CONTENT_SHA256_MISMATCH)
              .with("ClientComputedContentSHA256", expected)
              .with("S3ComputedContentSHA256", actual);
      case Failure.RangeNotSatisfiable(String range, long objectSizeBytes) ->
          new S3Exception(S3ErrorCode.INVALID_RANGE)
              .with("RangeRequested", range)
              .with("ActualObjectSize", Long.toString(objectSizeBytes));
      case Failure.InvalidContinuationToken() ->
          new S3Exception(
                  S3ErrorCode.INVALID_ARGUMENT, "The continuation token provided is incorrect")
              .with("ArgumentName", "continuation-token");
      case Failure.AccessDenied() -> new S3Exception(S3ErrorCode.ACCESS_DENIED);
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
}
