package io.bytebucket.s3.op.bucket;

import io.bytebucket.core.bucket.BucketName;

/**
 * The Amazon Resource Name of a bucket. It names neither a region nor an account.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_Bucket.html">Bucket,
 *     BucketArn</a>
 */
final class BucketArn {
  /** The header field of an answer that carries it. */
  static final String HEADER = "x-amz-bucket-arn";

  private BucketArn() {}

  static String of(BucketName bucket) {
    return "arn:aws:s3:::" + bucket.value();
  }
}
