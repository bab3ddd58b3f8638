package io.bytebucket.core.bucket;

/**
 * Whether a bucket keeps the versions of its objects. The order of the constants is part of the
 * stored form.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html">Retaining
 *     multiple versions of objects with S3 Versioning</a>
 */
public enum Versioning {
  /** It has never kept versions: a new object replaces the old one. */
  UNVERSIONED,
  /** Every change makes a version of its own. */
  ENABLED,
  /** It once kept versions: a new object replaces the null version, and the other versions stay. */
  SUSPENDED
}
