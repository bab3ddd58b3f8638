package io.bytebucket.testkit.service;

import static io.bytebucket.testkit.service.JobFixture.BODY;
import static io.bytebucket.testkit.service.JobFixture.BUCKET;
import static io.bytebucket.testkit.service.JobFixture.OTHER;
import static io.bytebucket.testkit.service.JobFixture.asker;
import static io.bytebucket.testkit.service.JobFixture.copy;
import static io.bytebucket.testkit.service.JobFixture.inEveryBucket;
import static io.bytebucket.testkit.service.JobFixture.requireDone;
import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.job.Job;
import io.bytebucket.core.job.JobId;
import io.bytebucket.core.job.JobTask;
import io.bytebucket.core.job.Jobs;
import io.bytebucket.core.store.BlobId;
import io.bytebucket.core.user.AccessRule;
import io.bytebucket.core.user.User;
import io.bytebucket.testkit.TestStore;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who starts jobs, how many there are, and how they end. */
class JobLivesTest {
  private final JobFixture jobs = new JobFixture();

  @AfterEach
  void theStoreIsConsistent() {
    jobs.store().check().requireConsistent();
  }

  private Jobs service() {
    return jobs.store().services.jobs();
  }

  private static AccessRule allowed(String... actions) {
    return inEveryBucket(AccessRule.Effect.ALLOW, actions);
  }

  @Test
  void whoMayNotListStartsNothing() {
    User nobody = jobs.user("nobody");
    for (JobTask task :
        List.of(
            JobTask.Delete.everythingIn(BUCKET),
            new JobTask.Delete(BUCKET, "a", false, false),
            copy("a", BUCKET, "b"))) {
      Failures.require(Failure.AccessDenied.class, () -> jobs.start(task, nobody));
    }
    Failures.require(new Failure.NoSuchBucket("other"), () -> jobs.start(copy("a", OTHER, "b")));
    assertThat(service().list(TestStore.ADMINISTRATOR)).isEmpty();
  }

  @Test
  void aJobStopsWhenItsStarterIsRemovedOrDisabled() {
    User bea = jobs.user("bea", AccessRule.FULL_ACCESS);
    jobs.store().put("a", BODY);
    Job removed = jobs.start(JobTask.Delete.everythingIn(BUCKET), bea);
    jobs.store().services.userChanges().remove(bea.id());
    assertThat(jobs.run(removed).state()).isEqualTo(new Job.State.Stopped(Job.Reason.STARTER_GONE));

    Job disabled = jobs.start(JobTask.Delete.everythingIn(BUCKET));
    // Who is left who may do everything.
    jobs.user("zoe", AccessRule.FULL_ACCESS);
    jobs.store().services.userChanges().setEnabled(jobs.anna().id(), false);
    assertThat(jobs.run(disabled).state())
        .isEqualTo(new Job.State.Stopped(Job.Reason.STARTER_DISABLED));
    assertThat(jobs.keys(BUCKET)).containsExactly("a");
  }

  @Test
  void aJobDoesNothingToABucketThatWasMadeAgain() {
    jobs.makeOther();
    jobs.store().put("a", BODY);
    Job job = jobs.start(copy("", OTHER, ""));
    jobs.store().services.buckets().delete(OTHER);
    jobs.makeOther();
    assertThat(jobs.run(job).state()).isEqualTo(new Job.State.Stopped(Job.Reason.BUCKET_GONE));
    assertThat(jobs.keys(OTHER)).isEmpty();
  }

  @Test
  void aCancelledJobDoesNothingMore() {
    for (int i = 0; i < 300; i++) {
      jobs.store().put("k" + i, BODY);
    }
    Job job = jobs.start(new JobTask.Delete(BUCKET, "", false, false));
    assertThat(jobs.step()).isTrue();
    Job cancelled = service().cancel(job.id(), TestStore.ADMINISTRATOR);
    assertThat(cancelled.state()).isEqualTo(new Job.State.Cancelled());
    assertThat(cancelled.progress().done()).isEqualTo(250);
    assertThat(jobs.step()).isFalse();
    assertThat(jobs.keys(BUCKET)).hasSize(50);
    assertThat(service().cancel(job.id(), TestStore.ADMINISTRATOR)).isEqualTo(cancelled);
    assertThat(service().get(job.id(), TestStore.ADMINISTRATOR)).isEqualTo(cancelled);
  }

