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
  PUT_BUCKET_VERSIONING("s3:PutBucketVersioning");

  private final String policyName;

  Action(String policyName) {
    this.policyName = policyName;
  }

  /** The name in rules. */
  public String policyName() {
    return policyName;
  }
}
