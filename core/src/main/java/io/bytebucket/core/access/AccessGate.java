package io.bytebucket.core.access;

import io.bytebucket.core.audit.Origin;
import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.bucket.Buckets;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.object.ObjectReader;
import io.bytebucket.core.object.ObjectTagger;
import io.bytebucket.core.object.VersionSelector;
import io.bytebucket.core.user.Account;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The one gate to the store: lets a caller through to an operation or not, and decides what a
 * refused one learns. Every front end asks it, and none decides anything. Thread-safe.
 *
 * <p>In this order: whether the bucket is there, which anybody learns; whether it is the client's
 * own, if the client says so; and every permission of the operation's row of {@link Permissions}.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/how-s3-evaluates-access-control.html">How
 *     Amazon S3 authorizes a request</a>
 */
public final class AccessGate {
  private final Authorizer authorizer;
  private final Buckets buckets;
  private final ObjectTagger tagger;
  private final String region;
  private final Account account;

  /**
   * A gate to those buckets.
   *
   * @param tagger knows the tags that are there
   * @param region the region of buckets that were made without one
   * @param account the account that all buckets are of
   */
  public AccessGate(
      Authorizer authorizer, Buckets buckets, ObjectTagger tagger, String region, Account account) {
    this.authorizer = authorizer;
    this.buckets = buckets;
    this.tagger = tagger;
    this.region = region;
    this.account = account;
  }

  /** The account that all buckets are of. */
  Account account() {
    return account;
  }

  /** What one request gets to know of buckets; nothing is looked up yet. */
  public KnownBuckets buckets() {
    return new KnownBuckets(buckets, region);
  }

  /**
   * Lets a caller pass.
   *
   * @param needs the row of the operation
   * @return what the operation may do on its way
   * @throws StoreException with {@link Failure.NoSuchBucket}, or {@link Failure.AccessDenied} when
   *     the caller may not pass
   */
  public Admission admit(
      Caller caller,
      OperationNeeds needs,
      Demand demand,
      AccessContext context,
      KnownBuckets known) {
    if (caller instanceof Caller.Known user) {
      Origin.by(user.id().value(), user.name());
    }
    Admission admission = new Admission(this, caller, needs, demand, context, known);
    admission.requireAll();
    return admission;
  }

  /** Whether the caller may, and why. */
  public Decision decide(AccessRequest request) {
    return authorizer.decide(request);
  }

  /**
   * What is asked about one version of one thing that a request touches; its tags are looked up
   * when they are asked for.
   */
  public AccessContext contextOf(
      AccessContext request, Resource resource, VersionSelector version) {
    return contextOf(request, version, () -> tagsThere(resource, version));
  }

  /** The same, of an object whose tags are known otherwise. */
  AccessContext contextOf(
      AccessContext request, VersionSelector version, Supplier<Value<Map<String, String>>> tags) {
    return new ObjectContext(request, version, Optional.empty(), tags);
  }

  /** A missing object has no tags; of one that cannot be read nobody knows. */
  private Value<Map<String, String>> tagsThere(Resource resource, VersionSelector version) {
    if (!(resource instanceof Resource.OfObject(BucketName bucket, var key))) {
      return new Value.Absent<>();
    }
    try {
      return new Value.Present<>(
          tagger.get(new ObjectReader.Source(bucket, key, version)).record().attributes().tags());
    } catch (StoreException e) {
      return e.failure().isFault() || e.failure() instanceof Failure.Busy
          ? new Value.Unavailable<>()
          : new Value.Absent<>();
    }
  }
}
