package io.bytebucket.server.matrix;

import java.util.Locale;
import java.util.Set;

/** How a bucket stands to those who are not its owner. In each is an object {@code a}. */
enum BucketState {
  /** Nothing says anything. */
  PRIVATE,
  /**
   * Everybody may read and write by the bucket's list, and read {@code a} by that of the object.
   */
  LISTED,
  /** Everybody may do everything by the policy. */
  OPEN,
  /** By both, and what is public is blocked. */
  BLOCKED,
  /** Public by the lists, and all of it forbidden by the policy. */
  FORBIDDEN;

  private static final Set<String> OF_BUCKET =
      Set.of("ListBucket", "ListBucketVersions", "ListBucketMultipartUploads");
  private static final Set<String> OF_OBJECTS =
      Set.of("GetObject", "GetObjectVersion", "PutObject");
  private static final Set<String> ON_POLICY =
      Set.of("GetBucketPolicy", "PutBucketPolicy", "DeleteBucketPolicy");

  /** Its name. */
  String bucket() {
    return "m-" + name().toLowerCase(Locale.ROOT);
  }

  boolean hasLists() {
    return this == LISTED || this == BLOCKED || this == FORBIDDEN;
  }

  String bucketAcl() {
    return hasLists() ? "public-read-write" : "private";
  }

  String objectAcl() {
    return hasLists() ? "public-read" : "private";
  }

  /** Whether the policy forbids it; administrators can mend a policy whatever it says. */
  boolean forbids(String action, boolean byAdministrator) {
    return this == FORBIDDEN && !(byAdministrator && ON_POLICY.contains(action));
  }

  /** Whether the policy allows it; a block leaves that to those who sign. */
  boolean allowsByPolicy(boolean isSigned) {
    return this == OPEN || (this == BLOCKED && isSigned);
  }

  /** Whether a list gives it to everybody. What the tables read of objects is {@code a}. */
  boolean givesByList(Row.Permission permission) {
    return this == LISTED
        && (permission.isOnObject() ? OF_OBJECTS : OF_BUCKET).contains(permission.action());
  }

  /** A policy in which there is always a statement. */
  String policy() {
    String never = statement("Deny", "s3:GetObject", "\"arn:aws:s3:::" + bucket() + "/never/*\"");
    String all = "\"arn:aws:s3:::" + bucket() + "\",\"arn:aws:s3:::" + bucket() + "/*\"";
    String more =
        switch (this) {
          case PRIVATE, LISTED -> "";
          case OPEN, BLOCKED -> "," + statement("Allow", "s3:*", all);
          case FORBIDDEN -> "," + statement("Deny", "s3:*", all);
        };
    return "{\"Version\":\"2012-10-17\",\"Statement\":[" + never + more + "]}";
  }

  private static String statement(String effect, String action, String resources) {
    return "{\"Effect\":\"%s\",\"Principal\":\"*\",\"Action\":\"%s\",\"Resource\":[%s]}"
        .formatted(effect, action, resources);
  }

  String block() {
    String isOn = Boolean.toString(this == BLOCKED);
    return "<PublicAccessBlockConfiguration><IgnorePublicAcls>"
        + isOn
        + "</IgnorePublicAcls><RestrictPublicBuckets>"
        + isOn
        + "</RestrictPublicBuckets></PublicAccessBlockConfiguration>";
  }
}