  @Test
  void jobsTakeTurns() {
    jobs.makeOther();
    for (int i = 0; i < 600; i++) {
      jobs.store().put("k" + i, BODY);
    }
    Job first = jobs.start(copy("", OTHER, "a/"));
    Job second = jobs.start(copy("", OTHER, "b/"));
    assertThat(List.of(jobs.step(), jobs.step())).containsExactly(true, true);
    assertThat(service().get(first.id(), TestStore.ADMINISTRATOR).progress().done()).isEqualTo(250);
    assertThat(service().get(second.id(), TestStore.ADMINISTRATOR).progress().done())
        .isEqualTo(250);
    requireDone(jobs.run(first), 600, 0);
  }

  @Test
  void aRestartGoesOnWithAJob() {
    for (int i = 0; i < 300; i++) {
      jobs.store().put("k" + i, BODY);
    }
    Job job = jobs.start(new JobTask.Delete(BUCKET, "", false, false));
    assertThat(jobs.step()).isTrue();
    jobs.crash();
    requireDone(jobs.run(job), 300, 0);
    assertThat(jobs.keys(BUCKET)).isEmpty();
  }

  @Test
  void thereIsABoundOnJobsThatAreOpenAndOnThoseThatAreRemembered() {
    for (int i = 0; i < Jobs.OPEN_MAX; i++) {
      jobs.start(JobTask.Delete.everythingIn(BUCKET));
    }
    Failures.require(
        new Failure.TooManyJobs(Jobs.OPEN_MAX),
        () -> jobs.start(JobTask.Delete.everythingIn(BUCKET)));
    Job last = service().list(TestStore.ADMINISTRATOR).getFirst();
    jobs.run(last);
    for (int i = 0; i < Jobs.ENDED_KEPT; i++) {
      last = jobs.run(JobTask.Delete.everythingIn(BUCKET));
    }
    List<Job> remembered = service().list(TestStore.ADMINISTRATOR);
    assertThat(remembered).hasSize(Jobs.ENDED_KEPT).first().isEqualTo(last);
  }

  @Test
  void whoIsNoAdministratorStartsJobsAndSeesAndCancelsNoneButOwnOnes() {
    jobs.store().put("a", BODY);
    User bob = jobs.user("bob", allowed("s3:ListBucket", "s3:DeleteObject"));
    User cat = jobs.user("cat", allowed("s3:*"));
    Job foreign = jobs.start(new JobTask.Delete(BUCKET, "b", false, false), cat);
    Job own = jobs.start(new JobTask.Delete(BUCKET, "a", false, false), bob);

    assertThat(service().list(asker(bob))).containsExactly(own);
    assertThat(service().list(asker(jobs.anna()))).containsExactly(own, foreign);
    Failures.require(
        new Failure.NoSuchJob(foreign.id().text()), () -> service().get(foreign.id(), asker(bob)));
    Failures.require(
        new Failure.NoSuchJob(foreign.id().text()),
        () -> service().cancel(foreign.id(), asker(bob)));
    assertThat(service().cancel(foreign.id(), asker(cat)).state())
        .isEqualTo(new Job.State.Cancelled());
    requireDone(jobs.run(own), 1, 0);
    assertThat(jobs.keys(BUCKET)).isEmpty();
  }

