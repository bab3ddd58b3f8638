package io.bytebucket.core.access;

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
  DELETE_OBJECT("s3:DeleteObject");

  private final String policyName;

  Action(String policyName) {
    this.policyName = policyName;
  }

  /** The name in rules. */
  public String policyName() {
    return policyName;
  }
}
