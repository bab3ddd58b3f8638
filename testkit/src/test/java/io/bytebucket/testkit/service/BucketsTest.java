package io.bytebucket.testkit.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.core.bucket.Bucket;
import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.bucket.Buckets;
import io.bytebucket.core.bucket.LocationConstraint;
import io.bytebucket.core.bucket.NewBucket;
import io.bytebucket.core.bucket.Versioning;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.object.ObjectKey;
import io.bytebucket.core.object.ObjectRemover;
import io.bytebucket.core.object.WriteCondition;
import io.bytebucket.core.schema.Keyspace;
import io.bytebucket.core.schema.Keyspace.SystemRecord;
import io.bytebucket.core.user.UserId;
import io.bytebucket.testkit.TestStore;
import io.bytebucket.testkit.contract.Crowd;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BucketsTest {
  private static final UserId AKA = new UserId("AKA");
  private static final UserId AKB = new UserId("AKB");
  private static final BucketName OTHER = new BucketName("other");

  private static final String OLDEST = "us-east-1";
  private static final LocationConstraint ELSEWHERE = new LocationConstraint("eu-west-1");

  private final TestStore store = TestStore.create();
  private final Buckets buckets = store.services.buckets();

  @AfterEach
  void theStoreIsConsistent() {
    store.check().requireConsistent();
  }

  @Test
  void aBucketIsFoundAsItWasMade() {
    Bucket made = buckets.create(OTHER, AKA, new LocationConstraint("eu-central-1"));
    assertThat(buckets.get(OTHER)).isEqualTo(made);
    assertThat(made.name()).isEqualTo(OTHER);
    assertThat(made.createdAt()).isEqualTo(TestStore.NOW);
    assertThat(made.ownerId()).isEqualTo(AKA);
    assertThat(made.locationConstraint()).isEqualTo("eu-central-1");
  }

  @Test
  void aBucketThatIsNotThereIsNoSuchBucket() {
    Failures.require(new Failure.NoSuchBucket("other"), () -> buckets.get(OTHER));
    Failures.require(new Failure.NoSuchBucket("other"), () -> buckets.delete(OTHER));
  }

  @Test
  void aNameIsTakenOnceWhoeverAsks() {
    buckets.create(OTHER, AKA, LocationConstraint.NONE);
    Failures.require(
        new Failure.BucketAlreadyOwnedByYou("other"),
        () -> buckets.create(OTHER, AKA, LocationConstraint.NONE));
    Failures.require(
        new Failure.BucketAlreadyExists("other"),
        () -> buckets.create(OTHER, AKB, LocationConstraint.NONE));
  }

  @Test
  void inTheOldestRegionABucketThatOneHasMayBeMadeAgain() {
    Bucket first = buckets.create(OTHER, AKA, LocationConstraint.NONE);

    assertThat(buckets.createIn(OLDEST, new NewBucket(OTHER, AKA, LocationConstraint.NONE)))
        .isEqualTo(first);
    Failures.require(
        new Failure.BucketAlreadyOwnedByYou("other"),
        () -> buckets.createIn(OLDEST, new NewBucket(OTHER, AKA, ELSEWHERE)));
    Failures.require(
        new Failure.BucketAlreadyOwnedByYou("other"),
        () -> buckets.createIn("eu-west-1", new NewBucket(OTHER, AKA, LocationConstraint.NONE)));
    Failures.require(
        new Failure.BucketAlreadyExists("other"),
        () -> buckets.createIn(OLDEST, new NewBucket(OTHER, AKB, LocationConstraint.NONE)));
    assertThat(buckets.get(OTHER)).isEqualTo(first);
  }

  @Test
  void aPageOfOneRegionPassesOverTheOthers() {
    for (String name : List.of("aaa", "bbb", "ccc", "ddd")) {
      buckets.create(
          new BucketName(name), AKA, name.equals("bbb") ? LocationConstraint.NONE : ELSEWHERE);
    }
    Predicate<Bucket> wanted = bucket -> bucket.region(OLDEST).equals("eu-west-1");

    Buckets.BucketPage first = buckets.list("", "", 2, wanted);
    assertThat(first.buckets())
        .extracting(bucket -> bucket.name().value())
        .containsExactly("aaa", "ccc");
    assertThat(first.truncated()).isTrue();
    Buckets.BucketPage last = buckets.list("", "ccc", 2, wanted);
    assertThat(last.buckets()).extracting(bucket -> bucket.name().value()).containsExactly("ddd");
    assertThat(last.truncated()).isFalse();
  }

  @Test
  void ofManyWhoMakeOneBucketExactlyOneDoes() {
    List<Boolean> made =
        Crowd.run(
            32,
            i ->
                () ->
                    Failures.of(() ->
                            buckets.create(OTHER, new UserId("AK" + i), LocationConstraint.NONE))
                        .isEmpty());
    assertThat(made).containsOnlyOnce(true);
  }

  @Test
  void aBucketWithAnObjectIsNotDeleted() {
    store.put("\u0000", new byte[0]);
    Failures.require(
        new Failure.BucketNotEmpty("photos", false), () -> buckets.delete(TestStore.BUCKET));
    store
        .services
        .remover()
        .delete(
            TestStore.BUCKET,
            new ObjectRemover.Target(new ObjectKey("\u0000"), new WriteCondition.None()),
            TestStore.OWNER);
    buckets.delete(TestStore.BUCKET);
    Failures.require(new Failure.NoSuchBucket("photos"), () -> buckets.get(TestStore.BUCKET));
  }

  @Test
  void theObjectsOfTheNextBucketDoNotKeepOneFromBeingDeleted() {
    BucketName empty = new BucketName("empty");
    Bucket before = buckets.create(empty, AKA, LocationConstraint.NONE);
    Bucket after = buckets.create(OTHER, AKA, LocationConstraint.NONE);
    assertThat(after.id()).isEqualTo(before.id() + 1);
    store.put("a", new byte[0]);
    store.put(OTHER, "b", new byte[0]);
    buckets.delete(empty);
    Failures.require(new Failure.BucketNotEmpty("other", false), () -> buckets.delete(OTHER));
  }

  @Test
  void aBucketMadeAgainHasAnotherIdAndNothingOfTheOldOne() {
    Bucket first = buckets.create(OTHER, AKA, ELSEWHERE);
    buckets.delete(OTHER);
    Bucket second = buckets.create(OTHER, AKB, LocationConstraint.NONE);
    assertThat(second.id()).isGreaterThan(first.id());
    assertThat(buckets.get(OTHER)).isEqualTo(second);
  }

  @Test
  void versioningIsSuspendedButNeverUndone() {
    for (Versioning state : List.of(Versioning.ENABLED, Versioning.SUSPENDED)) {
      buckets.setVersioning(TestStore.BUCKET, state);
      Failures.require(
          new Failure.VersioningCannotEnd("photos"),
          () -> buckets.setVersioning(TestStore.BUCKET, Versioning.UNVERSIONED));
      assertThat(buckets.get(TestStore.BUCKET).versioning()).isEqualTo(state);
    }
  }

  @Test
  void thereAreOnlySoManyBuckets() {
    long more = Buckets.BUCKET_LIMIT - 1L;
    count(more);
    Failures.require(
        new Failure.TooManyBuckets(Buckets.BUCKET_LIMIT),
        () -> buckets.create(OTHER, AKA, LocationConstraint.NONE));
    count(-1);
    buckets.create(OTHER, AKA, LocationConstraint.NONE);
    count(1 - more);
  }

  private void count(long more) {
    store.metadata.write(transaction -> {
      transaction.add(Keyspace.system(SystemRecord.BUCKETS), more);
      return more;
    });
  }

  @Test
  void pagesOfEverySizeJoinToTheWholeList() {
    // More than one scan brings.
    List<String> names =
        IntStream.range(0, 1_100).mapToObj(i -> String.format("b%04d", i)).toList();
    names.forEach(name -> buckets.create(new BucketName(name), AKA, LocationConstraint.NONE));
    for (int limit : new int[] {1, 7, 999, 1_000, 1_001, 1_099, 1_100, 1_101, 10_000}) {
      assertThat(pages("b", limit)).as("limit %s", limit).isEqualTo(names);
    }
    assertThat(pages("b00", 9)).isEqualTo(names.subList(0, 100));
    assertThat(pages("", 500)).hasSize(1_101).endsWith("b1099", "photos");
    assertThat(pages("zz", 5)).isEmpty();
  }

  private List<String> pages(String prefix, int limit) {
    List<String> names = new ArrayList<>();
    Buckets.BucketPage page;
    do {
      page = buckets.list(prefix, names.isEmpty() ? "" : names.getLast(), limit);
      assertThat(page.buckets()).hasSizeLessThanOrEqualTo(limit);
      page.buckets().forEach(bucket -> names.add(bucket.name().value()));
      // A page that says there is more is full.
      assertThat(!page.truncated() || page.buckets().size() == limit).isTrue();
    } while (page.truncated());
    return names;
  }

  @Test
  void aListGoesOnAfterANameThatIsNotThere() {
    buckets.create(OTHER, AKA, LocationConstraint.NONE);
    assertThat(buckets.list("", "oz", 5).buckets())
        .extracting(Bucket::name)
        .containsExactly(TestStore.BUCKET);
    assertThat(buckets.list("ph", "a", 5).buckets()).hasSize(1);
    assertThat(buckets.list("ot", "p", 5).buckets()).isEmpty();
  }
}
