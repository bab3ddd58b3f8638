package io.bytebucket.testkit.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.core.access.Caller;
import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.bucket.LocationConstraint;
import io.bytebucket.core.bucket.Quota;
import io.bytebucket.core.bucket.Versioning;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.job.Job;
import io.bytebucket.core.job.JobAsker;
import io.bytebucket.core.job.JobId;
import io.bytebucket.core.job.JobTask;
import io.bytebucket.core.job.Jobs;
import io.bytebucket.core.listing.ListPage;
import io.bytebucket.core.listing.ObjectLister;
import io.bytebucket.core.listing.VersionLister;
import io.bytebucket.core.object.ObjectKey;
import io.bytebucket.core.object.ObjectReader;
import io.bytebucket.core.object.ObjectRemover;
import io.bytebucket.core.object.WriteCondition;
import io.bytebucket.core.store.BlobId;
import io.bytebucket.core.upload.Upload;
import io.bytebucket.core.user.AccessRule;
import io.bytebucket.core.user.NewUser;
import io.bytebucket.core.user.User;
import io.bytebucket.core.value.Tags;
import io.bytebucket.testkit.TestStore;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JobsTest {
  private static final BucketName BUCKET = TestStore.BUCKET;
  private static final BucketName OTHER = new BucketName("other");
  private static final byte[] BODY = "hello".getBytes(StandardCharsets.UTF_8);

  private TestStore store = TestStore.create();
  private final User anna = user("anna", AccessRule.FULL_ACCESS);

  private User user(String name, AccessRule... rules) {
    return store
        .services
        .userChanges()
        .create(
            NewUser.of(name, List.of(rules), "AK" + name.toUpperCase(Locale.ROOT), "s".repeat(40)))
        .user();
  }

  private static Caller.Known caller(User user) {
    return new Caller.Known(user.id(), user.name(), user.rules());
  }

  @AfterEach
  void theStoreIsConsistent() {
    store.check().requireConsistent();
  }

  private Job start(JobTask task) {
    return start(task, anna);
  }

  private Job start(JobTask task, User user) {
    return store
        .services
        .jobs()
        .start(task, new JobAsker(caller(user), new Job.Origin(Optional.empty(), false)));
  }

  private boolean step() {
    return store.services.upkeep().jobs().step();
  }

  private Job run(Job job) {
    while (step()) {
      store.check().requireConsistent();
    }
    return store.services.jobs().get(job.id(), TestStore.ADMINISTRATOR);
  }

  private Job run(JobTask task) {
    return run(start(task));
  }

  private void version(Versioning versioning) {
    store.services.buckets().setVersioning(BUCKET, versioning);
  }

  private void makeOther() {
    store.services.buckets().create(OTHER, TestStore.OWNER, LocationConstraint.NONE);
  }

  private List<String> keys(BucketName bucket) {
    return store
        .services
        .lister()
        .list(new ObjectLister.Query(bucket, "", Optional.empty(), Optional.empty(), 1_000))
        .items()
        .stream()
        .map(item -> ((ListPage.Item.Listed) item).key())
        .toList();
  }

  private List<VersionLister.Item> versions() {
    return store
        .services
        .versionLister()
        .list(new VersionLister.Query(BUCKET, "", Optional.empty(), Optional.empty(), 1_000))
        .items();
  }

  private void begin(String key) {
    store
        .services
        .uploads()
        .create(
            BUCKET,
            new ObjectKey(key),
            TestStore.ATTRIBUTES,
            Upload.ChecksumPlan.DEFAULT,
            TestStore.OWNER);
  }

  private static JobTask.Transfer copy(String prefix, BucketName to, String toPrefix) {
    return new JobTask.Transfer(BUCKET, prefix, to, toPrefix, true, false);
  }

  private static JobTask.Transfer move(String prefix, BucketName to, String toPrefix) {
    return new JobTask.Transfer(BUCKET, prefix, to, toPrefix, true, true);
  }

  private static void requireDone(Job job, long done, long failed) {
    assertThat(job.state()).isEqualTo(new Job.State.Done());
    assertThat(job.progress().done()).isEqualTo(done);
    assertThat(job.progress().failed()).isEqualTo(failed);
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
    begin("a");
    begin("z");

    Job job = run(JobTask.Delete.everythingIn(BUCKET));

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
    begin("a/3");

    requireDone(run(new JobTask.Delete(BUCKET, "a/", false, false)), 2, 0);

    assertThat(keys(BUCKET)).containsExactly("a0");
    assertThat(versions()).hasSize(5);
    // What is deleted already gets no second marker.
    requireDone(run(new JobTask.Delete(BUCKET, "a/", false, false)), 0, 0);
    requireDone(run(new JobTask.Delete(BUCKET, "a/", true, true)), 5, 0);
    assertThat(versions()).hasSize(1);
  }

  @Test
  void aPrefixIsCopiedWithAllThatIsSaidOfItsObjects() {
    makeOther();
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

    Job job = run(copy("a/", OTHER, "x/y-"));

    requireDone(job, 2, 0);
    assertThat(job.total()).isEmpty();
    assertThat(keys(OTHER)).containsExactly("x/y-1", "x/y-2/3");
    assertThat(keys(BUCKET)).containsExactly("a/1", "a/2/3", "b");
    ObjectReader.Source copied = ObjectReader.Source.current(OTHER, new ObjectKey("x/y-1"));
    assertThat(store.services.reader().get(copied).record().attributes().tags())
        .isEqualTo(Map.of("k", "v"));
    assertThat(store.services.reader().get(copied).record().ownerId()).isEqualTo(anna.id());
  }

  @Test
  void aWholeBucketIsMoved() {
    makeOther();
    for (int i = 0; i < 300; i++) {
      store.put("k" + i, BODY);
    }
    List<String> before = keys(BUCKET);
    Job job = run(move("", OTHER, ""));
    requireDone(job, 300, 0);
    assertThat(job.total()).contains(300L);
    assertThat(keys(BUCKET)).isEmpty();
    assertThat(keys(OTHER)).isEqualTo(before);
  }

  @Test
  void whatIsMovedInsideAFullBucketNeedsNoRoom() {
    store.put("a/1", BODY);
    store.put("a/2", BODY);
    store
        .services
        .bucketSettings()
        .putQuota(BUCKET, new Quota(OptionalLong.of(2L * BODY.length), OptionalLong.of(2)));
    requireDone(run(move("a/", BUCKET, "b/")), 2, 0);
    assertThat(keys(BUCKET)).containsExactly("b/1", "b/2");
    requireDone(run(copy("b/", BUCKET, "c/")), 0, 2);
  }

  @Test
  void whatIsThereIsLeftWhereNothingMayBeReplaced() {
    store.put("a/1", BODY);
    store.put("a/2", BODY);
    store.put("b/1", new byte[1]);
    Job job = run(new JobTask.Transfer(BUCKET, "a/", BUCKET, "b/", false, true));
    requireDone(job, 1, 1);
    assertThat(job.progress().failures())
        .containsExactly(new Job.Failed("a/1", "", "PreconditionFailed"));
    assertThat(keys(BUCKET)).containsExactly("a/1", "b/1", "b/2");
    assertThat(store.get("b/1")).hasSize(1);
  }

  @Test
  void nothingIsCopiedToWhereTheJobWouldMeetItAgain() {
    store.put("a/b/1", BODY);
    store.put("a/b/b/2", BODY);
    for (String target : List.of("a/", "a/c/", "")) {
      String source = target.isEmpty() ? "" : "a/";
      Failures.require(new Failure.JobTargetInSource(), () -> start(copy(source, BUCKET, target)));
    }
    // One level up: of those that have the same name again below the copy would be a source.
    Job job = run(move("a/b/", BUCKET, "a/"));
    requireDone(job, 1, 1);
    assertThat(job.progress().failures())
        .containsExactly(new Job.Failed("a/b/b/2", "", "JobTargetInSource"));
    assertThat(keys(BUCKET)).containsExactly("a/1", "a/b/b/2");
  }

  @Test
  void aKeyThatGetsTooLongFailsAndTheOthersDoNot() {
    String name = "n".repeat(ObjectKey.LIMIT_BYTES - 2);
    store.put("a/" + name, BODY);
    store.put("a/short", BODY);
    requireDone(run(copy("a/", BUCKET, "long/")), 1, 1);
    assertThat(keys(BUCKET)).contains("long/short");
  }

  @Test
  void theFirstFailuresAreKeptAndAllAreCounted() {
    User reader =
        user(
            "reader",
            AccessRule.FULL_ACCESS,
            new AccessRule(AccessRule.Effect.DENY, List.of("*"), List.of("s3:DeleteObject")));
    for (int i = 0; i < 30; i++) {
      store.put("k" + i, BODY);
    }
    Job job = run(start(new JobTask.Delete(BUCKET, "", false, false), reader));
    requireDone(job, 0, 30);
    assertThat(job.progress().failures())
        .hasSize(Job.FAILURES_KEPT)
        .first()
        .isEqualTo(new Job.Failed("k0", "", "AccessDenied"));
    assertThat(keys(BUCKET)).hasSize(30);
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
    requireDone(run(new JobTask.Transfer(BUCKET, "a/", BUCKET, "b/", true, false)), 1, 1);
    assertThat(keys(BUCKET)).containsExactly("a/open", "a/secret", "b/open");
  }

  @Test
  void whoMayNotListStartsNothing() {
    User nobody = user("nobody");
    for (JobTask task :
        List.of(
            JobTask.Delete.everythingIn(BUCKET),
            new JobTask.Delete(BUCKET, "a", false, false),
            copy("a", BUCKET, "b"))) {
      Failures.require(Failure.AccessDenied.class, () -> start(task, nobody));
    }
    Failures.require(new Failure.NoSuchBucket("other"), () -> start(copy("a", OTHER, "b")));
    assertThat(store.services.jobs().list(TestStore.ADMINISTRATOR)).isEmpty();
  }

  @Test
  void aJobStopsWhenItsStarterIsRemovedOrDisabled() {
    User bea = user("bea", AccessRule.FULL_ACCESS);
    store.put("a", BODY);
    Job removed = start(JobTask.Delete.everythingIn(BUCKET), bea);
    store.services.userChanges().remove(bea.id());
    assertThat(run(removed).state()).isEqualTo(new Job.State.Stopped(Job.Reason.STARTER_GONE));

    Job disabled = start(JobTask.Delete.everythingIn(BUCKET));
    // Who is left who may do everything.
    user("zoe", AccessRule.FULL_ACCESS);
    store.services.userChanges().setEnabled(anna.id(), false);
    assertThat(run(disabled).state()).isEqualTo(new Job.State.Stopped(Job.Reason.STARTER_DISABLED));
    assertThat(keys(BUCKET)).containsExactly("a");
  }

  @Test
  void aJobDoesNothingToABucketThatWasMadeAgain() {
    makeOther();
    store.put("a", BODY);
    Job job = start(copy("", OTHER, ""));
    store.services.buckets().delete(OTHER);
    makeOther();
    assertThat(run(job).state()).isEqualTo(new Job.State.Stopped(Job.Reason.BUCKET_GONE));
    assertThat(keys(OTHER)).isEmpty();
  }

  @Test
  void aCancelledJobDoesNothingMore() {
    for (int i = 0; i < 300; i++) {
      store.put("k" + i, BODY);
    }
    Job job = start(new JobTask.Delete(BUCKET, "", false, false));
    assertThat(step()).isTrue();
    Job cancelled = store.services.jobs().cancel(job.id(), TestStore.ADMINISTRATOR);
    assertThat(cancelled.state()).isEqualTo(new Job.State.Cancelled());
    assertThat(cancelled.progress().done()).isEqualTo(250);
    assertThat(step()).isFalse();
    assertThat(keys(BUCKET)).hasSize(50);
    assertThat(store.services.jobs().cancel(job.id(), TestStore.ADMINISTRATOR))
        .isEqualTo(cancelled);
    assertThat(store.services.jobs().get(job.id(), TestStore.ADMINISTRATOR)).isEqualTo(cancelled);
  }

  @Test
  void jobsTakeTurns() {
    makeOther();
    for (int i = 0; i < 600; i++) {
      store.put("k" + i, BODY);
    }
    Job first = start(copy("", OTHER, "a/"));
    Job second = start(copy("", OTHER, "b/"));
    assertThat(List.of(step(), step())).containsExactly(true, true);
    assertThat(store.services.jobs().get(first.id(), TestStore.ADMINISTRATOR).progress().done())
        .isEqualTo(250);
    assertThat(store.services.jobs().get(second.id(), TestStore.ADMINISTRATOR).progress().done())
        .isEqualTo(250);
    requireDone(run(first), 600, 0);
  }

  @Test
  void aRestartGoesOnWithAJob() {
    for (int i = 0; i < 300; i++) {
      store.put("k" + i, BODY);
    }
    Job job = start(new JobTask.Delete(BUCKET, "", false, false));
    assertThat(step()).isTrue();
    store = store.crash();
    requireDone(run(job), 300, 0);
    assertThat(keys(BUCKET)).isEmpty();
  }

  @Test
  void thereIsABoundOnJobsThatAreOpenAndOnThoseThatAreRemembered() {
    for (int i = 0; i < Jobs.OPEN_MAX; i++) {
      start(JobTask.Delete.everythingIn(BUCKET));
    }
    Failures.require(
        new Failure.TooManyJobs(Jobs.OPEN_MAX), () -> start(JobTask.Delete.everythingIn(BUCKET)));
    Job last = store.services.jobs().list(TestStore.ADMINISTRATOR).getFirst();
    run(last);
    for (int i = 0; i < Jobs.ENDED_KEPT; i++) {
      last = run(JobTask.Delete.everythingIn(BUCKET));
    }
    List<Job> jobs = store.services.jobs().list(TestStore.ADMINISTRATOR);
    assertThat(jobs).hasSize(Jobs.ENDED_KEPT).first().isEqualTo(last);
  }

  @Test
  void aJobThatIsNotThereIsNotFound() {
    JobId unknown = new JobId(new BlobId(1, 12_345));
    Failures.require(
        new Failure.NoSuchJob(unknown.text()),
        () -> store.services.jobs().get(unknown, TestStore.ADMINISTRATOR));
    Failures.require(
        new Failure.NoSuchJob(unknown.text()),
        () -> store.services.jobs().cancel(unknown, TestStore.ADMINISTRATOR));
    for (String text : List.of("", "x", unknown.text() + "0", unknown.text() + "00")) {
      Failures.require(new Failure.NoSuchJob(text), () -> JobId.parse(text));
    }
    assertThat(JobId.parse(unknown.text())).isEqualTo(unknown);
  }
}
