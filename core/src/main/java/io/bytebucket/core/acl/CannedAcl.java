package io.bytebucket.core.acl;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The access control lists that have a name. The order of the constants is stored: a new one goes
 * to the end.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html#canned-acl">Canned
 *     ACL</a>
 */
public enum CannedAcl {
  PRIVATE,
  PUBLIC_READ,
  PUBLIC_READ_WRITE,
  AUTHENTICATED_READ,
  /** Gives the machines of AWS something, of which there are none here. */
  AWS_EXEC_READ,
  BUCKET_OWNER_READ,
  BUCKET_OWNER_FULL_CONTROL,
  LOG_DELIVERY_WRITE;

  private final String text = name().toLowerCase(Locale.ROOT).replace('_', '-');

  /** The one of that name, as clients give it. */
  public static Optional<CannedAcl> of(String name) {
    return Arrays.stream(values()).filter(acl -> acl.text.equals(name)).findFirst();
  }

  /** The name that clients give it. */
  public String text() {
    return text;
  }

  /** Whether it gives nothing to anybody who has not got it already. */
  public boolean isOfEvery() {
    return this == PRIVATE || this == BUCKET_OWNER_FULL_CONTROL;
  }

  /** What it gives to groups. */
  List<Grant> toGroups() {
    return switch (this) {
      case PUBLIC_READ -> List.of(new Grant(Grantee.Group.ALL_USERS, Permission.READ));
      case PUBLIC_READ_WRITE ->
          List.of(
              new Grant(Grantee.Group.ALL_USERS, Permission.READ),
              new Grant(Grantee.Group.ALL_USERS, Permission.WRITE));
      case AUTHENTICATED_READ ->
          List.of(new Grant(Grantee.Group.AUTHENTICATED_USERS, Permission.READ));
      case LOG_DELIVERY_WRITE ->
          List.of(
              new Grant(Grantee.Group.LOG_DELIVERY, Permission.WRITE),
              new Grant(Grantee.Group.LOG_DELIVERY, Permission.READ_ACP));
      case PRIVATE, AWS_EXEC_READ, BUCKET_OWNER_READ, BUCKET_OWNER_FULL_CONTROL -> List.of();
    };
  }

  /** What it gives to the owner of the bucket, where that is not the owner of the object. */
  Optional<Permission> toBucketOwner() {
    return switch (this) {
      case BUCKET_OWNER_READ -> Optional.of(Permission.READ);
      case BUCKET_OWNER_FULL_CONTROL -> Optional.of(Permission.FULL_CONTROL);
      case PRIVATE,
          PUBLIC_READ,
          PUBLIC_READ_WRITE,
          AUTHENTICATED_READ,
          AWS_EXEC_READ,
          LOG_DELIVERY_WRITE ->
          Optional.empty();
    };
  }
}
