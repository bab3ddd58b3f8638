package io.bytebucket.s3.route;

import io.bytebucket.core.bucket.Bucket;

/** The regions of buckets. */
public final class Regions {
  /** The header field that tells the region of a bucket. */
  public static final String HEADER = "x-amz-bucket-region";

  private Regions() {}

  /** The region a bucket was made in, or that of the server when none was asked for. */
  public static String of(Bucket bucket, String serverRegion) {
    return bucket.locationConstraint().isEmpty() ? serverRegion : bucket.locationConstraint();
  }
}
