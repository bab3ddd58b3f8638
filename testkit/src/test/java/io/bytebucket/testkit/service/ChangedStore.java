package io.bytebucket.testkit.service;

import io.bytebucket.core.Store;
import io.bytebucket.core.activity.KeptActivity;
import io.bytebucket.core.audit.AuditQuery;
import io.bytebucket.core.audit.AuditRecord;
import io.bytebucket.core.audit.Origin;
import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.bucket.CorsConfiguration;
import io.bytebucket.core.bucket.CorsRule;
import io.bytebucket.core.bucket.LocationConstraint;
import io.bytebucket.core.job.Job;
import io.bytebucket.core.job.JobId;
import io.bytebucket.core.job.JobTask;
import io.bytebucket.core.saved.Changeable;
import io.bytebucket.core.saved.SavedSetting;
import io.bytebucket.core.signin.SecondFactors;
import io.bytebucket.core.signin.Session;
import io.bytebucket.core.signin.SessionHash;
import io.bytebucket.core.user.AccessRule;
import io.bytebucket.core.user.User;
import io.bytebucket.core.value.Tags;
import io.bytebucket.testkit.TestStore;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** A store with something of everything that can be changed. */
final class ChangedStore {
  /** The code that is right, of a step that {@link #nextCode} moves on. */
  static final String CODE = "123456";

  private static final JobTask TASK = new JobTask.Delete(TestStore.BUCKET, "", false, false);
  private static final Changeable.Form<String> FORM =
      new Changeable.Form<>() {
        @Override
        public Map<String, String> write(String value) {
          return Map.of("text", value);
        }

        @Override
        public String read(Map<String, String> fields) {
          return fields.getOrDefault("text", "");
        }
      };

  private final JobFixture jobs = new JobFixture();
  private final TestStore store = jobs.store();
  private final BucketName empty = new BucketName("empty");
  private final BucketName full = new BucketName("full");
  private final User bob =
      jobs.user(
          "bob",
          JobFixture.inEveryBucket(AccessRule.Effect.ALLOW, "s3:ListBucket", "s3:DeleteObject"));
  private final SecondFactors factors;
  private final Changeable<String> bans;
  private final Changeable<String> limits;
  private final Job job;
  private final Job jobOfBob;
  private long step = 1;

  ChangedStore() {
    services().buckets().create(empty, TestStore.OWNER, LocationConstraint.NONE);
    services().buckets().create(full, TestStore.OWNER, LocationConstraint.NONE);
    for (BucketName bucket : List.of(TestStore.BUCKET, full)) {
      store.put(bucket, "a", JobFixture.BODY);
      services().bucketSettings().putTags(bucket, Tags.ofBucket(Map.of("k", "old")));
    }
    services().bucketSettings().putCors(full, cors());
    services().policies().put(full, policy(full));
    services().sessions().begin(session("a"));
    factors =
        services()
            .secondFactors(
                (secret, code) -> code.equals(CODE) ? OptionalLong.of(step) : OptionalLong.empty());
    factors.enrol(bob.id(), "a secret");
    bans = services().savedSettings().changeable(SavedSetting.BANS, "off", FORM);
    limits = services().savedSettings().changeable(SavedSetting.RATE_LIMIT, "off", FORM);
    limits.save("on");
    job = jobs.start(TASK, anna());
    jobOfBob = jobs.start(TASK, bob);
  }

  private static CorsConfiguration cors() {
    return new CorsConfiguration(
        List.of(
            new CorsRule(
                Optional.empty(),
                List.of("GET"),
                List.of("https://old"),
                List.of(),
                List.of(),
                OptionalInt.empty())));
  }

  /** A policy that lets everybody read. */
  static byte[] policy(BucketName bucket) {
    return ("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\","
            + "\"Action\":\"s3:GetObject\",\"Resource\":\"arn:aws:s3:::"
            + bucket
            + "/*\"}]}")
        .getBytes(StandardCharsets.UTF_8);
  }

  Store services() {
    return store.services;
  }

  /** A user who may do everything. */
  User anna() {
    return jobs.anna();
  }

  /** A user who may do little. */
  User bob() {
    return bob;
  }

  /** A bucket that nothing is in. */
  BucketName empty() {
    return empty;
  }

  /** A bucket that has a setting of every kind. */
  BucketName full() {
    return full;
  }

  SecondFactors factors() {
    return factors;
  }

  /** From now on the code is right again. */
  void nextCode() {
    step++;
  }

  /** A setting of the server that nothing is saved of. */
  Changeable<String> bans() {
    return bans;
  }

  /** One that something is saved of. */
  Changeable<String> limits() {
    return limits;
  }

  /** A session of bob's. */
  Session session(String token) {
    return new Session(
        SessionHash.of(token),
        bob.id(),
        "AKBOB",
        new byte[1],
        TestStore.NOW,
        TestStore.NOW,
        "192.0.2.7",
        "a browser");
  }

  /** Starts a job of the user's who acts. */
  Job startJob() {
    return jobs.start(TASK, acting());
  }

  /** Ends the job of the user's who acts; it has yet to begin. */
  Job cancelJob() {
    User user = acting();
    JobId id = (user.id().equals(bob.id()) ? jobOfBob : job).id();
    return services().jobs().cancel(id, JobFixture.asker(user));
  }

  private User acting() {
    return services().users().byKey(Origin.current().who().keyId()).orElseThrow();
  }

  /** Does all jobs to their end. */
  void runJobs() {
    jobs.runAll();
  }

  static KeptActivity otherThan(KeptActivity kept) {
    return new KeptActivity(
        kept.seriesDays(),
        !kept.isEnabled(),
        kept.requestsMax(),
        kept.requestDays(),
        kept.percent());
  }

  /** Leaves the store only its reserve. */
  void fillTheDisk() {
    store.metadata.setRoomLow(true);
  }

  /** Does something as a request of that user does. */
  void as(User user, Runnable task) {
    ScopedValue.where(Origin.CURRENT, Origin.request("4ce1", "192.0.2.7"))
        .run(() -> {
          Origin.current().signedWith(user.keyIds().getFirst());
          Origin.current().by(user.id().value(), user.name());
          task.run();
        });
  }

  /** What the audit log says, the latest first. */
  List<AuditRecord> records() {
    return services().auditLog().page(AuditQuery.ALL, Optional.empty(), 1_000).records();
  }

  void requireConsistent() {
    store.check().requireConsistent();
  }
}
