package io.bytebucket.testkit.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.core.Store;
import io.bytebucket.core.access.Caller;
import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.bucket.LocationConstraint;
import io.bytebucket.core.bucket.Versioning;
import io.bytebucket.core.checksum.DigestClaims;
import io.bytebucket.core.job.Job;
import io.bytebucket.core.job.JobAsker;
import io.bytebucket.core.job.JobId;
import io.bytebucket.core.job.JobTask;
import io.bytebucket.core.object.ObjectAttributes;
import io.bytebucket.core.object.ObjectKey;
import io.bytebucket.core.object.ObjectRemover;
import io.bytebucket.core.object.ObjectWriter;
import io.bytebucket.core.object.WriteCondition;
import io.bytebucket.core.upload.Upload;
import io.bytebucket.core.user.AccessRule;
import io.bytebucket.core.user.NewUser;
import io.bytebucket.core.user.User;
import io.bytebucket.core.user.UserId;
import io.bytebucket.engine.memory.MemoryEngine;
import io.bytebucket.testkit.TestStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Jobs on two servers, each of which is killed and started again at any call to the engine, leave
 * what jobs leave that nobody disturbs. Set the property {@code tests.seed} to run a failure again.
 */
class JobFaultTest {
  private static final BucketName FROM = new BucketName("from");
  private static final BucketName TO = new BucketName("target");
  private static final int SERVERS = 2;
  private static final int ROUNDS = 12;
  private static final int CALLS_MAX = 12;
  private static final int RENEWALS_TO_END = 12;
  private static final int STEPS_MAX = 2_000;

  private int killed;

  /** A store with the same in it for each seed, and a job on it. */
  private static final class World {
    final MemoryEngine engine = new MemoryEngine();
    final SteppedClock clock = new SteppedClock(Instant.parse("2026-03-01T10:20:30.456Z"));
    final Servers servers =
        new Servers(engine, clock, ReferenceStoreContract.SMALL_LAYOUTS, SERVERS);
    final User user;
    final JobId job;

    World(long seed) {
      Store store = servers.get(0).store();
      user =
          store
              .userChanges()
              .create(NewUser.of("anna", List.of(AccessRule.FULL_ACCESS), "AKANNA", "s".repeat(40)))
              .user();
      fill(store, new Random(seed));
      Caller.Known caller = new Caller.Known(user.id(), user.name(), user.rules());
      job =
          store
              .jobs()
              .start(
                  task(new Random(seed)),
                  new JobAsker(caller, new Job.Origin(Optional.empty(), false)))
              .id();
      clock.step(Duration.ofSeconds(1));
    }

    private static JobTask task(Random random) {
      return switch (random.nextInt(7)) {
        case 0 -> JobTask.Delete.everythingIn(FROM);
        case 1 -> new JobTask.Delete(FROM, "a/", random.nextBoolean(), random.nextBoolean());
        case 2 -> new JobTask.Transfer(FROM, "a/", TO, "x/", random.nextBoolean(), true);
        case 3 -> new JobTask.Transfer(FROM, "a/", FROM, "x/", random.nextBoolean(), true);
        case 4 -> new JobTask.Transfer(FROM, "a/a/", FROM, "a/", true, true);
        case 5 -> JobTask.Delete.bucketWithAll(FROM);
        default -> new JobTask.Transfer(FROM, "", TO, "", true, false);
      };
    }

    private void fill(Store store, Random random) {
      UserId owner = user.id();
      for (BucketName bucket : List.of(FROM, TO)) {
        store.buckets().create(bucket, owner, LocationConstraint.NONE);
        for (int i = 0; i < 700; i++) {
          clock.step(Duration.ofMillis(random.nextInt(3)));
          ObjectKey key = new ObjectKey(key(random));
          switch (random.nextInt(40)) {
            case 0 -> store.buckets().setVersioning(bucket, Versioning.ENABLED);
            case 1 -> store.buckets().setVersioning(bucket, Versioning.SUSPENDED);
            case 2, 3, 4 ->
                store
                    .uploads()
                    .create(bucket, key, ObjectAttributes.NONE, Upload.ChecksumPlan.DEFAULT, owner);
            case 5, 6, 7, 8 ->
                store
                    .remover()
                    .delete(
                        bucket, new ObjectRemover.Target(key, new WriteCondition.None()), owner);
            default -> put(store, bucket, key, random.nextInt(200), owner);
          }
        }
      }
    }

