package io.bytebucket.core.access;

import io.bytebucket.core.user.AccessRule;
import io.bytebucket.core.user.Wildcards;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What can be allowed or forbidden, by the names AWS gives it.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html">Actions
 *     for Amazon S3</a>
 */
public enum Action {
  LIST_ALL_MY_BUCKETS("s3:ListAllMyBuckets"),
  CREATE_BUCKET("s3:CreateBucket"),
  DELETE_BUCKET("s3:DeleteBucket"),
  LIST_BUCKET("s3:ListBucket"),
  GET_BUCKET_LOCATION("s3:GetBucketLocation"),
  GET_OBJECT("s3:GetObject"),
  PUT_OBJECT("s3:PutObject"),
  DELETE_OBJECT("s3:DeleteObject"),
  GET_OBJECT_VERSION("s3:GetObjectVersion"),
  DELETE_OBJECT_VERSION("s3:DeleteObjectVersion"),
  GET_OBJECT_ATTRIBUTES("s3:GetObjectAttributes"),
  GET_OBJECT_VERSION_ATTRIBUTES("s3:GetObjectVersionAttributes"),
  GET_OBJECT_TAGGING("s3:GetObjectTagging"),
  GET_OBJECT_VERSION_TAGGING("s3:GetObjectVersionTagging"),
  PUT_OBJECT_TAGGING("s3:PutObjectTagging"),
  PUT_OBJECT_VERSION_TAGGING("s3:PutObjectVersionTagging"),
  DELETE_OBJECT_TAGGING("s3:DeleteObjectTagging"),
  DELETE_OBJECT_VERSION_TAGGING("s3:DeleteObjectVersionTagging"),
  ABORT_MULTIPART_UPLOAD("s3:AbortMultipartUpload"),
  LIST_MULTIPART_UPLOAD_PARTS("s3:ListMultipartUploadParts"),
  LIST_BUCKET_MULTIPART_UPLOADS("s3:ListBucketMultipartUploads"),
  LIST_BUCKET_VERSIONS("s3:ListBucketVersions"),
  GET_BUCKET_CORS("s3:GetBucketCORS"),
  PUT_BUCKET_CORS("s3:PutBucketCORS"),
  GET_BUCKET_TAGGING("s3:GetBucketTagging"),
  PUT_BUCKET_TAGGING("s3:PutBucketTagging"),
  GET_BUCKET_VERSIONING("s3:GetBucketVersioning"),
  PUT_BUCKET_VERSIONING("s3:PutBucketVersioning"),
  GET_OBJECT_ACL("s3:GetObjectAcl"),
  GET_OBJECT_VERSION_ACL("s3:GetObjectVersionAcl"),
  PUT_OBJECT_ACL("s3:PutObjectAcl"),
  PUT_OBJECT_VERSION_ACL("s3:PutObjectVersionAcl"),
  GET_OBJECT_RETENTION("s3:GetObjectRetention"),
  PUT_OBJECT_RETENTION("s3:PutObjectRetention"),
  BYPASS_GOVERNANCE_RETENTION("s3:BypassGovernanceRetention"),
  GET_OBJECT_LEGAL_HOLD("s3:GetObjectLegalHold"),
  PUT_OBJECT_LEGAL_HOLD("s3:PutObjectLegalHold"),
  GET_OBJECT_TORRENT("s3:GetObjectTorrent"),
  GET_OBJECT_VERSION_TORRENT("s3:GetObjectVersionTorrent"),
  RESTORE_OBJECT("s3:RestoreObject"),
  UPDATE_OBJECT_ENCRYPTION("s3:UpdateObjectEncryption"),
  GET_BUCKET_ACL("s3:GetBucketAcl"),
  PUT_BUCKET_ACL("s3:PutBucketAcl"),
  GET_BUCKET_POLICY("s3:GetBucketPolicy"),
  PUT_BUCKET_POLICY("s3:PutBucketPolicy"),
  DELETE_BUCKET_POLICY("s3:DeleteBucketPolicy"),
  GET_BUCKET_POLICY_STATUS("s3:GetBucketPolicyStatus"),
  GET_BUCKET_PUBLIC_ACCESS_BLOCK("s3:GetBucketPublicAccessBlock"),
  PUT_BUCKET_PUBLIC_ACCESS_BLOCK("s3:PutBucketPublicAccessBlock"),
  GET_BUCKET_OWNERSHIP_CONTROLS("s3:GetBucketOwnershipControls"),
  PUT_BUCKET_OWNERSHIP_CONTROLS("s3:PutBucketOwnershipControls"),
  GET_LIFECYCLE_CONFIGURATION("s3:GetLifecycleConfiguration"),
  PUT_LIFECYCLE_CONFIGURATION("s3:PutLifecycleConfiguration"),
  GET_ENCRYPTION_CONFIGURATION("s3:GetEncryptionConfiguration"),
  PUT_ENCRYPTION_CONFIGURATION("s3:PutEncryptionConfiguration"),
  GET_BUCKET_WEBSITE("s3:GetBucketWebsite"),
  PUT_BUCKET_WEBSITE("s3:PutBucketWebsite"),
  DELETE_BUCKET_WEBSITE("s3:DeleteBucketWebsite"),
  GET_BUCKET_LOGGING("s3:GetBucketLogging"),
  PUT_BUCKET_LOGGING("s3:PutBucketLogging"),
  GET_BUCKET_NOTIFICATION("s3:GetBucketNotification"),
  PUT_BUCKET_NOTIFICATION("s3:PutBucketNotification"),
  GET_REPLICATION_CONFIGURATION("s3:GetReplicationConfiguration"),
  PUT_REPLICATION_CONFIGURATION("s3:PutReplicationConfiguration"),
  GET_BUCKET_REQUEST_PAYMENT("s3:GetBucketRequestPayment"),
  PUT_BUCKET_REQUEST_PAYMENT("s3:PutBucketRequestPayment"),
  GET_ACCELERATE_CONFIGURATION("s3:GetAccelerateConfiguration"),
  PUT_ACCELERATE_CONFIGURATION("s3:PutAccelerateConfiguration"),
  GET_ANALYTICS_CONFIGURATION("s3:GetAnalyticsConfiguration"),
  PUT_ANALYTICS_CONFIGURATION("s3:PutAnalyticsConfiguration"),
  GET_INVENTORY_CONFIGURATION("s3:GetInventoryConfiguration"),
  PUT_INVENTORY_CONFIGURATION("s3:PutInventoryConfiguration"),
  GET_METRICS_CONFIGURATION("s3:GetMetricsConfiguration"),
  PUT_METRICS_CONFIGURATION("s3:PutMetricsConfiguration"),
  GET_INTELLIGENT_TIERING_CONFIGURATION("s3:GetIntelligentTieringConfiguration"),
  PUT_INTELLIGENT_TIERING_CONFIGURATION("s3:PutIntelligentTieringConfiguration"),
  GET_BUCKET_OBJECT_LOCK_CONFIGURATION("s3:GetBucketObjectLockConfiguration"),
  PUT_BUCKET_OBJECT_LOCK_CONFIGURATION("s3:PutBucketObjectLockConfiguration"),
  CREATE_BUCKET_METADATA_TABLE_CONFIGURATION("s3:CreateBucketMetadataTableConfiguration"),
  GET_BUCKET_METADATA_TABLE_CONFIGURATION("s3:GetBucketMetadataTableConfiguration"),
  DELETE_BUCKET_METADATA_TABLE_CONFIGURATION("s3:DeleteBucketMetadataTableConfiguration");

