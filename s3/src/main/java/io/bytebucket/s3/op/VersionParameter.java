package io.bytebucket.s3.op;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.s3.error.S3ErrorCode;
import io.bytebucket.s3.error.S3Exception;
import io.bytebucket.s3.route.S3Request;

/** The {@code versionId} of a request, while buckets keep no versions. */
final class VersionParameter {
  /** What S3 calls the version of an object in a bucket without versions. */
  static final String NULL_VERSION = "null";

  private VersionParameter() {}

  /**
   * Lets a request for the only version there is pass.
   *
   * @throws StoreException with {@link Failure.NoSuchVersion} for any other
   */
  static void requireCurrent(S3Request request) {
    String version = request.query().first("versionId").orElse(NULL_VERSION);
    if (version.isEmpty()) {
      throw invalid("Version id cannot be the empty string");
    }
    if (!version.equals(NULL_VERSION)) {
      throw new StoreException(new Failure.NoSuchVersion(request.key().value(), version));
    }
  }

  /**
   * Refuses a version where none can be chosen.
   *
   * @throws S3Exception with {@link S3ErrorCode#INVALID_ARGUMENT}
   */
  static void refuse(S3Request request) {
    if (request.query().contains("versionId")) {
      throw invalid("This operation does not accept a version-id.");
    }
  }

  private static S3Exception invalid(String message) {
    return new S3Exception(S3ErrorCode.INVALID_ARGUMENT, message).with("ArgumentName", "versionId");
  }
}
