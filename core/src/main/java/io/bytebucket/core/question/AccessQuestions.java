package io.bytebucket.core.question;

import io.bytebucket.core.access.AccessContext;
import io.bytebucket.core.access.AccessGate;
import io.bytebucket.core.access.Action;
import io.bytebucket.core.access.AdminAction;
import io.bytebucket.core.access.AdminGate;
import io.bytebucket.core.access.Caller;
import io.bytebucket.core.access.Decision;
import io.bytebucket.core.access.Need;
import io.bytebucket.core.access.Permissions;
import io.bytebucket.core.access.Resource;
import io.bytebucket.core.bucket.Bucket;
import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.bucket.Buckets;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.object.ObjectKey;
import io.bytebucket.core.schema.BucketSetting;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What somebody could do: decided by the gate that requests pass, with nothing of its own that
 * could decide otherwise. Things are looked up as they are now, and nothing is changed.
 * Administrators ask, and are told nothing of buckets of which that is forbidden to them.
 * Thread-safe.
 */
public final class AccessQuestions {
  /** How many buckets a page tells of at the most. */
  public static final int PAGE_MAX = 100;

  /**
   * Stands for objects of which nothing in particular is said: a pattern that covers every key
   * covers it.
   */
  private static final ObjectKey ANY_KEY = new ObjectKey("*");

  private static final List<Action> OF_STORE = List.copyOf(Permissions.actionsOn(Need.Part.STORE));
  private static final List<Action> OF_BUCKETS =
      List.copyOf(Permissions.actionsOn(Need.Part.BUCKET));
  private static final List<Action> OF_OBJECTS =
      List.copyOf(Permissions.actionsOn(Need.Part.OBJECT, Need.Part.SOURCE, Need.Part.EACH_OBJECT));

  private final AccessGate gate;
  private final Buckets buckets;

  /** Answered by that gate about those buckets. */
  public AccessQuestions(AccessGate gate, Buckets buckets) {
    this.gate = gate;
    this.buckets = buckets;
  }

  /** Whether an action can be done to that: to the store, a bucket or an object. */
  public static boolean fits(Action action, Resource resource) {
    return switch (resource) {
      case Resource.Store _ -> OF_STORE.contains(action);
      case Resource.OfBucket _ -> OF_BUCKETS.contains(action) || action == Action.CREATE_BUCKET;
      case Resource.OfObject _ -> OF_OBJECTS.contains(action);
    };
  }

  /**
   * Whether a request would pass that needs that permission.
   *
   * @param asker who wants to know
   * @param context what it would say
   * @throws StoreException with {@link Failure.AccessDenied} when that is none of the asker's
   *     business; with {@link Failure.NoSuchBucket}, but for an action that makes one
   */
  public Answer about(
      Caller.Known asker, Caller caller, Action action, Resource resource, AccessContext context) {
    requireBusiness(asker, resource.inside());
    return Answer.of(gate.ask(caller, action, resource, context));
  }

  /**
   * Whether somebody would pass to running the store, or one bucket of it: an administrator, or any
   * user where that is done to what is the user's own.
   *
   * @throws StoreException with {@link Failure.AccessDenied} when that is none of the asker's
   *     business
   */
  public Answer about(
      Caller.Known asker, Caller.Known caller, AdminAction action, Optional<BucketName> bucket) {
    requireBusiness(asker, bucket);
    return Answer.of(
        action,
        bucket.<Resource>map(Resource.OfBucket::new).orElseGet(Resource.Store::new),
        bucket
            .map(name -> AdminGate.judgeAny(caller, action, name, gate.buckets()))
            .orElseGet(() -> AdminGate.judgeAny(caller, action)));
  }

  /**
   * Whether an administrator may be told of one bucket by an operation that tells of many.
   *
   * @param bucket a name, as it stands where it is told of; what is none hides nothing
   */
  public boolean mayTell(Caller.Known asker, AdminAction action, String bucket) {
    return !BucketName.isValid(bucket)
        || AdminGate.judge(asker, action, new BucketName(bucket), gate.buckets()).isAllowed();
  }

