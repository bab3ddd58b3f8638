package io.bytebucket.s3.error;

import io.bytebucket.core.failure.AclFault;
import io.bytebucket.core.failure.Failure.PublicAccessBlocked.By;

/** What S3 answers to access control lists that cannot be set. */
final class AclErrors {
  private AclErrors() {}

  static S3Exception translate(AclFault fault) {
    return switch (fault) {
      case AclFault.TooManyGrants(int limit) -> new S3Exception(S3ErrorCode.MALFORMED_ACL);
      case AclFault.UnknownUser(String canonicalId) ->
          new S3Exception(S3ErrorCode.INVALID_ARGUMENT, "Invalid id")
              .with("ArgumentName", "id")
              .with("ArgumentValue", canonicalId);
      case AclFault.OtherOwner() -> new S3Exception(S3ErrorCode.ACCESS_DENIED);
      case AclFault.NotSupported(String bucket) ->
          new S3Exception(S3ErrorCode.ACCESS_CONTROL_LIST_NOT_SUPPORTED).with("BucketName", bucket);
      case AclFault.BucketHasAcl(String bucket) ->
          new S3Exception(S3ErrorCode.INVALID_BUCKET_ACL_WITH_OBJECT_OWNERSHIP)
              .with("BucketName", bucket);
    };
  }

  static S3Exception blocked(By by) {
    return new S3Exception(
        S3ErrorCode.ACCESS_DENIED,
        switch (by) {
          case ACL ->
              "Access Denied because public ACLs are prevented by the BlockPublicAcls setting in S3"
                  + " Block Public Access.";
          case POLICY ->
              "Access Denied because public policies are prevented by the BlockPublicPolicy setting in"
                  + " S3 Block Public Access.";
        });
  }
}
