package io.bytebucket.s3.op;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
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
    request
        .parameter("versionId")
        .filter(version -> !version.equals(NULL_VERSION))
        .ifPresent(version -> {
          throw new StoreException(new Failure.NoSuchVersion(request.key().value(), version));
        });
  }
}
