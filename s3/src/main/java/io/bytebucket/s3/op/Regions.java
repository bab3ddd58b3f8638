package io.bytebucket.s3.op;

import io.bytebucket.core.bucket.Bucket;

/** Where buckets say they are. */
final class Regions {
  private Regions() {}

  /** The region a bucket was made in, or that of the server when none was asked for. */
  static String of(Bucket bucket, String serverRegion) {
    return bucket.locationConstraint().isEmpty() ? serverRegion : bucket.locationConstraint();
  }
}