    private static String key(Random random) {
      String key = random.nextInt(3) == 0 ? "" : "a/";
      while (random.nextInt(3) == 0) {
        key += "a/";
      }
      return key + random.nextInt(300);
    }

    private static void put(
        Store store, BucketName bucket, ObjectKey key, int length, UserId owner) {
      ObjectWriter.Put put =
          new ObjectWriter.Put(
              bucket,
              key,
              length,
              ObjectAttributes.NONE,
              owner,
              new WriteCondition.None(),
              DigestClaims.NONE);
      try {
        store.writer().put(put, new ByteArrayInputStream(new byte[length]));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    Job job() {
      return servers.get(0).store().jobs().get(job, TestStore.ADMINISTRATOR);
    }

    /** All that is in it, but who owns it and where its bytes are. */
    List<String> contents() {
      StoreContents contents = StoreContents.of(engine.metadata());
      List<String> lines = new ArrayList<>();
      contents.objects.forEach(located ->
          lines.add(
              located
                  + " "
                  + located.isCurrent()
                  + " "
                  + located.object().version()
                  + " "
                  + located.object().isDeleteMarker()
                  + " "
                  + located.object().lastModified()
                  + " "
                  + located.object().etag()));
      contents
          .uploads
          .values()
          .forEach(open -> lines.add("upload " + open.bucketId() + "/" + open.upload().key()));
      contents.counters.forEach((bucket, counters) -> lines.add(bucket + " " + counters));
      return lines;
    }
  }

  private static void runUndisturbed(World world) {
    while (world.servers.get(0).store().upkeep().jobs().step()) {
      // Until there is none left.
    }
  }

  private void runAmongDeaths(World world, Random random) {
    for (int i = 0; world.job().isOpen(); i++) {
      assertThat(i).isLessThan(STEPS_MAX);
      Servers.Server server = world.servers.get(random.nextInt(SERVERS));
      if (random.nextInt(3) > 0) {
        server.engine().killAt(1 + random.nextInt(CALLS_MAX), random.nextBoolean());
      }
      try {
        if (random.nextInt(3) == 0) {
          renew(server);
        }
        server.store().upkeep().jobs().step();
      } catch (MortalEngine.Killed e) {
        killed++;
      }
      server.engine().spare();
      if (server.engine().isDead()) {
        world.servers.restart(server);
      }
    }
  }

  private static void renew(Servers.Server server) {
    for (int i = 0; i < RENEWALS_TO_END; i++) {
      server.store().tenure().renew();
    }
  }

  private void compare(long seed) {
    World expected = new World(seed);
    World actual = new World(seed);
    assertThat(actual.contents()).isEqualTo(expected.contents());
    List<String> before = expected.contents();
    runUndisturbed(expected);
    runAmongDeaths(actual, new Random(seed + 1));
    assertThat(expected.contents()).isNotEqualTo(before);
    assertThat(actual.contents()).isEqualTo(expected.contents());
    assertThat(actual.job().state()).isEqualTo(new Job.State.Done());
    assertThat(actual.job().progress()).isEqualTo(expected.job().progress());
    assertThat(actual.job().total()).isEqualTo(expected.job().total());
    new StoreCheck(actual.engine.metadata(), actual.engine.blobs()).requireConsistent();
  }

  @Test
  void whateverDiesAndWhenTheOutcomeIsThatOfOneUndisturbedRun() {
    long first = Long.getLong("tests.seed", System.nanoTime());
    System.out.println("JobFaultTest seed " + first);
    for (long seed = first; seed < first + ROUNDS; seed++) {
      try {
        compare(seed);
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
      }
    }
    System.out.println(killed + " servers killed");
    assertThat(killed).isGreaterThan(ROUNDS);
  }
}
