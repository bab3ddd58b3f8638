package io.bytebucket.s3;

import io.bytebucket.core.access.Action;
import io.bytebucket.core.access.Authorizer;
import io.bytebucket.core.access.Caller;
import io.bytebucket.core.access.Resource;
import io.bytebucket.core.bucket.Bucket;
import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.bucket.Buckets;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.user.CanonicalId;
import io.bytebucket.core.user.UserId;
import io.bytebucket.s3.error.S3ErrorCode;
import io.bytebucket.s3.error.S3Exception;
import io.bytebucket.s3.route.Operation;
import io.bytebucket.s3.route.Regions;
import java.util.List;
import java.util.Optional;

/**
 * Lets a caller through to an operation or not, and decides what a refused one learns: that a
 * bucket is missing, and in which region one is, as on AWS; not which keys are missing, unless the
 * caller may list. Thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadBucket.html">HeadBucket:
 *     403 and 404</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html">GetObject:
 *     without s3:ListBucket a missing object is a 403</a>
 */
public final class AccessGate {
  private final Authorizer authorizer;
  private final Buckets buckets;
  private final String region;

  /**
   * A gate to those buckets.
   *
   * @param region the region this server says it is in
   */
  public AccessGate(Authorizer authorizer, Buckets buckets, String region) {
    this.authorizer = authorizer;
    this.buckets = buckets;
    this.region = region;
  }

  /**
   * Lets the caller pass or refuses.
   *
   * @throws S3Exception with {@link S3ErrorCode#ACCESS_DENIED}
   * @throws StoreException with {@link Failure.NoSuchBucket}
   */
  void require(Caller caller, Operation.Permission permission) {
    Optional<BucketName> inside =
        permission.action() == Action.CREATE_BUCKET ? Optional.empty() : of(permission.resource());
    if (!authorizer.isAllowed(caller, permission.action(), permission.resource())) {
      throw inside.map(this::denied).orElseGet(() -> new S3Exception(S3ErrorCode.ACCESS_DENIED));
    }
    if (inside.isPresent() && permission.expectedOwner().isPresent()) {
      UserId owner = buckets.get(inside.get()).ownerId();
      if (!isCalled(owner, permission.expectedOwner().get())) {
        throw denied(inside.get());
      }
    }
  }

  /**
   * Whether clients call the owner that. One from when the id of a user was that of its access key
   * is still known by that.
   */
  private static boolean isCalled(UserId owner, String expected) {
    return expected.equals(CanonicalId.of(owner)) || expected.equals(owner.value());
  }

  /** The failure of an operation that needed these permissions, as the caller may see it. */
  StoreException visible(
      StoreException failed, Caller caller, List<Operation.Permission> permissions) {
    boolean tellsOfKeys =
        failed.failure() instanceof Failure.NoSuchKey
            || failed.failure() instanceof Failure.DeleteMarker;
    return tellsOfKeys && !permissions.stream().allMatch(each -> mayListKeys(caller, each))
        ? new StoreException(new Failure.AccessDenied())
        : failed;
  }

  private boolean mayListKeys(Caller caller, Operation.Permission permission) {
    return !(permission.resource() instanceof Resource.OfObject(BucketName bucket, var key))
        || authorizer.isAllowed(caller, Action.LIST_BUCKET, new Resource.OfBucket(bucket));
  }

  private static Optional<BucketName> of(Resource resource) {
    return switch (resource) {
      case Resource.Store store -> Optional.empty();
      case Resource.OfBucket(BucketName bucket) -> Optional.of(bucket);
      case Resource.OfObject(BucketName bucket, var key) -> Optional.of(bucket);
    };
  }

  private S3Exception denied(BucketName name) {
    Bucket bucket = buckets.get(name);
    return new S3Exception(S3ErrorCode.ACCESS_DENIED)
        .withHeader(Regions.HEADER, bucket.region(region));
  }
}