  private final String policyName;

  Action(String policyName) {
    this.policyName = policyName;
  }

  /** The name in rules. */
  public String policyName() {
    return policyName;
  }

  /** The one of that name in rules, in upper or lower case. */
  public static Optional<Action> of(String policyName) {
    return Arrays.stream(values())
        .filter(action -> action.policyName().equalsIgnoreCase(policyName))
        .findFirst();
  }

  /**
   * Whether an action of a name of that form is asked for of single buckets, or what is inside; the
   * others are of the store as a whole.
   */
  public static boolean isOfBuckets(String pattern) {
    return Stream.concat(
            Arrays.stream(values()).map(Action::policyName),
            Arrays.stream(AdminAction.values())
                .filter(AdminAction::isOfBuckets)
                .map(AdminAction::policyName))
        .anyMatch(name -> Wildcards.matchesAnyCase(pattern, name));
  }

  /**
   * Whether at least one action, on what is stored or of running the store, has a name of that
   * form, as {@link AccessRule} has them.
   */
  public static boolean isNamedBy(String pattern) {
    return Stream.concat(
            Arrays.stream(values()).map(Action::policyName),
            Arrays.stream(AdminAction.values()).map(AdminAction::policyName))
        .anyMatch(name -> Wildcards.matchesAnyCase(pattern, name));
  }
}
