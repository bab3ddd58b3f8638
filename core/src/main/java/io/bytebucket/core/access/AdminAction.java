package io.bytebucket.core.access;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * What can be allowed or forbidden of running the store itself. Who may do everything everywhere
 * may do all of it; a rule can forbid single ones to an administrator.
 */
public enum AdminAction {
  /** To sign in, and to look after one's own sessions and second factor. */
  SIGN_IN("SignIn"),
  /** To sign links to objects with one's own key. */
  SIGN_LINK("SignLink"),
  LIST_JOBS("ListJobs"),
  START_JOB("StartJob"),
  CANCEL_JOB("CancelJob"),
  LIST_USERS("ListUsers"),
  GET_USER("GetUser"),
  CREATE_USER("CreateUser"),
  /** To say what a user may do, what it is called, and whether it may sign in. */
  UPDATE_USER("UpdateUser"),
  DELETE_USER("DeleteUser"),
  /** To see what was decided while the server runs: limits, bans, proxies. */
  GET_SETTINGS("GetSettings"),
  /** To decide it. */
  PUT_SETTINGS("PutSettings"),
  GET_BUCKET_QUOTA("GetBucketQuota"),
  PUT_BUCKET_QUOTA("PutBucketQuota"),
  READ_AUDIT("ReadAudit"),
  /** To set the present state aside, and so to keep deleted bytes on the disk for a while. */
  BACK_UP("BackUp"),
  GET_STATS("GetStats"),
  GET_REQUEST_SERIES("GetRequestSeries"),
  LIST_PAST_REQUESTS("ListPastRequests"),
  /** To learn why a request was refused, and what a user could do. */
  EXPLAIN("Explain"),
  CREATE_ACCESS_KEY("CreateAccessKey"),
  UPDATE_ACCESS_KEY("UpdateAccessKey"),
  DELETE_ACCESS_KEY("DeleteAccessKey");

  /** What a user is forbidden in one bucket, or in all. */
  private static final Set<AdminAction> OF_BUCKETS =
      Collections.unmodifiableSet(
          EnumSet.of(
              SIGN_LINK,
              LIST_JOBS,
              START_JOB,
              CANCEL_JOB,
              GET_BUCKET_QUOTA,
              PUT_BUCKET_QUOTA,
              GET_STATS,
              LIST_PAST_REQUESTS,
              EXPLAIN));

  /** What every user may do with what is the user's own. */
  private static final Set<AdminAction> OF_USERS =
      Collections.unmodifiableSet(
          EnumSet.of(
              SIGN_IN,
              SIGN_LINK,
              LIST_JOBS,
              START_JOB,
              CANCEL_JOB,
              CREATE_ACCESS_KEY,
              UPDATE_ACCESS_KEY,
              DELETE_ACCESS_KEY));

  private static final String PREFIX = "admin:";

  private final String operationName;

  AdminAction(String operationName) {
    this.operationName = operationName;
  }

  /** What an operation is called that needs nothing but this. */
  public String operationName() {
    return operationName;
  }

  /** The one of that name in rules, in upper or lower case. */
  public static Optional<AdminAction> of(String policyName) {
    return Arrays.stream(values())
        .filter(action -> action.policyName().equalsIgnoreCase(policyName))
        .findFirst();
  }

  /** Whether it is asked for of single buckets, so that it may be forbidden of some of them. */
  public boolean isOfBuckets() {
    return OF_BUCKETS.contains(this);
  }

  /**
   * Whether users may do it who are no administrators, as far as it is done to what is their own:
   * sessions, links, jobs, keys.
   */
  public boolean isOfUsers() {
    return OF_USERS.contains(this);
  }

  /** The name in rules. */
  public String policyName() {
    return PREFIX + operationName;
  }
}
