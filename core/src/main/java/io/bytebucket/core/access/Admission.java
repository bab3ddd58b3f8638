package io.bytebucket.core.access;

import io.bytebucket.core.bucket.Bucket;
import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.Failure.SignInRequired;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.object.ObjectKey;
import io.bytebucket.core.object.ObjectReader;
import io.bytebucket.core.object.ObjectRemover;
import io.bytebucket.core.object.VersionSelector;
import io.bytebucket.core.user.Account;
import io.bytebucket.core.user.UserId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * That a request was let through, and what its operation may do on the way. An operation decides
 * nothing: what only shows inside the commit is asked of this there. Used by the thread of its
 * request; and by that of the commit it waits for, which looks nothing up.
 */
public final class Admission {
  private final AccessGate gate;
  private final Caller caller;
  private final OperationNeeds needs;
  private final Demand demand;
  private final AccessContext context;
  private final KnownBuckets known;
  private @Nullable ObjectContext target;
  private @Nullable ObjectContext origin;
  private boolean awaitsTags;
  private @Nullable RefusedParts refusedParts;

  Admission(
      AccessGate gate,
      Caller caller,
      OperationNeeds needs,
      Demand demand,
      AccessContext context,
      KnownBuckets known) {
    this.gate = gate;
    this.caller = caller;
    this.needs = needs;
    this.demand = demand;
    this.context = context;
    this.known = known;
  }

  /** Whose will be what the operation makes. */
  public UserId actor() {
    return caller.id();
  }

  /**
   * What is known of a bucket that the request has to do with.
   *
   * @throws StoreException with {@link Failure.NoSuchBucket}
   */
  public BucketFacts bucket(BucketName name) {
    return known.require(name);
  }

  /**
   * Whether the caller may list what is in a bucket: then a list of buckets shows it. Nobody is
   * refused by the answer.
   */
  public boolean maySee(Bucket bucket) {
    return may(bucket, Action.LIST_BUCKET);
  }

  /**
   * Whether the caller may do that to a bucket, too: then a list of buckets tells what follows from
   * it. Nobody is refused by the answer.
   */
  public boolean may(Bucket bucket, Action action) {
    // As if the top of it were listed.
    AccessContext listed =
        new ObjectContext(
            context,
            VersionSelector.current(),
            ObjectContext.Stated.prefix(""),
            new Value.Absent<>(),
            Value.Absent::new);
    return gate.decide(
            new AccessRequest(caller, action, new Resource.OfBucket(bucket.name()), listed),
            gate.factsOf(bucket))
        .isAllowed();
  }

  /** Whether a bucket that the caller may see is open to everybody; not where it has gone. */
  public boolean isPublic(Bucket bucket) {
    return gate.factsOf(bucket).map(BucketFacts::isPublic).orElse(false);
  }

  /** Whether the caller runs the store, and no rule keeps that from being done to a bucket. */
  public boolean mayAdminister(Bucket bucket, AdminAction action) {
    return caller instanceof Caller.Known user
        && AdminGate.judge(user, action, bucket.name(), known).isAllowed();
  }

  /** Everything that can be asked before the operation begins. */
  void requireAll() {
    Optional<BucketName> bucket = demand.resource().inside().filter(_ -> needs.isInBucket());
    if (bucket.isPresent()) {
      BucketFacts _ = known.require(bucket.get());
      context.expectedOwner().ifPresent(owner -> requireOwner(owner, demand.resource()));
    }
    demand
        .accessSource()
        .ifPresent(source ->
            source
                .expectedOwner()
                .ifPresent(owner -> {
                  BucketFacts _ = known.require(source.bucket());
                  requireOwner(owner, source.resource());
                }));
    requireEarly();
  }

  /** One view of each of the two things that a request touches serves all permissions on it. */
  private void requireEarly() {
    for (Need need : needs.needs()) {
      if (!need.isLate() || isListOfNobody(need)) {
        require(need, resourceOf(need), viewOf(need));
      }
    }
  }

