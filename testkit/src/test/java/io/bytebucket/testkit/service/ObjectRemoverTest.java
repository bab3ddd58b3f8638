package io.bytebucket.testkit.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.failure.Condition;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.object.ETagMatcher;
import io.bytebucket.core.object.ObjectKey;
import io.bytebucket.core.object.ObjectRemover;
import io.bytebucket.core.object.ObjectRemover.Outcome;
import io.bytebucket.core.object.ObjectRemover.Target;
import io.bytebucket.core.object.WriteCondition;
import io.bytebucket.core.schema.Keyspace;
import io.bytebucket.core.store.Key;
import io.bytebucket.testkit.TestStore;
import io.bytebucket.testkit.contract.Crowd;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ObjectRemoverTest {
  private static final WriteCondition ALWAYS = new WriteCondition.None();

  private final TestStore store = TestStore.create();
  private final ObjectRemover remover = store.services.remover();

  @AfterEach
  void theStoreIsConsistent() {
    store.check().requireConsistent();
  }

  @Test
  void whatIsDeletedIsGoneAndDeletingItAgainDoesNothing() {
    store.put("key", new byte[1_000]);
    delete(TestStore.BUCKET, target("key"));
    Failures.require(new Failure.NoSuchKey("key"), () -> store.get("key"));
    delete(TestStore.BUCKET, target("key"));
    delete(TestStore.BUCKET, target("never"));
  }

  @Test
  void aMissingBucketIsNamed() {
    BucketName missing = new BucketName("missing");
    Failure failure = new Failure.NoSuchBucket("missing");
    Failures.require(failure, () -> delete(missing, target("key")));
    Failures.require(failure, () -> deleteAll(missing, List.of(target("key"))));
  }

  @Test
  void anObjectWhoseConditionDoesNotHoldStays() {
    String tag = store.put("key", new byte[10]).etag().quoted();
    Failures.require(
        new Failure.PreconditionFailed(Condition.TAG_IS),
        () -> delete(TestStore.BUCKET, target("key", "\"other\"")));
    // Field survey 3.18.
    Failures.require(
        new Failure.NoSuchKey("never"), () -> delete(TestStore.BUCKET, target("never", tag)));
    assertThat(store.get("key")).hasSize(10);
    delete(TestStore.BUCKET, target("key", tag));
    Failures.require(new Failure.NoSuchKey("key"), () -> store.get("key"));
  }

  @Test
  void ofManyWhoDeleteOneVersionExactlyOneDoes() {
    String tag = store.put("key", new byte[1_000]).etag().quoted();
    List<Boolean> deleted =
        Crowd.run(
            32,
            i -> () -> Failures.of(() -> delete(TestStore.BUCKET, target("key", tag))).isEmpty());
    assertThat(deleted).containsOnlyOnce(true);
  }

  @Test
  void aBatchAnswersForEachTargetInItsOrder() {
    store.put("a", new byte[10]);
    store.put("b", new byte[1_000]);
    String tag = store.put("c", new byte[10]).etag().quoted();
    List<Outcome> outcomes =
        deleteAll(
            TestStore.BUCKET,
            List.of(
                target("b"),
                target("never"),
                target("a", "\"other\""),
                target("c", tag),
                target("c", tag),
                target("b")));
    assertThat(outcomes)
        .containsExactly(
            new Outcome.Gone(),
            new Outcome.Gone(),
            new Outcome.Refused(new Failure.PreconditionFailed(Condition.TAG_IS)),
            new Outcome.Gone(),
            new Outcome.Refused(new Failure.NoSuchKey("c")),
            new Outcome.Gone());
    assertThat(store.get("a")).hasSize(10);
    Failures.require(new Failure.NoSuchKey("b"), () -> store.get("b"));
    Failures.require(new Failure.NoSuchKey("c"), () -> store.get("c"));
  }

  @Test
  void aBatchHasAtMostAThousandTargets() {
    List<Target> most = IntStream.range(0, 1_000).mapToObj(i -> target("key" + i)).toList();
    most.subList(0, 100).forEach(target -> store.put(target.key().value(), new byte[1]));
    assertThat(deleteAll(TestStore.BUCKET, most)).hasSize(1_000).containsOnly(new Outcome.Gone());
    assertThat(deleteAll(TestStore.BUCKET, List.of())).isEmpty();
    List<Target> more = Collections.nCopies(1_001, target("key"));
    Failures.require(new Failure.TooManyObjects(1_000), () -> deleteAll(TestStore.BUCKET, more));
  }

  @Test
  void eachOfABatchIsAskedForOnceAndBeforeTheCommit() {
    store.put("a", new byte[1]);
    store.put("b", new byte[1]);
    List<String> asked = new ArrayList<>();
    // The store runs every change twice.
    List<Outcome> outcomes =
        remover.deleteAll(
            TestStore.BUCKET,
            List.of(target("a"), target("b")),
            TestStore.OWNER,
            target -> {
              asked.add(target.key().value());
              if (target.key().value().equals("a")) {
                throw new StoreException(new Failure.NoSuchKey("hidden"));
              }
            });
    assertThat(asked).containsExactly("a", "b");
    assertThat(outcomes)
        .containsExactly(new Outcome.Refused(new Failure.NoSuchKey("hidden")), new Outcome.Gone());
    assertThat(store.get("a")).hasSize(1);
  }

  @Test
  void aFaultAmongABatchLeavesAllOfItUndone() {
    store.put("a", new byte[10]);
    store.put("b", new byte[10]);
    long bucketId = store.services.buckets().get(TestStore.BUCKET).id();
    Key key = Keyspace.object(bucketId, "b".getBytes(StandardCharsets.UTF_8));
    byte[] record = store.metadata.read(snapshot -> snapshot.get(key)).orElseThrow();
    overwrite(key, new byte[] {9});
    Failures.require(
        Failure.Corrupt.class,
        () -> deleteAll(TestStore.BUCKET, List.of(target("a"), target("b"))));
    assertThat(store.get("a")).hasSize(10);
    overwrite(key, record);
  }

  private Outcome delete(BucketName bucket, Target target) {
    return remover.delete(bucket, target, TestStore.OWNER);
  }

  private List<Outcome> deleteAll(BucketName bucket, List<Target> targets) {
    return remover.deleteAll(bucket, targets, TestStore.OWNER, ObjectRemover.Guard.NONE);
  }

  private void overwrite(Key key, byte[] value) {
    store.metadata.write(transaction -> {
      transaction.put(key, value);
      return key;
    });
  }

  private static Target target(String key) {
    return new Target(new ObjectKey(key), ALWAYS);
  }

  private static Target target(String key, String ifMatch) {
    return new Target(new ObjectKey(key), new WriteCondition.IfMatch(ETagMatcher.parse(ifMatch)));
  }
}
