package io.bytebucket.s3.op.acl;

import io.bytebucket.core.access.Caller;
import io.bytebucket.s3.error.S3ErrorCode;
import io.bytebucket.s3.error.S3Exception;

/** What S3 lets nobody do who does not sign, whatever a list or a policy gives them. */
final class SignedOnly {
  private SignedOnly() {}

  /**
   * Refuses who does not sign.
   *
   * @throws S3Exception with {@link S3ErrorCode#ACCESS_DENIED}
   */
  static void require(Caller caller) {
    if (caller instanceof Caller.Anonymous) {
      throw new S3Exception(
          S3ErrorCode.ACCESS_DENIED,
          "Anonymous users cannot invoke this API. Please authenticate.");
    }
  }
}