  private ObjectContext viewOf(Need need) {
    return need.part() == Need.Part.SOURCE ? origin() : target();
  }

  private ObjectContext target() {
    ObjectContext made = target;
    if (made == null) {
      made =
          gate.contextOf(context, needs.operation(), demand.resource(), demand.addressedVersion());
      target = made;
    }
    return made;
  }

  private ObjectContext origin() {
    ObjectContext made = origin;
    if (made == null) {
      Demand.Source from = demand.accessSource().orElseThrow();
      made = gate.contextOf(context, needs.operation(), from.resource(), from.version());
      origin = made;
    }
    return made;
  }

  /** Where nothing is open to those who do not sign, their list need not be read. */
  private boolean isListOfNobody(Need need) {
    return need.part() == Need.Part.EACH_OBJECT
        && caller instanceof Caller.Anonymous
        && !factsFor(demand.resource()).map(BucketFacts::mayBePublic).orElse(false);
  }

  /**
   * Where the operation finds its object, so that it is that which was judged: what was asked about
   * the object itself is asked again when another one is found there meanwhile.
   */
  public ObjectReader.Source judged(ObjectReader.Source source) {
    return judged(source, target, Need.Part.OBJECT);
  }

  /** The same of the object that another one is made of. */
  public ObjectReader.Source judgedOrigin(ObjectReader.Source source) {
    return judged(source, origin, Need.Part.SOURCE);
  }

  private ObjectReader.Source judged(
      ObjectReader.Source source, @Nullable ObjectContext view, Need.Part part) {
    return view == null || view.judged().isEmpty()
        ? source
        : source.foundBy(record -> requireAgain(ObjectFacts.of(record), view, part));
  }

  private void requireAgain(ObjectFacts found, ObjectContext view, Need.Part part) {
    Value<ObjectFacts> facts = new Value.Present<>(found);
    if (view.judged().filter(facts::equals).isEmpty()) {
      for (Need need : needs.needs()) {
        if (need.part() == part && !need.isLate()) {
          require(need, resourceOf(need), view.with(facts));
        }
      }
    }
  }

  /**
   * Lets the caller set these tags, which nobody knew before, or refuses.
   *
   * @throws StoreException with {@link Failure.AccessDenied}
   */
  public void requireTagsSent(Map<String, String> tags) {
    if (!awaitsTags) {
      return;
    }
    ObjectContext said = target().sending(Demand.tags(tags));
    for (Need need : needs.needs()) {
      require(need, resourceOf(need), said);
    }
  }

  /**
   * Lets the caller delete one object of a list, or refuses. What is there is not looked at.
   *
   * @throws StoreException with {@link Failure.AccessDenied}
   */
  public void requireEach(ObjectRemover.Target target) {
    BucketName bucket = demand.resource().inside().orElseThrow();
    Resource object = new Resource.OfObject(bucket, target.key());
    ObjectContext said =
        new ObjectContext(
            context,
            target.version(),
            Optional.of(new ObjectContext.Stated(Said.IF_MATCH, target.condition().tagsAsked())),
            Value.of(needs.operation().createsObject()),
            Value.Unavailable::new);
    try {
      for (Need need : needs.needs()) {
        if (need.part() == Need.Part.EACH_OBJECT) {
          require(need, object, said);
        }
      }
    } catch (StoreException e) {
      if (e.failure() instanceof Failure.AccessDenied denied) {
        RefusedParts before = refusedParts;
        refusedParts =
            before == null
                ? new RefusedParts(denied, 1)
                : new RefusedParts(before.first(), before.count() + 1);
      }
      throw e;
    }
  }

  /**
   * What was refused of a request that did the rest.
   *
   * @param first of those things
   * @param count how many there were
   */
  public record RefusedParts(Failure.AccessDenied first, int count) {}

  /** What was refused of each of a list, if something was. */
  public Optional<RefusedParts> refusedParts() {
    return Optional.ofNullable(refusedParts);
  }

