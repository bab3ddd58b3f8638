package io.bytebucket.testkit.service;

import static io.bytebucket.testkit.service.JobFixture.BODY;
import static io.bytebucket.testkit.service.JobFixture.BUCKET;
import static io.bytebucket.testkit.service.JobFixture.OTHER;
import static io.bytebucket.testkit.service.JobFixture.copy;
import static io.bytebucket.testkit.service.JobFixture.inEveryBucket;
import static io.bytebucket.testkit.service.JobFixture.requireDone;
import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.bucket.Quota;
import io.bytebucket.core.bucket.Versioning;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.job.Job;
import io.bytebucket.core.job.JobTask;
import io.bytebucket.core.job.UnfinishedJobs;
import io.bytebucket.core.listing.VersionLister;
import io.bytebucket.core.object.ObjectKey;
import io.bytebucket.core.object.ObjectReader;
import io.bytebucket.core.object.ObjectRemover;
import io.bytebucket.core.object.WriteCondition;
import io.bytebucket.core.user.AccessRule;
import io.bytebucket.core.user.User;
import io.bytebucket.core.value.Tags;
import io.bytebucket.testkit.TestStore;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What jobs do to objects. */
class JobsTest {
  private final JobFixture jobs = new JobFixture();
  private final TestStore store = jobs.store();

  @AfterEach
  void theStoreIsConsistent() {
    store.check().requireConsistent();
  }

  private void version(Versioning versioning) {
    store.services.buckets().setVersioning(BUCKET, versioning);
  }

  private List<VersionLister.Item> versions() {
    return store
        .services
        .versionLister()
        .list(new VersionLister.Query(BUCKET, "", Optional.empty(), Optional.empty(), 1_000))
        .items();
  }

  private static JobTask.Transfer move(String prefix, BucketName to, String toPrefix) {
    return new JobTask.Transfer(BUCKET, prefix, to, toPrefix, true, true);
  }

  @Test
  void aBucketIsEmptiedOfVersionsMarkersAndUploadsHoweverManyOfAKeyThereAre() {
    store.put("before", BODY);
    version(Versioning.ENABLED);
    for (int i = 0; i < 600; i++) {
      store.put("many", BODY);
    }
    store.put("a", BODY);
    store
        .services
        .remover()
        .delete(
            BUCKET,
            new ObjectRemover.Target(new ObjectKey("a"), new WriteCondition.None()),
            TestStore.OWNER);
    version(Versioning.SUSPENDED);
    store.put("many", BODY);
    jobs.begin("a");
    jobs.begin("z");

    Job job = jobs.run(JobTask.Delete.everythingIn(BUCKET));

    // 601 of one key, the one before, one and its marker, two uploads.
    requireDone(job, 606, 0);
    assertThat(job.total()).contains(606L);
    assertThat(job.progress().doneBytes()).isEqualTo(603L * BODY.length);
    assertThat(versions()).isEmpty();
    store.services.buckets().delete(BUCKET);
  }

  @Test
  void onlyWhatStartsWithThePrefixIsDeletedInTheWayOfTheBucket() {
    version(Versioning.ENABLED);
    store.put("a/1", BODY);
    store.put("a/2", BODY);
    store.put("a0", BODY);
    jobs.begin("a/3");

    requireDone(jobs.run(new JobTask.Delete(BUCKET, "a/", false, false)), 2, 0);

    assertThat(jobs.keys(BUCKET)).containsExactly("a0");
    assertThat(versions()).hasSize(5);
    // What is deleted already gets no second marker.
    requireDone(jobs.run(new JobTask.Delete(BUCKET, "a/", false, false)), 0, 0);
    requireDone(jobs.run(new JobTask.Delete(BUCKET, "a/", true, true)), 5, 0);
    assertThat(versions()).hasSize(1);
  }

  @Test
  void whatIsStoppedBecauseTheStoreIsAnotherDoesNothingMore() {
    store.put("a/1", BODY);
    Job job = jobs.start(new JobTask.Delete(BUCKET, "", false, false));

    UnfinishedJobs.stop(store.metadata, TestStore.NOW);

    assertThat(jobs.step()).isFalse();
    assertThat(jobs.get(job).state()).isEqualTo(new Job.State.Stopped(Job.Reason.RESTORED));
    assertThat(jobs.keys(BUCKET)).containsExactly("a/1");
  }

  @Test
  void aPrefixIsCopiedWithAllThatIsSaidOfItsObjects() {
    jobs.makeOther();
    store.put("a/1", BODY);
    store.put("a/2/3", new byte[1_000]);
    store.put("b", BODY);
    store
        .services
        .tagger()
        .set(
            ObjectReader.Source.current(BUCKET, new ObjectKey("a/1")),
            Tags.ofObject(Map.of("k", "v")),
            TestStore.OWNER);

    Job job = jobs.run(copy("a/", OTHER, "x/y-"));

    requireDone(job, 2, 0);
    assertThat(job.total()).isEmpty();
    assertThat(jobs.keys(OTHER)).containsExactly("x/y-1", "x/y-2/3");
    assertThat(jobs.keys(BUCKET)).containsExactly("a/1", "a/2/3", "b");
    ObjectReader.Source copied = ObjectReader.Source.current(OTHER, new ObjectKey("x/y-1"));
    assertThat(store.services.reader().get(copied).record().attributes().tags())
        .isEqualTo(Map.of("k", "v"));
    assertThat(store.services.reader().get(copied).record().ownerId()).isEqualTo(jobs.anna().id());
  }

