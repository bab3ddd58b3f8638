package io.bytebucket.s3.op.value;

import io.bytebucket.core.acl.Grantee;
import io.bytebucket.s3.error.S3ErrorCode;
import io.bytebucket.s3.error.S3Exception;

/** Who is given something, as clients name them. */
public final class Grantees {
  private Grantees() {}

  /**
   * A user, whom there need not be.
   *
   * @param argument what an error calls the place where it stands
   * @throws S3Exception with {@link S3ErrorCode#INVALID_ARGUMENT}
   */
  public static Grantee user(String canonicalId, String argument) {
    if (!Grantee.User.isCanonicalId(canonicalId)) {
      throw unknownUser(canonicalId, argument);
    }
    return new Grantee.User(canonicalId);
  }

  /** The error for a user whom nobody knows. */
  public static S3Exception unknownUser(String canonicalId, String argument) {
    return new S3Exception(S3ErrorCode.INVALID_ARGUMENT, "Invalid id")
        .with("ArgumentName", argument)
        .with("ArgumentValue", canonicalId);
  }

  /**
   * A group.
   *
   * @throws S3Exception with {@link S3ErrorCode#INVALID_ARGUMENT}
   */
  public static Grantee group(String uri, String argument) {
    return Grantee.Group.of(uri)
        .orElseThrow(() ->
            new S3Exception(S3ErrorCode.INVALID_ARGUMENT, "Invalid group uri")
                .with("ArgumentName", argument)
                .with("ArgumentValue", uri));
  }

  /** The error for a user who is named by a mail address, as AWS allows no longer. */
  public static S3Exception email() {
    return new S3Exception(S3ErrorCode.METHOD_NOT_ALLOWED);
  }
}