  /**
   * Lets the caller read one more object of the bucket, or refuses: where one request sends many.
   *
   * @return where it is found, so that it is that which was judged
   * @throws StoreException with {@link Failure.AccessDenied}
   */
  public ObjectReader.Source requireRead(ObjectKey key) {
    BucketName bucket = demand.resource().inside().orElseThrow();
    Resource object = new Resource.OfObject(bucket, key);
    Need need = new Need(Action.GET_OBJECT, Need.Part.OBJECT, List.of());
    ObjectContext view =
        gate.contextOf(context, OperationName.GET_OBJECT, object, VersionSelector.current());
    require(need, object, view);
    ObjectReader.Source source = ObjectReader.Source.current(bucket, key);
    Optional<Value<ObjectFacts>> judged = view.judged();
    return judged.isEmpty()
        ? source
        : source.foundBy(record -> {
          Value<ObjectFacts> found = new Value.Present<>(ObjectFacts.of(record));
          if (!judged.get().equals(found)) {
            require(need, object, view.with(found));
          }
        });
  }

  /**
   * Lets the caller list what starts with a prefix, or refuses: where one request lists much.
   *
   * @throws StoreException with {@link Failure.AccessDenied}
   */
  public void requireListing(String prefix) {
    hidden(demand.resource().inside().orElseThrow(), prefix, Action.LIST_BUCKET)
        .ifPresent(refused -> {
          throw refused;
        });
  }

  /** The failure of reading one more object of the bucket, as the caller may see it. */
  public StoreException visibleOf(ObjectKey key, StoreException failed) {
    boolean isMissing =
        failed.failure() instanceof Failure.NoSuchKey
            || failed.failure() instanceof Failure.DeleteMarker;
    return isMissing
        ? hidden(demand.resource().inside().orElseThrow(), key.value(), Action.LIST_BUCKET)
            .orElse(failed)
        : failed;
  }

  /**
   * Lets the caller keep the tags of the source, where it has some, or refuses. Asked inside the
   * commit.
   *
   * @throws StoreException with {@link Failure.AccessDenied}
   * @throws IllegalStateException when the row of the operation does not say what that needs: then
   *     nobody may
   */
  public void requireKeptTags(Map<String, String> tags) {
    if (needs.needs().stream().noneMatch(need -> need.when().contains(Circumstance.TAGS_KEPT))) {
      throw new IllegalStateException("the operation has no say in tags that are kept");
    }
    if (tags.isEmpty()) {
      return;
    }
    for (Need need : needs.needs()) {
      if (need.when().contains(Circumstance.TAGS_KEPT)) {
        Value<ObjectFacts> there =
            need.part() == Need.Part.SOURCE
                ? new Value.Present<>(ObjectFacts.ofTags(tags))
                : new Value.Unavailable<>();
        require(
            need,
            resourceOf(need),
            gate.contextOf(context, needs.operation(), versionOf(need), () -> there));
      }
    }
  }

  /**
   * The failure of the operation, as the caller may see it: that a key is missing, or hidden by a
   * delete marker, is told to those alone who may list keys, and of versions to those who may list
   * versions.
   *
   * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html">GetObject:
   *     without s3:ListBucket a missing object is a 403</a>
   */
  public StoreException visible(StoreException failed) {
    return switch (failed.failure()) {
      case Failure.NoSuchKey(String key) -> visible(failed, key, Action.LIST_BUCKET);
      case Failure.NoSuchVersion(String key, var version) ->
          visible(failed, key, Action.LIST_BUCKET_VERSIONS);
      case Failure.DeleteMarker(String key, var version, var createdAt, boolean isNamed) ->
          visible(failed, key, isNamed ? Action.LIST_BUCKET_VERSIONS : Action.LIST_BUCKET);
      case Failure other -> failed;
    };
  }

  private StoreException visible(StoreException failed, String key, Action listing) {
    Optional<StoreException> ofTarget =
        demand.resource() instanceof Resource.OfObject(BucketName bucket, ObjectKey target)
                && target.value().equals(key)
            ? hidden(bucket, key, listing)
            : Optional.empty();
    return ofTarget
        .or(() ->
            demand
                .accessSource()
                .filter(source -> source.key().value().equals(key))
                .flatMap(source -> hidden(source.bucket(), key, listing)))
        .orElse(failed);
  }

