package io.bytebucket.core.policy;

import static io.bytebucket.core.policy.KeyFitness.EVERYTHING;
import static io.bytebucket.core.policy.KeyFitness.LISTINGS;
import static io.bytebucket.core.policy.KeyFitness.LOCKS;
import static io.bytebucket.core.policy.KeyFitness.NOTHING;
import static io.bytebucket.core.policy.KeyFitness.VERSIONS;

import io.bytebucket.core.access.Action;
import java.util.Set;

/**
 * What a condition may ask about a request. Some name something more behind a slash: which tag.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/amazon-s3-policy-keys.html">Bucket
 *     policy examples using condition keys</a>
 */
enum ConditionKey {
  SOURCE_IP("aws:SourceIp", EVERYTHING),
  SECURE_TRANSPORT("aws:SecureTransport", EVERYTHING),
  TLS_VERSION("s3:TlsVersion", EVERYTHING),
  CURRENT_TIME("aws:CurrentTime", EVERYTHING),
  EPOCH_TIME("aws:EpochTime", EVERYTHING),
  REFERER("aws:Referer", EVERYTHING),
  USER_AGENT("aws:UserAgent", EVERYTHING),
  USERNAME("aws:username", EVERYTHING),
  USER_ID("aws:userid", EVERYTHING),
  PRINCIPAL_ARN("aws:PrincipalArn", EVERYTHING),
  PRINCIPAL_ACCOUNT("aws:PrincipalAccount", EVERYTHING),
  PRINCIPAL_TYPE("aws:PrincipalType", EVERYTHING),
  RESOURCE_ACCOUNT("aws:ResourceAccount", EVERYTHING),
  REQUESTED_REGION("aws:RequestedRegion", EVERYTHING),
  /**
   * No request here has any of these: none comes out of an organization, a network or a service.
   */
  PRINCIPAL_ORG("aws:PrincipalOrgID", EVERYTHING),
  SOURCE_ARN("aws:SourceArn", EVERYTHING),
  SOURCE_ACCOUNT("aws:SourceAccount", EVERYTHING),
  SOURCE_VPC("aws:SourceVpc", EVERYTHING),
  SOURCE_VPC_ENDPOINT("aws:SourceVpce", EVERYTHING),
  AUTH_TYPE("s3:authType", EVERYTHING),
  SIGNATURE_VERSION("s3:signatureversion", EVERYTHING),
  SIGNATURE_AGE("s3:signatureAge", EVERYTHING),
  CONTENT_SHA256("s3:x-amz-content-sha256", EVERYTHING),
  PREFIX("s3:prefix", LISTINGS),
  DELIMITER("s3:delimiter", LISTINGS),
  MAX_KEYS("s3:max-keys", LISTINGS),
  VERSION_ID("s3:VersionId", VERSIONS),
  /** Only what makes a bucket says it, and no bucket has a policy before it is made. */
  LOCATION_CONSTRAINT("s3:LocationConstraint", NOTHING),
  ACL("s3:x-amz-acl", KeyFitness.GRANTS),
  GRANT_READ("s3:x-amz-grant-read", KeyFitness.GRANTS),
  GRANT_WRITE("s3:x-amz-grant-write", KeyFitness.GRANTS),
  GRANT_READ_ACL("s3:x-amz-grant-read-acp", KeyFitness.GRANTS),
  GRANT_WRITE_ACL("s3:x-amz-grant-write-acp", KeyFitness.GRANTS),
  GRANT_FULL_CONTROL("s3:x-amz-grant-full-control", KeyFitness.GRANTS),
  COPY_SOURCE("s3:x-amz-copy-source", KeyFitness.PUT),
  METADATA_DIRECTIVE("s3:x-amz-metadata-directive", KeyFitness.PUT),
  STORAGE_CLASS("s3:x-amz-storage-class", KeyFitness.PUT),
  ENCRYPTION("s3:x-amz-server-side-encryption", KeyFitness.PUT),
  ENCRYPTION_KEY("s3:x-amz-server-side-encryption-aws-kms-key-id", KeyFitness.PUT),
  CUSTOMER_ENCRYPTION("s3:x-amz-server-side-encryption-customer-algorithm", KeyFitness.PUT),
  LOCK_MODE("s3:object-lock-mode", LOCKS),
  LOCK_UNTIL("s3:object-lock-retain-until-date", LOCKS),
  LOCK_DAYS("s3:object-lock-remaining-retention-days", LOCKS),
  LEGAL_HOLD("s3:object-lock-legal-hold", KeyFitness.HOLDS),
  REQUEST_TAG("s3:RequestObjectTag", KeyFitness.TAGS_SENT),
  REQUEST_TAG_KEYS("s3:RequestObjectTagKeys", KeyFitness.TAGS_SENT),
  EXISTING_TAG("s3:ExistingObjectTag", KeyFitness.TAGS_THERE),
  IF_MATCH("s3:if-match", KeyFitness.MATCHES),
  IF_NONE_MATCH("s3:if-none-match", KeyFitness.PUT),
  CREATES_OBJECT("s3:ObjectCreationOperation", KeyFitness.PUT);

  private final String text;

  // Not to be changed: see there.
  @SuppressWarnings("ImmutableEnumChecker")
  private final Set<Action> actions;

  ConditionKey(String text, Set<Action> actions) {
    this.text = text;
    this.actions = actions;
  }

  /** Its name, without the tag that it may be about. */
  String text() {
    return text;
  }

  /** Whether it has a meaning for that action; otherwise a request does not have it. */
  boolean fits(Action action) {
    return actions.contains(action);
  }

  /** Whether it is about one tag, which the policy names behind it. */
  boolean isAboutOneTag() {
    return this == REQUEST_TAG || this == EXISTING_TAG;
  }

  /** Whether it has to be looked up where the object is. */
  boolean isStored() {
    return this == EXISTING_TAG;
  }

  /**
   * Whether a fixed value of it says who the caller is, or where from.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status">The
   *     meaning of "public"</a>
   */
  boolean pinsCallers() {
    return switch (this) {
      case SOURCE_IP,
          SOURCE_ARN,
          SOURCE_ACCOUNT,
          SOURCE_VPC,
          SOURCE_VPC_ENDPOINT,
          PRINCIPAL_ARN,
          PRINCIPAL_ACCOUNT,
          PRINCIPAL_ORG,
          USER_ID ->
          true;
      default -> false;
    };
  }
}
