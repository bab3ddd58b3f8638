package io.bytebucket.admin.error;

import io.bytebucket.core.failure.AclFault;
import io.bytebucket.core.failure.Failure.PublicAccessBlocked.By;

/** What the admin API answers to access control lists and policies that cannot be set. */
final class AclFaults {
  private AclFaults() {}

  static AdminException translate(AclFault fault) {
    return switch (fault) {
      case AclFault.TooManyGrants(int limit) ->
          AdminException.invalid("An access control list has at most " + limit + " grants.");
      case AclFault.UnknownUser(String canonicalId) ->
          AdminException.invalid("The access control list names a user that there is not.");
      case AclFault.OtherOwner() ->
          new AdminException(403, "AccessDenied", "No access control list changes the owner.");
      case AclFault.NotSupported(String bucket) ->
          new AdminException(
              400, "AccessControlListNotSupported", "No access control list counts there.");
      case AclFault.BucketHasAcl(String bucket) ->
          new AdminException(
              400,
              "InvalidBucketAclWithObjectOwnership",
              "The bucket's own access control list gives something to others.");
    };
  }

  static AdminException blocked(By by) {
    return new AdminException(
        403,
        "AccessDenied",
        switch (by) {
          case ACL -> "Public access control lists are blocked there.";
          case POLICY -> "Public policies are blocked there.";
        });
  }
}
