package io.bytebucket.testkit.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.bytebucket.core.access.AccessContext;
import io.bytebucket.core.access.AccessGate;
import io.bytebucket.core.access.AccessRequest;
import io.bytebucket.core.access.Action;
import io.bytebucket.core.access.Admission;
import io.bytebucket.core.access.Authorizer;
import io.bytebucket.core.access.Caller;
import io.bytebucket.core.access.Demand;
import io.bytebucket.core.access.KnownBuckets;
import io.bytebucket.core.access.OperationName;
import io.bytebucket.core.access.Permissions;
import io.bytebucket.core.access.Realm;
import io.bytebucket.core.access.Resource;
import io.bytebucket.core.access.Said;
import io.bytebucket.core.access.Signing;
import io.bytebucket.core.access.Value;
import io.bytebucket.core.acl.StoreAccess;
import io.bytebucket.core.bucket.BucketAcls;
import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.bucket.Buckets;
import io.bytebucket.core.bucket.PolicyRecords;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.layout.LayoutSizes;
import io.bytebucket.core.object.ObjectKey;
import io.bytebucket.core.object.ObjectReader;
import io.bytebucket.core.object.ObjectRemover;
import io.bytebucket.core.object.ObjectTagger;
import io.bytebucket.core.object.VersionChanges;
import io.bytebucket.core.object.VersionSelector;
import io.bytebucket.core.object.WriteCondition;
import io.bytebucket.core.policy.BucketPolicies;
import io.bytebucket.core.store.MetadataStore;
import io.bytebucket.core.store.Snapshot;
import io.bytebucket.core.store.Transaction;
import io.bytebucket.core.user.AccessRule;
import io.bytebucket.core.user.Account;
import io.bytebucket.core.user.UserId;
import io.bytebucket.core.value.Tags;
import io.bytebucket.testkit.TestStore;
import io.bytebucket.testkit.memory.HookedMetadataStore;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class AccessGateTest {
  private static final BucketName MISSING = new BucketName("missing");
  private static final Realm REALM = new Realm(Account.DEFAULT.id(), "eu-central-1");
  private static final ObjectKey KEY = new ObjectKey("a/b");
  private static final Caller ADMIN = known(AccessRule.FULL_ACCESS);
  private static final Caller NOBODY = known();

  private final TestStore store = TestStore.create();
  private final AtomicInteger reads = new AtomicInteger();
  private final MetadataStore counted = counted(store.metadata, reads);
  private final AccessGate gate =
      new AccessGate(
          new Authorizer(),
          new Buckets(
              counted,
              new BucketAcls(counted, StoreAccess.DEFAULT, TestStore.audited(counted)),
              TestStore.audited(counted),
              Clock.systemUTC()),
          new ObjectTagger(counted, changes()),
          policies(counted),
          REALM);
  private final KnownBuckets known = gate.buckets();

  private static MetadataStore counted(MetadataStore store, AtomicInteger reads) {
    HookedMetadataStore counted = new HookedMetadataStore(store);
    counted.beforeRead(reads::incrementAndGet);
    return counted;
  }

  private BucketPolicies policies(MetadataStore metadata) {
    return new BucketPolicies(
        new PolicyRecords(
            metadata,
            new BucketAcls(metadata, StoreAccess.DEFAULT, TestStore.audited(metadata)),
            TestStore.audited(metadata)),
        store.services.users(),
        Account.DEFAULT);
  }

  private static Caller known(AccessRule... rules) {
    return new Caller.Known(new UserId("anna-id"), "anna", List.of(rules));
  }

  private static Caller may(String... actions) {
    return known(new AccessRule(AccessRule.Effect.ALLOW, List.of("*"), List.of(actions)));
  }

  /** A request that says who must own the bucket, if anything. */
  private record Owned(Optional<String> expectedOwner) implements AccessContext {
    @Override
    public Instant now() {
      return TestStore.NOW;
    }

    @Override
    public Value<InetAddress> sourceAddress() {
      return new Value.Absent<>();
    }

    @Override
    public Value<Boolean> isSecure() {
      return new Value.Absent<>();
    }

    @Override
    public Value<Signing> signing() {
      return new Value.Absent<>();
    }

    @Override
    public Value<String> text(Said said) {
      return new Value.Absent<>();
    }

    @Override
    public Value<Long> maxKeys() {
      return new Value.Absent<>();
    }

    @Override
    public VersionSelector version() {
      return VersionSelector.current();
    }

    @Override
    public Value<Map<String, String>> tagsSent() {
      return new Value.Absent<>();
    }
  }

  /** Nothing is changed by way of it. */
  private VersionChanges changes() {
    return new VersionChanges(store.services.ids(), LayoutSizes.STANDARD, List.of());
  }

  private Admission admit(Caller caller, String operation, Demand demand) {
    return admit(caller, operation, demand, Optional.empty());
  }

  private Admission admit(
      Caller caller, String operation, Demand demand, Optional<String> expectedOwner) {
    return gate.admit(
        caller, Permissions.require(operation, true), demand, new Owned(expectedOwner), known);
  }

  private static Demand bucket(BucketName name) {
    return () -> new Resource.OfBucket(name);
  }

  private static Demand object(BucketName name) {
    return () -> new Resource.OfObject(name, KEY);
  }

  private static Failure denied(String action, String reason) {
    return new Failure.AccessDenied(action, reason, Optional.of("eu-central-1"));
  }

  /** What was refused, without what is told of why. */
  private static void requireDenied(Failure expected, ThrowingCallable refused) {
    StoreException thrown = catchThrowableOfType(StoreException.class, refused);
    assertThat(thrown).isNotNull();
    assertThat(plain(thrown.failure())).isEqualTo(expected);
  }

  private static Failure plain(Failure failure) {
    return failure instanceof Failure.AccessDenied denied
        ? new Failure.AccessDenied(denied.action(), denied.reason(), denied.bucketRegion())
        : failure;
  }

  @Test
  void aBucketIsLookedUpOnceHoweverOftenItIsAskedFor() {
    Admission admission =
        admit(ADMIN, "GetObject", object(TestStore.BUCKET), Optional.of(Account.DEFAULT.id()));
    assertThat(admission.bucket(TestStore.BUCKET).owner()).isEqualTo(TestStore.OWNER);
    assertThat(known.find(TestStore.BUCKET)).isPresent();
    assertThat(reads).hasValue(1);
    assertThat(known.find(MISSING)).isEmpty();
    assertThat(known.find(MISSING)).isEmpty();
    assertThat(reads).hasValue(2);
  }

  @Test
  void nothingElseIsLookedUpForWhoMayDoEverything() {
    admit(ADMIN, "PutObject", object(TestStore.BUCKET));
    assertThat(reads).hasValue(1);
    admit(ADMIN, "ListBuckets", Resource.Store::new);
    assertThat(reads).hasValue(1);
  }

  @Test
  void aMissingBucketComesFirstThenTheOwnerThenThePermission() {
    Optional<String> other = Optional.of("123456789012");
    for (Caller caller : List.of(ADMIN, NOBODY, new Caller.Anonymous())) {
      Failures.require(
          new Failure.NoSuchBucket("missing"),
          () -> admit(caller, "GetObject", object(MISSING), other));
      requireDenied(
          denied("s3:GetObject", "the bucket has another owner than the client expects"),
          () -> admit(caller, "GetObject", object(TestStore.BUCKET), other));
    }
    Failures.require(
        new Failure.InvalidExpectedOwner("somebody"),
        () -> admit(NOBODY, "GetObject", object(TestStore.BUCKET), Optional.of("somebody")));
    requireDenied(
        denied("s3:GetObject", "no rule of the user allows it"),
        () -> admit(NOBODY, "GetObject", object(TestStore.BUCKET)));
    requireDenied(
        denied("s3:GetObject", "nothing allows it to those who do not sign"),
        () -> admit(new Caller.Anonymous(), "GetObject", object(TestStore.BUCKET)));
  }

  @Test
  void aBucketThatIsMadeNeedNotBeThereAndIsNotTold() {
    admit(ADMIN, "CreateBucket", bucket(MISSING));
    requireDenied(
        new Failure.AccessDenied(
            "s3:CreateBucket", "no rule of the user allows it", Optional.empty()),
        () -> admit(NOBODY, "CreateBucket", bucket(TestStore.BUCKET)));
    assertThat(reads).hasValue(0);
  }

  @Test
  void eachObjectOfAListIsAskedForWithItsVersion() {
    Admission admission = admit(may("s3:DeleteObject"), "DeleteObjects", bucket(TestStore.BUCKET));
    admission.requireEach(new ObjectRemover.Target(KEY, new WriteCondition.None()));
    requireDenied(
        denied("s3:DeleteObjectVersion", "no rule of the user allows it"),
        () ->
            admission.requireEach(
                new ObjectRemover.Target(
                    KEY, new VersionSelector.Null(), new WriteCondition.None())));
  }

  @Test
  void theListOfWhoDoesNotSignIsNotRead() {
    Failures.require(
        Failure.AccessDenied.class,
        () -> admit(new Caller.Anonymous(), "DeleteObjects", bucket(TestStore.BUCKET)));
    admit(NOBODY, "DeleteObjects", bucket(TestStore.BUCKET));
  }

  @Test
  void tagsOfASourceAreKeptByWhoMayReadThemAndSetThem() {
    Map<String, String> tags = Map.of("k", "v");
    Demand copy = new Copy(VersionSelector.current());
    String[] all = {"s3:PutObject", "s3:GetObject", "s3:GetObjectTagging", "s3:PutObjectTagging"};
    admit(may(all), "CopyObject", copy).requireKeptTags(tags);
    Admission cannotRead = admit(may(all[0], all[1], all[3]), "CopyObject", copy);
    cannotRead.requireKeptTags(Map.of());
    requireDenied(
        denied("s3:GetObjectTagging", "no rule of the user allows it"),
        () -> cannotRead.requireKeptTags(tags));
    Admission cannotSet = admit(may(all[0], all[1], all[2]), "CopyObject", copy);
    requireDenied(
        denied("s3:PutObjectTagging", "no rule of the user allows it"),
        () -> cannotSet.requireKeptTags(tags));
  }

  @Test
  void aMoveNeedsWhatACopyNeedsAndToDeleteItsSource() {
    Map<String, String> tags = Map.of("k", "v");
    Demand move = new Copy(VersionSelector.current());
    String[] all = {
      "s3:PutObject",
      "s3:GetObject",
      "s3:GetObjectTagging",
      "s3:PutObjectTagging",
      "s3:DeleteObject"
    };
    admit(may(all), "MoveObject", move).requireKeptTags(tags);
    requireDenied(
        denied("s3:DeleteObject", "no rule of the user allows it"),
        () -> admit(may(all[0], all[1], all[2], all[3]), "MoveObject", move));
    Admission cannotRead = admit(may(all[0], all[1], all[3], all[4]), "MoveObject", move);
    requireDenied(
        denied("s3:GetObjectTagging", "no rule of the user allows it"),
        () -> cannotRead.requireKeptTags(tags));
  }

  @Test
  void anOperationWhoseRowSaysNothingOfKeptTagsKeepsNone() {
    Admission rename =
        admit(
            may("s3:PutObject", "s3:GetObject", "s3:DeleteObject"),
            "RenameObject",
            new Copy(VersionSelector.current()));
    assertThatThrownBy(() -> rename.requireKeptTags(Map.of()))
        .isInstanceOf(IllegalStateException.class);
  }

  private record Copy(VersionSelector version) implements Demand {
    @Override
    public Resource resource() {
      return new Resource.OfObject(TestStore.BUCKET, new ObjectKey("copy"));
    }

    @Override
    public Optional<Source> accessSource() {
      return Optional.of(new Source(TestStore.BUCKET, KEY, version, Optional.empty()));
    }
  }

  @Test
  void theTagsThatAreThereAreLookedUpWhenTheyAreAskedFor() {
    store.put(KEY.value(), new byte[1]);
    store
        .services
        .tagger()
        .set(
            new ObjectReader.Source(TestStore.BUCKET, KEY, VersionSelector.current()),
            Tags.ofObject(Map.of("k", "v")),
            TestStore.OWNER);
    AccessContext context = contextOf(new Resource.OfObject(TestStore.BUCKET, KEY));
    assertThat(reads).hasValue(0);
    assertThat(context.tagsThere()).isEqualTo(new Value.Present<>(Map.of("k", "v")));
    assertThat(reads).hasValue(1);

    for (Resource without :
        List.of(
            new Resource.OfObject(TestStore.BUCKET, new ObjectKey("missing")),
            new Resource.OfObject(MISSING, KEY),
            new Resource.OfBucket(TestStore.BUCKET))) {
      assertThat(contextOf(without).tagsThere()).isEqualTo(new Value.Absent<>());
    }
  }

  @Test
  void tagsThatCannotBeReadAreNotTakenForNone() {
    MetadataStore broken =
        new MetadataStore() {
          @Override
          public <R> R read(Function<? super Snapshot, ? extends R> query) {
            throw new StoreException(new Failure.EngineFault("reading"));
          }

          @Override
          public <R> R write(Function<? super Transaction, ? extends R> change) {
            throw new StoreException(new Failure.EngineFault("writing"));
          }

          @Override
          public void close() {}
        };
    AccessGate blind =
        new AccessGate(
            new Authorizer(),
            new Buckets(
                broken,
                new BucketAcls(broken, StoreAccess.DEFAULT, TestStore.audited(broken)),
                TestStore.audited(broken),
                Clock.systemUTC()),
            new ObjectTagger(broken, changes()),
            policies(broken),
            REALM);
    assertThat(
            blind
                .viewOf(
                    new Owned(Optional.empty()),
                    OperationName.GET_OBJECT,
                    new Resource.OfObject(TestStore.BUCKET, KEY),
                    VersionSelector.current())
                .tagsThere())
        .isEqualTo(new Value.Unavailable<>());
  }

  private AccessContext contextOf(Resource resource) {
    return gate.viewOf(
        new Owned(Optional.empty()), OperationName.GET_OBJECT, resource, VersionSelector.current());
  }

  @Test
  void whatMayBeSeenOfAFailureIsToldAsItIs() {
    Admission reader = admit(may("s3:GetObject"), "GetObject", object(TestStore.BUCKET));
    Failure missing = new Failure.NoSuchKey(KEY.value());
    assertThat(plain(reader.visible(new StoreException(missing)).failure()))
        .isEqualTo(denied("s3:ListBucket", "no rule of the user allows it"));
    Failure other = new Failure.CopyOntoItself();
    assertThat(reader.visible(new StoreException(other)).failure()).isEqualTo(other);

    Admission lister =
        admit(may("s3:GetObject", "s3:ListBucket"), "GetObject", object(TestStore.BUCKET));
    assertThat(lister.visible(new StoreException(missing)).failure()).isEqualTo(missing);
    assertThat(
            plain(
                lister
                    .visible(new StoreException(new Failure.NoSuchVersion(KEY.value(), "null")))
                    .failure()))
        .isEqualTo(denied("s3:ListBucketVersions", "no rule of the user allows it"));
  }

  @Test
  void aDecisionCanBeAskedForByItself() {
    Resource resource = new Resource.OfObject(TestStore.BUCKET, KEY);
    assertThat(
            gate.decide(
                    new AccessRequest(ADMIN, Action.GET_OBJECT, resource, contextOf(resource)),
                    known.find(TestStore.BUCKET))
                .isAllowed())
        .isTrue();
  }
}