  private Optional<StoreException> hidden(BucketName bucket, String key, Action listing) {
    Resource resource = new Resource.OfBucket(bucket);
    // As if it were listed alone.
    AccessContext listed =
        new ObjectContext(
            context,
            VersionSelector.current(),
            ObjectContext.Stated.prefix(key),
            new Value.Absent<>(),
            Value.Absent::new);
    Decision decision =
        gate.decide(new AccessRequest(caller, listing, resource, listed), known.find(bucket));
    return decision.isAllowed() ? Optional.empty() : Optional.of(denied(decision));
  }

  private Resource resourceOf(Need need) {
    return switch (need.part()) {
      case STORE, NEW_BUCKET, BUCKET, OBJECT, EACH_OBJECT -> demand.resource();
      case SOURCE -> demand.accessSource().orElseThrow().resource();
    };
  }

  private VersionSelector versionOf(Need need) {
    return switch (need.part()) {
      case STORE, NEW_BUCKET, BUCKET, OBJECT, EACH_OBJECT -> demand.addressedVersion();
      case SOURCE -> demand.accessSource().orElseThrow().version();
    };
  }

  private void require(Need need, Resource resource, ObjectContext asked) {
    if (!need.applies(asked)) {
      return;
    }
    Optional<BucketFacts> facts = need.isLate() ? peek(resource) : factsFor(resource);
    Decision decision =
        gate.decide(new AccessRequest(caller, need.action(), resource, asked), facts);
    requireSigned(decision);
    if (decision.isAllowed()) {
      return;
    }
    if (asked.lacksTagsSent()) {
      awaitsTags = true;
      return;
    }
    throw need.isLate()
        ? denied(decision, peek(resource).map(BucketFacts::region))
        : denied(decision);
  }

  /**
   * Refuses what is closed to those who do not sign. That a bucket has a policy is told only to
   * those who might read it.
   */
  private void requireSigned(Decision decision) {
    boolean isForbidden = decision.layer() == Decision.Layer.POLICY && !decision.isAllowed();
    if (caller instanceof Caller.Known || isForbidden) {
      return;
    }
    needs
        .operation()
        .closedToAnonymous()
        .filter(what -> what != SignInRequired.What.POLICY || decision.isAllowed())
        .ifPresent(what -> {
          throw new StoreException(new SignInRequired(what));
        });
  }

  /** What is known of the bucket that something is in; nothing of one that is being made. */
  private Optional<BucketFacts> factsFor(Resource resource) {
    return needs.isInBucket() ? resource.inside().flatMap(known::find) : Optional.empty();
  }

  /** The same inside the commit, where nothing is looked up. */
  private Optional<BucketFacts> peek(Resource resource) {
    return resource.inside().flatMap(known::peek);
  }

  /** All buckets are of the one account, whichever of its users made them. */
  private void requireOwner(String owner, Resource resource) {
    if (!Account.isId(owner)) {
      throw new StoreException(new Failure.InvalidExpectedOwner(owner));
    }
    if (!gate.realm().accountId().equals(owner)) {
      Action action = needs.needs().getFirst().action();
      throw denied(
          Decision.by(
              new AccessRequest(caller, action, resource, context),
              Decision.Reason.OTHER_OWNER,
              OptionalInt.empty()));
    }
  }

  /** Who is refused inside a bucket learns where it is, and that it is not there, if so. */
  private StoreException denied(Decision decision) {
    Optional<BucketName> bucket = decision.resource().inside().filter(_ -> needs.isInBucket());
    return denied(decision, bucket.map(name -> known.require(name).region()));
  }

  private StoreException denied(Decision decision, Optional<String> bucketRegion) {
    return new StoreException(
        new Failure.AccessDenied(
            decision.action().policyName(),
            decision.reason().text(),
            bucketRegion,
            Optional.of(decision.refusal(gate.realm().nameOf(caller)))));
  }
}
