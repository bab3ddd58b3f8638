package io.bytebucket.testkit.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.core.access.Caller;
import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.bucket.LocationConstraint;
import io.bytebucket.core.job.Job;
import io.bytebucket.core.job.JobAsker;
import io.bytebucket.core.job.JobTask;
import io.bytebucket.core.listing.ListPage;
import io.bytebucket.core.listing.ObjectLister;
import io.bytebucket.core.object.ObjectKey;
import io.bytebucket.core.upload.Upload;
import io.bytebucket.core.user.AccessRule;
import io.bytebucket.core.user.NewUser;
import io.bytebucket.core.user.User;
import io.bytebucket.testkit.TestStore;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A store with jobs, and those who start them. */
final class JobFixture {
  static final BucketName BUCKET = TestStore.BUCKET;
  static final BucketName OTHER = new BucketName("other");
  static final byte[] BODY = "hello".getBytes(StandardCharsets.UTF_8);

  private TestStore store = TestStore.create();
  private final User anna = user("anna", AccessRule.FULL_ACCESS);

  TestStore store() {
    return store;
  }

  /** From now on the store is one that was started anew. */
  void crash() {
    store = store.crash();
  }

  /** A user who may do everything. */
  User anna() {
    return anna;
  }

  User user(String name, AccessRule... rules) {
    return store
        .services
        .userChanges()
        .create(NewUser.of(name, List.of(rules), keyId(name), "s".repeat(40)))
        .user();
  }

  /** A user that was made here, as it is now. */
  User named(String name) {
    return store.services.users().byKey(keyId(name)).orElseThrow();
  }

  private static String keyId(String name) {
    return "AK" + name.toUpperCase(Locale.ROOT);
  }

  static AccessRule inEveryBucket(AccessRule.Effect effect, String... actions) {
    return new AccessRule(effect, List.of("*"), List.of(actions));
  }

  static JobAsker asker(User user) {
    return new JobAsker(
        new Caller.Known(user.id(), user.name(), user.rules()),
        new Job.Origin(Optional.empty(), false));
  }

  /** Starts a job of anna's. */
  Job start(JobTask task) {
    return start(task, anna);
  }

  Job start(JobTask task, User user) {
    return store.services.jobs().start(task, asker(user));
  }

  /** Does the next piece of a job; false where there is none. */
  boolean step() {
    return store.services.upkeep().jobs().step();
  }

  /** Does all jobs to their end. */
  void runAll() {
    while (step()) {
      store.check().requireConsistent();
    }
  }

  /** Does all jobs to their end, and tells of that one. */
  Job run(Job job) {
    runAll();
    return get(job);
  }

  Job run(JobTask task) {
    return run(start(task));
  }

  /** The job as it is now. */
  Job get(Job job) {
    return store.services.jobs().get(job.id(), TestStore.ADMINISTRATOR);
  }

  void makeOther() {
    store.services.buckets().create(OTHER, TestStore.OWNER, LocationConstraint.NONE);
  }

  /** Begins an upload in parts. */
  void begin(String key) {
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

  List<String> keys(BucketName bucket) {
    return store
        .services
        .lister()
        .list(new ObjectLister.Query(bucket, "", Optional.empty(), Optional.empty(), 1_000))
        .items()
        .stream()
        .map(item -> ((ListPage.Item.Listed) item).key())
        .toList();
  }

  static JobTask.Transfer copy(String prefix, BucketName to, String toPrefix) {
    return new JobTask.Transfer(BUCKET, prefix, to, toPrefix, true, false);
  }

  static void requireDone(Job job, long done, long failed) {
    assertThat(job.state()).isEqualTo(new Job.State.Done());
    assertThat(job.progress().done()).isEqualTo(done);
    assertThat(job.progress().failed()).isEqualTo(failed);
  }
}