  /**
   * Whether an administrator may be told of every bucket there is, and so of what might be of any.
   * Looks through the buckets.
   */
  public boolean mayTellAll(Caller.Known asker, AdminAction action) {
    return buckets
        .list(
            "",
            "",
            1,
            bucket -> !AdminGate.judge(asker, action, bucket.name(), gate.buckets()).isAllowed())
        .buckets()
        .isEmpty();
  }

  private void requireBusiness(Caller.Known asker, Optional<BucketName> bucket) {
    bucket.ifPresent(name -> AdminGate.require(asker, AdminAction.EXPLAIN, name, gate.buckets()));
  }

  /**
   * What somebody may do in one bucket.
   *
   * @param ofBucket to the bucket itself
   * @param ofObjects to the object that was asked about; else to objects of which nothing in
   *     particular is said
   * @param hasPolicy whether the bucket has a policy, which may say otherwise of single keys
   */
  public record InBucket(
      BucketName bucket, List<Action> ofBucket, List<Action> ofObjects, boolean hasPolicy) {}

  /**
   * A page of buckets, in the order of their names.
   *
   * @param isTruncated whether more follow
   */
  public record Page(List<InBucket> buckets, boolean isTruncated) {}

  /**
   * Which buckets are asked about.
   *
   * @param prefix what their names start with
   * @param after the last one of the page before; empty for the first page
   * @param limit how many at the most, 1 to {@value #PAGE_MAX}
   * @param key the object that is asked about in each of them, if one is
   */
  public record Asked(String prefix, String after, int limit, Optional<ObjectKey> key) {}

  /**
   * What somebody may do to the store as a whole. Whether a bucket may be made depends on its name,
   * so that is a question of its own.
   */
  public List<Action> ofStore(Caller caller, AccessContext context) {
    return OF_STORE.stream()
        .filter(action -> gate.ask(caller, action, new Resource.Store(), context).isAllowed())
        .toList();
  }

  /** What somebody may do to run the store; who is no administrator, to what is its own alone. */
  public List<AdminAction> ofRunning(Caller.Known caller) {
    return Arrays.stream(AdminAction.values())
        .filter(action -> AdminGate.judgeAny(caller, action).isAllowed())
        .toList();
  }

  /** What somebody may do in each bucket, as far as that is the asker's business. */
  public Page inBuckets(Caller.Known asker, Caller caller, AccessContext context, Asked asked) {
    Buckets.BucketPage page =
        buckets.list(
            asked.prefix(),
            asked.after(),
            asked.limit(),
            bucket ->
                AdminGate.judge(asker, AdminAction.EXPLAIN, bucket.name(), gate.buckets())
                    .isAllowed());
    return new Page(
        page.buckets().stream()
            .map(bucket -> inBucket(caller, context, asked.key().orElse(ANY_KEY), bucket))
            .toList(),
        page.truncated());
  }

  /**
   * What somebody may do in one bucket: a question about oneself, which is nobody else's business.
   * Whether it has a policy is told to those alone who may do something there.
   *
   * @param key the object that is asked about, if one is
   * @throws StoreException with {@link Failure.NoSuchBucket}
   */
  public InBucket inBucket(
      Caller caller, AccessContext context, BucketName bucket, Optional<ObjectKey> key) {
    InBucket all = inBucket(caller, context, key.orElse(ANY_KEY), buckets.get(bucket));
    boolean isInside = !all.ofBucket().isEmpty() || !all.ofObjects().isEmpty();
    return new InBucket(bucket, all.ofBucket(), all.ofObjects(), all.hasPolicy() && isInside);
  }

  private InBucket inBucket(Caller caller, AccessContext context, ObjectKey key, Bucket bucket) {
    BucketName name = bucket.name();
    return new InBucket(
        name,
        allowed(gate.ask(caller, OF_BUCKETS, new Resource.OfBucket(name), context, bucket)),
        allowed(gate.ask(caller, OF_OBJECTS, new Resource.OfObject(name, key), context, bucket)),
        bucket.settings().contains(BucketSetting.POLICY));
  }

  private static List<Action> allowed(List<Decision> decisions) {
    return decisions.stream().filter(Decision::isAllowed).map(Decision::action).toList();
  }
}
