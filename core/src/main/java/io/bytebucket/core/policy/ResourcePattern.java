package io.bytebucket.core.policy;

import io.bytebucket.core.access.Resource;
import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.failure.PolicyFault;

/**
 * What a statement is about, of a bucket and what is in it. The name of the bucket is always
 * written out, so that only what stands behind it is left to compare.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/security_iam_service-with-iam.html#security_iam_service-with-iam-id-based-policies-resources">Policy
 *     resources for Amazon S3</a>
 */
sealed interface ResourcePattern {
  /** How the name of everything in S3 begins. */
  String ARN = "arn:aws:s3:::";

  /** Whether it may be the bucket itself. */
  boolean hasBucket();

  /** Whether it may be an object. */
  boolean hasObjects();

  /** Whether it is that. */
  Truth matches(Resource resource, KeyValues values);

  /** The bucket itself. */
  record Bucket() implements ResourcePattern {
    @Override
    public boolean hasBucket() {
      return true;
    }

    @Override
    public boolean hasObjects() {
      return false;
    }

    @Override
    public Truth matches(Resource resource, KeyValues values) {
      return Truth.of(resource instanceof Resource.OfBucket);
    }
  }

  /** The objects with such keys. */
  record Objects(TextPattern key) implements ResourcePattern {
    @Override
    public boolean hasBucket() {
      return false;
    }

    @Override
    public boolean hasObjects() {
      return true;
    }

    @Override
    public Truth matches(Resource resource, KeyValues values) {
      return resource instanceof Resource.OfObject object
          ? key.matches(object.key().value(), values)
          : Truth.NO;
    }
  }

  /** Whatever goes on like that behind the name of the bucket. */
  record Anything(TextPattern rest) implements ResourcePattern {
    @Override
    public boolean hasBucket() {
      return true;
    }

    @Override
    public boolean hasObjects() {
      return true;
    }

    @Override
    public Truth matches(Resource resource, KeyValues values) {
      return rest.matches(
          resource instanceof Resource.OfObject object ? "/" + object.key().value() : "", values);
    }
  }

  /**
   * What that text names, in a policy of this bucket.
   *
   * @throws io.bytebucket.core.failure.StoreException with {@link PolicyFault.InvalidResource},
   *     also when it can be nothing at all
   */
  static ResourcePattern of(String text, BucketName bucket, boolean hasVariables) {
    PolicyFault invalid = new PolicyFault.InvalidResource();
    String own = ARN + bucket.value();
    if (!text.startsWith(own)) {
      throw Faults.of(invalid);
    }
    String rest = text.substring(own.length());
    TextPattern.Reading reading = new TextPattern.Reading(true, hasVariables, false);
    if (rest.isEmpty()) {
      return new Bucket();
    }
    if (rest.startsWith("/") && rest.length() > 1) {
      return new Objects(TextPattern.of(rest.substring(1), reading, invalid));
    }
    if (rest.startsWith("*")) {
      return new Anything(TextPattern.of(rest, reading, invalid));
    }
    throw Faults.of(invalid);
  }
}
