package io.bytebucket.s3.op.bucket;

import io.bytebucket.core.bucket.BucketName;

/**
 * The name of a bucket among all things of AWS. It holds neither region nor account.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_Bucket.html">Bucket,
 *     BucketArn</a>
 */
final class BucketArn {
  /** The header field that tells it. */
  static final String HEADER = "x-amz-bucket-arn";

  private BucketArn() {}

  static String of(BucketName bucket) {
    return "arn:aws:s3:::" + bucket.value();
  }
}
