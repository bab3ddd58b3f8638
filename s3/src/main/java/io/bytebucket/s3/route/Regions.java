package io.bytebucket.s3.route;

/** How answers tell where a bucket is. */
public final class Regions {
  /** The header field that tells the region of a bucket. */
  public static final String HEADER = "x-amz-bucket-region";

  private Regions() {}
}