  @Test
  void aRuleForbidsJobsOfTheBucketsThatItNamesToWhoIsNoAdministrator() {
    jobs.makeOther();
    User bob =
        jobs.user(
            "bob",
            allowed("s3:*"),
            new AccessRule(
                AccessRule.Effect.DENY, List.of(OTHER.value()), List.of("admin:StartJob")));

    Failures.require(
        Failure.AccessDenied.class, () -> jobs.start(JobTask.Delete.everythingIn(OTHER), bob));
    Failures.require(Failure.AccessDenied.class, () -> jobs.start(copy("a", OTHER, "b"), bob));
    assertThat(jobs.start(JobTask.Delete.everythingIn(BUCKET), bob).isOpen()).isTrue();
  }

  @Test
  void whoIsNoAdministratorHasFewJobsOpenAndFewRemembered() {
    User bob = jobs.user("bob", allowed("s3:*"));
    Job before = jobs.run(JobTask.Delete.everythingIn(BUCKET));
    for (int i = 0; i < Jobs.OPEN_OF_USER_MAX; i++) {
      jobs.start(JobTask.Delete.everythingIn(BUCKET), bob);
    }
    Failures.require(
        new Failure.TooManyJobs(Jobs.OPEN_OF_USER_MAX),
        () -> jobs.start(JobTask.Delete.everythingIn(BUCKET), bob));
    Job last = jobs.run(jobs.start(JobTask.Delete.everythingIn(BUCKET)));
    for (int i = 0; i < Jobs.ENDED_KEPT; i++) {
      last = jobs.run(jobs.start(JobTask.Delete.everythingIn(BUCKET), bob));
    }
    assertThat(service().list(asker(bob))).hasSize(Jobs.ENDED_OF_USER_KEPT).first().isEqualTo(last);
    assertThat(service().list(asker(jobs.anna()))).contains(before);
  }

  @Test
  void howeverManyUsersStartJobsThereIsRoomForThoseOfAdministrators() {
    Job before = jobs.run(JobTask.Delete.everythingIn(BUCKET));
    JobTask task = JobTask.Delete.everythingIn(BUCKET);
    int users = Jobs.OPEN_MAX / Jobs.OPEN_OF_USER_MAX;
    int refused = 0;
    for (int round = 0; round < Jobs.ENDED_KEPT / Jobs.OPEN_FOR_USERS_MAX + 1; round++) {
      for (int i = 0; i < users; i++) {
        User one = round == 0 ? jobs.user("user" + i, allowed("s3:*")) : jobs.named("user" + i);
        for (int n = 0; n < Jobs.OPEN_OF_USER_MAX; n++) {
          refused += tries(task, one) ? 0 : 1;
        }
      }
      Job own = jobs.start(task);
      assertThat(own.isOpen()).isTrue();
      jobs.run(own);
    }
    assertThat(refused).isPositive();
    List<Job> remembered = service().list(asker(jobs.anna()));
    assertThat(remembered).contains(before);
    // When the last of the others' was taken on, one less than are kept had ended.
    assertThat(remembered.stream().filter(job -> !job.starter().equals(jobs.anna().id())))
        .hasSizeLessThanOrEqualTo(Jobs.ENDED_OF_USERS_KEPT - 1 + Jobs.OPEN_FOR_USERS_MAX);
  }

  private boolean tries(JobTask task, User user) {
    try {
      return jobs.start(task, user).isOpen();
    } catch (StoreException e) {
      assertThat(e.failure()).isInstanceOf(Failure.TooManyJobs.class);
      return false;
    }
  }

  @Test
  void aJobThatIsNotThereIsNotFound() {
    JobId unknown = new JobId(new BlobId(1, 12_345));
    Failures.require(
        new Failure.NoSuchJob(unknown.text()),
        () -> service().get(unknown, TestStore.ADMINISTRATOR));
    Failures.require(
        new Failure.NoSuchJob(unknown.text()),
        () -> service().cancel(unknown, TestStore.ADMINISTRATOR));
    for (String text : List.of("", "x", unknown.text() + "0", unknown.text() + "00")) {
      Failures.require(new Failure.NoSuchJob(text), () -> JobId.parse(text));
    }
    assertThat(JobId.parse(unknown.text())).isEqualTo(unknown);
  }
}
