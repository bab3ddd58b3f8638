package io.bytebucket.testkit.service;

import static io.bytebucket.testkit.service.JobFixture.BODY;
import static io.bytebucket.testkit.service.JobFixture.BUCKET;
import static io.bytebucket.testkit.service.JobFixture.inEveryBucket;
import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.core.audit.AuditQuery;
import io.bytebucket.core.audit.AuditRecord;
import io.bytebucket.core.bucket.LocationConstraint;
import io.bytebucket.core.bucket.Versioning;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.job.Job;
import io.bytebucket.core.job.JobTask;
import io.bytebucket.core.user.AccessRule;
import io.bytebucket.core.user.User;
import io.bytebucket.testkit.TestStore;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Jobs that empty a bucket and delete it. */
class DeleteBucketJobTest {
  private static final JobTask TASK = JobTask.Delete.bucketWithAll(BUCKET);

  /** What it takes: a step for each of versions, objects and uploads, and one for the bucket. */
  private static final int STEPS_BEFORE_THE_BUCKET = 3;

  private final JobFixture jobs = new JobFixture();

  @AfterEach
  void theStoreIsConsistent() {
    jobs.store().check().requireConsistent();
  }

  private Job start(User user) {
    return jobs.start(TASK, user);
  }

  private Job upToTheBucket() {
    Job job = start(jobs.anna());
    for (int i = 0; i < STEPS_BEFORE_THE_BUCKET; i++) {
      assertThat(jobs.step()).isTrue();
    }
    assertThat(jobs.get(job).isOpen()).isTrue();
    return job;
  }

  private void requireDeleted(Job job, long done) {
    assertThat(job.state()).isEqualTo(new Job.State.Done());
    assertThat(job.progress().done()).isEqualTo(done);
    assertThat(job.progress().failed()).isZero();
    assertThat(jobs.store().services.buckets().find(BUCKET)).isEmpty();
  }

  @Test
  void aBucketGoesWithAllThatIsInIt() {
    jobs.store().services.buckets().setVersioning(BUCKET, Versioning.ENABLED);
    jobs.store().put("a", BODY);
    jobs.store().put("a", BODY);
    jobs.begin("b");

    Job job = jobs.run(start(jobs.anna()));

    // The bucket itself is none of the things that are counted.
    requireDeleted(job, 3);
    assertThat(job.total()).contains(3L);
    assertThat(audited("bucket.delete"))
        .contains("job/" + job.id().text(), "starter=" + jobs.anna().id().value());
    assertThat(audited("job.start"))
        .startsWith("delete-bucket bucket=" + BUCKET.value() + " prefix= every-version=true");
  }

  @Test
  void aBucketGoesWhicheverOfItsTablesTheJobLooksThrough() {
    for (boolean everyVersion : List.of(true, false)) {
      jobs.store().put("a", BODY);
      requireDeleted(
          jobs.run(
              jobs.start(new JobTask.Delete(BUCKET, "", everyVersion, false, true), jobs.anna())),
          1);
      jobs.store().services.buckets().create(BUCKET, TestStore.OWNER, LocationConstraint.NONE);
    }
  }

  /** What the audit log says of how it was after the last of such actions. */
  private String audited(String action) {
    return jobs
        .store()
        .services
        .auditLog()
        .page(AuditQuery.ALL, Optional.empty(), 10)
        .records()
        .stream()
        .map(AuditRecord::event)
        .filter(event -> event.action().equals(action))
        .findFirst()
        .orElseThrow()
        .after();
  }

  @Test
  void aRestartBetweenTheLastObjectAndTheBucketGoesOnWithTheBucket() {
    jobs.store().put("a", BODY);
    Job job = upToTheBucket();
    assertThat(jobs.store().services.buckets().find(BUCKET)).isPresent();
    jobs.crash();
    requireDeleted(jobs.run(job), 1);
  }

  @Test
  void aBucketToWhichSomebodyPutsMeanwhileStays() {
    jobs.store().put("a", BODY);
    Job job = upToTheBucket();
    jobs.store().put("late", BODY);

    Job ended = jobs.run(job);

    assertThat(ended.state()).isEqualTo(new Job.State.Stopped(Job.Reason.BUCKET_NOT_EMPTY));
    assertThat(ended.progress().failures())
        .containsExactly(new Job.Failed("", "", "BucketNotEmpty"));
    assertThat(ended.progress().done()).isEqualTo(1);
    assertThat(jobs.store().get("late")).isEqualTo(BODY);
    requireDeleted(jobs.run(start(jobs.anna())), 1);
  }

  @Test
  void aBucketOfWhichSomethingMayNotBeDeletedStays() {
    User bob =
        jobs.user(
            "bob",
            AccessRule.FULL_ACCESS,
            inEveryBucket(AccessRule.Effect.DENY, "s3:DeleteObject"));
    jobs.store().put("a", BODY);

    Job ended = jobs.run(start(bob));

    assertThat(ended.state()).isEqualTo(new Job.State.Stopped(Job.Reason.BUCKET_NOT_EMPTY));
    assertThat(ended.progress().failures())
        .containsExactly(
            new Job.Failed("a", "", "AccessDenied"), new Job.Failed("", "", "BucketNotEmpty"));
    assertThat(jobs.store().get("a")).isEqualTo(BODY);
  }

  @Test
  void whoMayEmptyABucketAndNotDeleteItStartsNothing() {
    jobs.store().put("a", BODY);
    User bob =
        jobs.user(
            "bob",
            inEveryBucket(AccessRule.Effect.ALLOW, "s3:List*", "s3:DeleteObject*", "s3:Abort*"));
    Failures.require(Failure.AccessDenied.class, () -> start(bob));
    User cat =
        jobs.user(
            "cat",
            inEveryBucket(
                AccessRule.Effect.ALLOW,
                "s3:List*",
                "s3:DeleteObject*",
                "s3:Abort*",
                "s3:DeleteBucket"));
    requireDeleted(jobs.run(start(cat)), 1);
  }

  @Test
  void nothingMoreIsDeletedOnceItsStarterMayNotDeleteTheBucket() {
    jobs.store().put("a", BODY);
    Job job = start(jobs.anna());
    jobs.store()
        .services
        .userChanges()
        .replaceRules(
            jobs.anna().id(),
            List.of(
                AccessRule.FULL_ACCESS, inEveryBucket(AccessRule.Effect.DENY, "s3:DeleteBucket")));
    assertThat(jobs.run(job).state()).isEqualTo(new Job.State.Stopped(Job.Reason.ACCESS_DENIED));
    assertThat(jobs.store().get("a")).isEqualTo(BODY);
  }

  @Test
  void aCancelledJobLeavesTheBucket() {
    jobs.store().put("a", BODY);
    Job job = upToTheBucket();
    jobs.store().services.jobs().cancel(job.id(), TestStore.ADMINISTRATOR);
    assertThat(jobs.step()).isFalse();
    assertThat(jobs.store().services.buckets().find(BUCKET)).isPresent();
  }

  @Test
  void aBucketThatWasMadeAgainStays() {
    jobs.store().put("a", BODY);
    Job job = upToTheBucket();
    jobs.store().services.buckets().delete(BUCKET);
    jobs.store().services.buckets().create(BUCKET, TestStore.OWNER, LocationConstraint.NONE);
    assertThat(jobs.run(job).state()).isEqualTo(new Job.State.Stopped(Job.Reason.BUCKET_GONE));
    assertThat(jobs.store().services.buckets().find(BUCKET)).isPresent();
  }
}