  @Test
  void aWholeBucketIsMoved() {
    jobs.makeOther();
    for (int i = 0; i < 300; i++) {
      store.put("k" + i, BODY);
    }
    List<String> before = jobs.keys(BUCKET);
    Job job = jobs.run(move("", OTHER, ""));
    requireDone(job, 300, 0);
    assertThat(job.total()).contains(300L);
    assertThat(jobs.keys(BUCKET)).isEmpty();
    assertThat(jobs.keys(OTHER)).isEqualTo(before);
  }

  @Test
  void whatIsMovedInsideAFullBucketNeedsNoRoom() {
    store.put("a/1", BODY);
    store.put("a/2", BODY);
    store
        .services
        .bucketSettings()
        .putQuota(BUCKET, new Quota(OptionalLong.of(2L * BODY.length), OptionalLong.of(2)));
    requireDone(jobs.run(move("a/", BUCKET, "b/")), 2, 0);
    assertThat(jobs.keys(BUCKET)).containsExactly("b/1", "b/2");
    requireDone(jobs.run(copy("b/", BUCKET, "c/")), 0, 2);
  }

  @Test
  void whatIsThereIsLeftWhereNothingMayBeReplaced() {
    store.put("a/1", BODY);
    store.put("a/2", BODY);
    store.put("b/1", new byte[1]);
    Job job = jobs.run(new JobTask.Transfer(BUCKET, "a/", BUCKET, "b/", false, true));
    requireDone(job, 1, 1);
    assertThat(job.progress().failures())
        .containsExactly(new Job.Failed("a/1", "", "PreconditionFailed"));
    assertThat(jobs.keys(BUCKET)).containsExactly("a/1", "b/1", "b/2");
    assertThat(store.get("b/1")).hasSize(1);
  }

  @Test
  void nothingIsCopiedToWhereTheJobWouldMeetItAgain() {
    store.put("a/b/1", BODY);
    store.put("a/b/b/2", BODY);
    for (String target : List.of("a/", "a/c/", "")) {
      String source = target.isEmpty() ? "" : "a/";
      Failures.require(
          new Failure.JobTargetInSource(), () -> jobs.start(copy(source, BUCKET, target)));
    }
    // One level up: of those that have the same name again below the copy would be a source.
    Job job = jobs.run(move("a/b/", BUCKET, "a/"));
    requireDone(job, 1, 1);
    assertThat(job.progress().failures())
        .containsExactly(new Job.Failed("a/b/b/2", "", "JobTargetInSource"));
    assertThat(jobs.keys(BUCKET)).containsExactly("a/1", "a/b/b/2");
  }

  @Test
  void aKeyThatGetsTooLongFailsAndTheOthersDoNot() {
    String name = "n".repeat(ObjectKey.LIMIT_BYTES - 2);
    store.put("a/" + name, BODY);
    store.put("a/short", BODY);
    requireDone(jobs.run(copy("a/", BUCKET, "long/")), 1, 1);
    assertThat(jobs.keys(BUCKET)).contains("long/short");
  }

  @Test
  void theFirstFailuresAreKeptAndAllAreCounted() {
    User reader =
        jobs.user(
            "reader",
            AccessRule.FULL_ACCESS,
            inEveryBucket(AccessRule.Effect.DENY, "s3:DeleteObject"));
    for (int i = 0; i < 30; i++) {
      store.put("k" + i, BODY);
    }
    Job job = jobs.run(jobs.start(new JobTask.Delete(BUCKET, "", false, false), reader));
    requireDone(job, 0, 30);
    assertThat(job.progress().failures())
        .hasSize(Job.FAILURES_KEPT)
        .first()
        .isEqualTo(new Job.Failed("k0", "", "AccessDenied"));
    assertThat(jobs.keys(BUCKET)).hasSize(30);
  }

  @Test
  void whatIsCopiedIsToldToThePolicyOfTheTarget() {
    store.put("a/open", BODY);
    store.put("a/secret", BODY);
    String policy =
        """
        {"Version":"2012-10-17","Statement":{"Effect":"Deny","Principal":"*",
         "Action":"s3:PutObject","Resource":"arn:aws:s3:::photos/*",
         "Condition":{"StringLike":{"s3:x-amz-copy-source":"photos/a/secret"}}}}
        """;
    store.services.policies().put(BUCKET, policy.getBytes(StandardCharsets.UTF_8));
    requireDone(jobs.run(new JobTask.Transfer(BUCKET, "a/", BUCKET, "b/", true, false)), 1, 1);
    assertThat(jobs.keys(BUCKET)).containsExactly("a/open", "a/secret", "b/open");
  }
}
