package io.bytebucket.core.access;

import io.bytebucket.core.bucket.Bucket;
import java.util.Optional;

/**
 * Where everything is, as names say it that are good everywhere.
 *
 * @param accountId 12 digits: the account that the whole store is
 * @param region where the bucket in question is
 */
public record Realm(String accountId, String region) {
  /** How the name of everything in S3 begins. */
  private static final String S3 = "arn:aws:s3:::";

  /** The same, for what is in that bucket. */
  Realm in(Bucket bucket) {
    String there = bucket.region(region);
    return there.equals(region) ? this : new Realm(accountId, there);
  }

  /** The name of who signs; none who does not. */
  Optional<String> nameOf(Caller caller) {
    return caller instanceof Caller.Known user ? Optional.of(arnOf(user)) : Optional.empty();
  }

  /** The name of a user. */
  public String arnOf(Caller.Known user) {
    return "arn:aws:iam::" + accountId + ":user/" + user.name();
  }

  /** The name of a resource; that of the store is a star. */
  public static String arnOf(Resource resource) {
    return switch (resource) {
      case Resource.Store _ -> "*";
      case Resource.OfBucket(var bucket) -> S3 + bucket.value();
      case Resource.OfObject(var bucket, var key) -> S3 + bucket.value() + "/" + key.value();
    };
  }
}
