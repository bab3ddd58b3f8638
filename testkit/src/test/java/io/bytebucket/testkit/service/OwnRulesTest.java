package io.bytebucket.testkit.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.core.access.AccessGate;
import io.bytebucket.core.access.Admission;
import io.bytebucket.core.access.Caller;
import io.bytebucket.core.access.Demand;
import io.bytebucket.core.access.Permissions;
import io.bytebucket.core.access.Resource;
import io.bytebucket.core.bucket.Bucket;
import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.bucket.LocationConstraint;
import io.bytebucket.core.checksum.DigestClaims;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.object.ObjectKey;
import io.bytebucket.core.object.ObjectReader;
import io.bytebucket.core.object.ObjectWriter;
import io.bytebucket.core.object.WriteCondition;
import io.bytebucket.core.user.AccessRule;
import io.bytebucket.core.user.AccessRule.Effect;
import io.bytebucket.core.user.UserId;
import io.bytebucket.testkit.PlainContext;
import io.bytebucket.testkit.TestStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rules about what a user owns: an account as the large providers have them. */
class OwnRulesTest {
  private static final UserId ANNA = new UserId("anna");
  private static final BucketName OWN = new BucketName("of-anna");
  private static final BucketName OTHERS = TestStore.BUCKET;
  private static final AccessRule MAKES_BUCKETS =
      new AccessRule(Effect.ALLOW, List.of("*"), List.of("s3:CreateBucket", "s3:ListAllMyBuckets"));
  private static final AccessRule OWNS =
      new AccessRule(Effect.ALLOW, List.of(AccessRule.OWN), List.of("*"));

  private final TestStore store = TestStore.create();

  @BeforeEach
  void fill() {
    store.services.buckets().create(OWN, ANNA, LocationConstraint.NONE);
    put(OWN, "of-another", TestStore.OWNER);
    put(OTHERS, "of-anna", ANNA);
    put(OTHERS, "of-another", TestStore.OWNER);
  }

  private void put(BucketName bucket, String key, UserId owner) {
    try {
      store
          .services
          .writer()
          .put(
              new ObjectWriter.Put(
                  bucket,
                  new ObjectKey(key),
                  1,
                  TestStore.ATTRIBUTES,
                  owner,
                  new WriteCondition.None(),
                  DigestClaims.NONE),
              new ByteArrayInputStream(new byte[1]));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Admission admit(List<AccessRule> rules, String operation, Demand demand) {
    AccessGate gate = store.services.gate("us-east-1");
    return gate.admit(
        new Caller.Known(ANNA, "anna", rules),
        Permissions.require(operation, true),
        demand,
        PlainContext.local(),
        gate.buckets());
  }

  private boolean may(List<AccessRule> rules, String operation, Resource resource) {
    return Failures.of(() -> admit(rules, operation, () -> resource)).isEmpty();
  }

  private static Resource object(BucketName bucket, String key) {
    return new Resource.OfObject(bucket, new ObjectKey(key));
  }

  @Test
  void whoMayDoEverythingInItsOwnDoesSoAndNothingInOthers() {
    List<AccessRule> rules = List.of(MAKES_BUCKETS, OWNS);
    for (String operation :
        List.of(
            "ListObjectsV2", "PutBucketCors", "PutBucketPolicy", "GetBucketAcl", "DeleteBucket")) {
      assertThat(may(rules, operation, new Resource.OfBucket(OWN))).as(operation).isTrue();
      assertThat(may(rules, operation, new Resource.OfBucket(OTHERS))).as(operation).isFalse();
    }
    for (String operation : List.of("GetObject", "PutObject", "DeleteObject", "PutObjectAcl")) {
      assertThat(may(rules, operation, object(OWN, "of-another"))).as(operation).isTrue();
      assertThat(may(rules, operation, object(OTHERS, "of-another"))).as(operation).isFalse();
    }
    assertThat(may(rules, "GetObject", object(OTHERS, "missing"))).isFalse();
  }

  @Test
  void anObjectOfOnesOwnInAnothersBucketIsOnesOwnAndAnotherMayNotTakeItsPlace() {
    List<AccessRule> rules = List.of(OWNS);
    for (String operation : List.of("GetObject", "HeadObject", "GetObjectAcl", "DeleteObject")) {
      assertThat(may(rules, operation, object(OTHERS, "of-anna"))).as(operation).isTrue();
    }
    assertThat(may(rules, "PutObject", object(OTHERS, "of-anna"))).isFalse();
  }

  @Test
  void anObjectThatAnotherPutInThePlaceOfOnesOwnIsNotDeleted() {
    Resource object = object(OTHERS, "of-anna");
    Admission admission = admit(List.of(OWNS), "DeleteObject", () -> object);
    ObjectReader.Source judged =
        admission.judged(ObjectReader.Source.current(OTHERS, new ObjectKey("of-anna")));
    put(OTHERS, "of-anna", TestStore.OWNER);
    WriteCondition none = new WriteCondition.None();
    assertThat(Failures.of(() -> store.services.remover().delete(judged, none, ANNA)))
        .containsInstanceOf(Failure.AccessDenied.class);
    assertThat(store.get("of-anna")).hasSize(1);
    put(OTHERS, "of-anna", ANNA);
    assertThat(Failures.of(() -> store.services.remover().delete(judged, none, ANNA))).isEmpty();
    Failures.require(new Failure.NoSuchKey("of-anna"), () -> store.get("of-anna"));
  }

  @Test
  void toMakeBucketsAndToListThemIsNobodysOwn() {
    BucketName another = new BucketName("another");
    assertThat(may(List.of(OWNS), "CreateBucket", new Resource.OfBucket(another))).isFalse();
    assertThat(may(List.of(OWNS), "ListBuckets", new Resource.Store())).isFalse();
    assertThat(may(List.of(MAKES_BUCKETS), "CreateBucket", new Resource.OfBucket(another)))
        .isTrue();
  }

  @Test
  void aListOfBucketsShowsOnesOwn() {
    Admission admission = admit(List.of(MAKES_BUCKETS, OWNS), "ListBuckets", Resource.Store::new);
    assertThat(store.services.buckets().list("", "", 10, admission::maySee).buckets())
        .extracting(Bucket::name)
        .containsExactly(OWN);
  }

  @Test
  void whatIsForbiddenOfOnesOwnIsSoBesideWhatIsGranted() {
    AccessRule notDelete =
        new AccessRule(Effect.DENY, List.of(AccessRule.OWN), List.of("s3:DeleteObject"));
    List<AccessRule> rules = List.of(AccessRule.FULL_ACCESS, notDelete);
    assertThat(may(rules, "DeleteObject", object(OWN, "of-another"))).isFalse();
    assertThat(may(rules, "DeleteObject", object(OTHERS, "of-anna"))).isFalse();
    assertThat(may(rules, "DeleteObject", object(OTHERS, "of-another"))).isTrue();
  }
}
