package io.bytebucket.core.access;

import io.bytebucket.core.bucket.Bucket;
import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.bucket.Buckets;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.object.ObjectReader;
import io.bytebucket.core.object.ObjectTagger;
import io.bytebucket.core.object.VersionSelector;
import java.util.List;
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
  private final BucketFacts.Source source;
  private final Realm realm;

  /**
   * A gate to those buckets.
   *
   * @param tagger knows the tags that are there
   * @param source knows what buckets say about who may do what with them
   * @param realm whose region is that of buckets that were made without one
   */
  public AccessGate(
      Authorizer authorizer,
      Buckets buckets,
      ObjectTagger tagger,
      BucketFacts.Source source,
      Realm realm) {
    this.authorizer = authorizer;
    this.buckets = buckets;
    this.tagger = tagger;
    this.source = source;
    this.realm = realm;
  }

  /** What one request gets to know of buckets; nothing is looked up yet. */
  public KnownBuckets buckets() {
    return new KnownBuckets(buckets, source, realm);
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
    Admission admission = new Admission(this, caller, needs, demand, context, known);
    admission.requireAll();
    return admission;
  }

  /** What a bucket of a list says; empty when it has gone since it was listed. */
  Optional<BucketFacts> factsOf(Bucket bucket) {
    try {
      return Optional.of(source.of(bucket, realm.in(bucket)));
    } catch (StoreException e) {
      if (e.failure() instanceof Failure.NoSuchBucket) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** Where the store says it is. */
  public Realm realm() {
    return realm;
  }

  /**
   * Whether the caller may, and why.
   *
   * @param bucket what is known of the bucket that it is about
   */
  public Decision decide(AccessRequest request, Optional<BucketFacts> bucket) {
    return authorizer.decide(request, bucket);
  }

  /**
   * Whether a caller might do that, by the same decision that requests get. Nobody is refused by
   * the answer.
   *
   * @param context what such a request would say
   * @throws StoreException with {@link Failure.NoSuchBucket}, but for what makes one
   */
  public Decision ask(Caller caller, Action action, Resource resource, AccessContext context) {
    Optional<BucketFacts> facts =
        action == Action.CREATE_BUCKET
            ? Optional.empty()
            : resource.inside().map(name -> buckets().require(name));
    return decide(new AccessRequest(caller, action, resource, viewOf(context, resource)), facts);
  }

  /**
   * The same of each of these actions in a bucket of a list, where each thing is looked up once;
   * nothing when it has gone since.
   */
  public List<Decision> ask(
      Caller caller, List<Action> actions, Resource resource, AccessContext context, Bucket in) {
    Optional<BucketFacts> facts = factsOf(in);
    AccessContext asked = viewOf(context, resource);
    return facts.isEmpty()
        ? List.of()
        : actions.stream()
            .map(action -> decide(new AccessRequest(caller, action, resource, asked), facts))
            .toList();
  }

  private ObjectContext viewOf(AccessContext context, Resource resource) {
    VersionSelector version = context.version();
    return new ObjectContext(
        context,
        version,
        Optional.empty(),
        context.createsObject(),
        () -> factsOf(resource, version));
  }

  /** What a request of that operation says about one version of one thing that it touches. */
  public AccessContext viewOf(
      AccessContext request, OperationName operation, Resource resource, VersionSelector version) {
    return contextOf(request, operation, resource, version);
  }

  /**
   * What is asked about one version of one thing that a request touches; what is stored about it is
   * looked up when it is asked for.
   */
  ObjectContext contextOf(
      AccessContext request, OperationName operation, Resource resource, VersionSelector version) {
    return contextOf(request, operation, version, () -> factsOf(resource, version));
  }

  /** The same, of an object that is known otherwise. */
  ObjectContext contextOf(
      AccessContext request,
      OperationName operation,
      VersionSelector version,
      Supplier<Value<ObjectFacts>> facts) {
    return new ObjectContext(
        request, version, Optional.empty(), Value.of(operation.createsObject()), facts);
  }

  /** A missing object has no facts; of one that cannot be read nobody knows. */
  private Value<ObjectFacts> factsOf(Resource resource, VersionSelector version) {
    if (!(resource instanceof Resource.OfObject(BucketName bucket, var key))) {
      return new Value.Absent<>();
    }
    try {
      return new Value.Present<>(
          ObjectFacts.of(tagger.get(new ObjectReader.Source(bucket, key, version)).record()));
    } catch (StoreException e) {
      return e.failure().isFault() || e.failure() instanceof Failure.Busy
          ? new Value.Unavailable<>()
          : new Value.Absent<>();
    }
  }
}
