package io.bytebucket.s3.op.setting;

import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.s3.error.S3ErrorCode;
import io.bytebucket.s3.error.S3Exception;

/** What is answered of a bucket without a policy. */
final class NoBucketPolicy {
  private NoBucketPolicy() {}

  static S3Exception of(BucketName bucket) {
    return new S3Exception(S3ErrorCode.NO_SUCH_BUCKET_POLICY).with("BucketName", bucket.value());
  }
}
