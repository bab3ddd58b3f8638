package io.bytebucket.testkit.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.core.Store;
import io.bytebucket.core.bucket.Bucket;
import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.bucket.LocationConstraint;
import io.bytebucket.core.check.CheckListener;
import io.bytebucket.core.check.CheckResult;
import io.bytebucket.core.check.Finding.Kind;
import io.bytebucket.core.check.Inspection;
import io.bytebucket.core.check.Remedy;
import io.bytebucket.core.check.Repair;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.object.ObjectKey;
import io.bytebucket.core.object.ObjectReader;
import io.bytebucket.core.object.VersionId;
import io.bytebucket.core.object.VersionSelector;
import io.bytebucket.core.quarantine.QuarantineEmptier;
import io.bytebucket.core.store.BlobId;
import io.bytebucket.core.store.BlobWriter;
import io.bytebucket.core.store.Engine;
import io.bytebucket.core.store.MetadataStore;
import io.bytebucket.core.store.Snapshot;
import io.bytebucket.core.store.Transaction;
import io.bytebucket.core.upload.UploadId;
import io.bytebucket.core.user.AccessRule;
import io.bytebucket.core.user.NewUser;
import io.bytebucket.core.user.UserId;
import io.bytebucket.testkit.model.StoreContents.Located;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/**
 * Whatever damage the format allows: a check finds it, no read of the store gives wrong bytes, and
 * after a repair the store opens, has everything that was not damaged, and keeps it through a sweep
 * and garbage collection.
 *
 * <p>What rows can have is that they are no records any more, are lost, or are not what others say;
 * a bit that flips in a record and leaves another one is for the engine to find, which has
 * checksums over all of its rows. An engine extends this class in its own tests. {@code
 * -Dtests.seed} runs a failure again, {@code -Dbytebucket.full=true} a thousand seeds.
 */
public abstract class DamageContract {
  private static final boolean IS_FULL = Boolean.getBoolean("bytebucket.full");
  private static final int OPERATIONS = 150;
  private static final int INLINE_LIMIT_BYTES = 64;
  private static final Inspection.Options DEEP = new Inspection.Options(true, 0);

  /** How bytes in the blob store come to harm. */
  protected enum BlobDamage {
    FLIPPED,
    CUT,
    MISSING,
    SWAPPED
  }

  /** An engine without data. */
  protected abstract Engine open();

  /**
   * Damages what is stored of a blob while the engine is closed, and opens it again.
   *
   * @param other is swapped with it, if that is to be done
   */
  protected abstract Engine damage(
      Engine engine, BlobDamage damage, BlobId blob, BlobId other, Random random);

  /** How many seeds are run. */
  protected int seeds() {
    return IS_FULL ? 1_000 : 60;
  }

  @Test
  void everyDamageIsFoundServesNothingWrongAndIsRepaired() {
    long first = Long.getLong("tests.seed", System.nanoTime());
    int seeds = System.getProperty("tests.seed") == null ? seeds() : 1;
    System.out.println(getClass().getSimpleName() + " seeds from " + first);
    Map<String, Integer> kinds = new TreeMap<>();
    for (int i = 0; i < seeds; i++) {
      List<String> done = new ArrayList<>();
      try {
        new Scenario(first + i, done).run();
        done.forEach(each -> kinds.merge(each.replaceFirst("[:\\[].*", ""), 1, Integer::sum));
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("seed " + (first + i) + ", " + done + ": " + e.getMessage(), e);
      }
    }
    System.out.println(kinds);
    assertThat(kinds).isNotEmpty();
  }

  /** A store that is filled, damaged, checked, read, repaired and read again. */
  private final class Scenario {
    private final long seed;
    private final List<String> done;
    private final Random random;
    private final SteppedClock clock = new SteppedClock(Instant.parse("2026-03-01T10:20:30.456Z"));
    private final Set<Located> hurt = new HashSet<>();
    private final Set<BlobId> harmedBlobs = new HashSet<>();
    private Engine engine = open();

    Scenario(long seed, List<String> done) {
      this.seed = seed;
      this.done = done;
      // Seeds that follow each other begin alike.
      this.random = new Random(seed * 0x9E3779B97F4A7C15L);
    }

    void run() {
      try {
        fill();
        assertThat(inspect(new ArrayList<>()).found()).as("before any damage").isEmpty();
        DamageScene scene = DamageScene.of(engine);
        int count = random.nextInt(4) == 0 ? 3 : 1;
        for (int i = 0; i < count; i++) {
          damage(scene);
        }
        if (done.isEmpty()) {
          return;
        }
        List<io.bytebucket.core.check.Finding> findings = new ArrayList<>();
        assertThat(inspect(findings).found()).as("what a check finds").isNotEmpty();
        readDamaged(scene);
        repair();
        requireRepaired(scene);
        emptyQuarantine(scene);
      } finally {
        engine.close();
      }
    }

    private void fill() {
      try (Store services = start()) {
        Store.usersOf(engine.metadata(), Stores.cipher(), clock)
            .changes()
            .create(NewUser.of("anna", List.of(AccessRule.FULL_ACCESS), "AKANNA", "secret-1"));
        List<UploadId> begun = new ArrayList<>();
        RandomOperations operations =
            new RandomOperations(
                seed, new ReferenceStore(clock), new ServiceStore(services, begun));
        for (int i = 0; i < OPERATIONS; i++) {
          operations.step();
          clock.step(Duration.ofMillis(i % 3));
        }
      }
    }

    private Store start() {
      return Stores.open(engine, clock, INLINE_LIMIT_BYTES, ReferenceStoreContract.SMALL_LAYOUTS);
    }

    private void damage(DamageScene scene) {
      List<RowDamage> ofRows = List.of(RowDamage.values());
      int kind = random.nextInt(ofRows.size() + 5);
      if (kind < ofRows.size()) {
        RowDamage damage = ofRows.get(kind);
        long own = random.nextLong();
        Optional<RowDamage.Made> made =
            engine.metadata().write(change -> damage.make(scene, change, new Random(own)));
        made.ifPresent(of -> {
          done.add(damage + ": " + of.what());
          hurt.addAll(of.hurt());
        });
      } else if (kind == ofRows.size()) {
        leaveLoose();
      } else {
        damageBlob(scene, List.of(BlobDamage.values()).get(kind - ofRows.size() - 1));
      }
    }

    private void leaveLoose() {
      try (BlobWriter writer = engine.blobs().create(new BlobId(1, 1L << 41), -1)) {
        writer.write(new byte[100], 0, 100);
        writer.commit();
        done.add("a loose blob");
      } catch (StoreException there) {
        // The same damage once more.
        assertThat(done).contains("a loose blob");
      }
    }

    private void damageBlob(DamageScene scene, BlobDamage damage) {
      List<BlobId> stored = scene.stored();
      if (stored.size() < 2) {
        return;
      }
      int one = random.nextInt(stored.size());
      BlobId blob = stored.get(one);
      BlobId other = stored.get((one + 1 + random.nextInt(stored.size() - 1)) % stored.size());
      Set<BlobId> harmed = damage == BlobDamage.SWAPPED ? Set.of(blob, other) : Set.of(blob);
      if (harmed.stream().anyMatch(harmedBlobs::contains)) {
        // A blob that is gone cannot be damaged once more.
        return;
      }
      harmedBlobs.addAll(harmed);
      engine = DamageContract.this.damage(engine, damage, blob, other, random);
      done.add(damage + ": blob " + blob);
      hurt.addAll(scene.ofBlobs(harmed));
    }

    private CheckResult inspect(List<io.bytebucket.core.check.Finding> findings) {
      return Inspection.of(engine.metadata(), engine.blobs(), DEEP, clock)
          .run((CheckListener) findings::add);
    }

    /** A server may fail in whatever way, but gives no other bytes than there were. */
    private void readDamaged(DamageScene scene) {
      try (Store services = start()) {
        Map<Long, Bucket> buckets = scene.contents.buckets;
        scene.objects.forEach((located, bytes) -> {
          Bucket bucket = buckets.get(located.bucketId());
          if (bucket != null) {
            requireNoOther(services, bucket.name(), located, bytes);
          }
        });
      } catch (StoreException honest) {
        assertThat(honest.failure()).isNotNull();
      }
    }

    private void repair() {
      if (random.nextInt(3) == 0) {
        // One that dies on the way is run again.
        try {
          Repair.of(new Mortal(engine.metadata(), random.nextInt(4)), engine.blobs(), DEEP, clock)
              .run(finding -> {});
        } catch (StoreException died) {
          done.add("a repair that died");
        }
      }
      MetadataStore watched = new AuditWatch(engine.metadata());
      Repair.Outcome outcome = Repair.of(watched, engine.blobs(), DEEP, clock).run(finding -> {});
      assertThat(outcome.left().isComplete()).isTrue();
    }

    private void requireRepaired(DamageScene scene) {
      List<io.bytebucket.core.check.Finding> left = new ArrayList<>();
      CheckResult result = inspect(left);
      assertThat(left)
          .as("what is left after the repair")
          .allMatch(finding ->
              finding.remedy().means() == Remedy.Means.NONE
                  || finding.remedy().means() == Remedy.Means.HELD);
      assertThat(result.found().keySet())
          .as("what cannot be repaired")
          .isSubsetOf(
              Kind.AUDIT, Kind.UNREADABLE_ROW, Kind.VERSION, Kind.DAMAGED_LABEL, Kind.SETTING);
      if (left.isEmpty()) {
        assertThat(new StoreCheck(engine.metadata(), engine.blobs()).findings())
            .as("what the other check finds")
            .isEmpty();
      }
      StoreContents after = StoreContents.of(engine.metadata());
      try (Store services = start()) {
        requireUndamaged(scene, after, services);
        services.upkeep().sweep().sweep();
        services.upkeep().collector().collect();
        services.upkeep().collector().collect();
        requireUndamaged(scene, after, services);
        BucketName made = new BucketName("after-repair-" + after.buckets.size());
        services.buckets().create(made, new UserId("AKOWNER"), LocationConstraint.NONE);
      }
    }

    /** What is deleted there takes nothing with it that anything else needs, and leaves nothing. */
    private void emptyQuarantine(DamageScene scene) {
      MetadataStore watched = new AuditWatch(engine.metadata());
      for (int round = 0; quarantined() > 0; round++) {
        assertThat(round).as("rounds until the quarantine is empty").isLessThan(3);
        empty(QuarantineEmptier.of(watched, clock));
        List<io.bytebucket.core.check.Finding> left = new ArrayList<>();
        inspect(left);
        assertThat(left)
            .as("what is found when the quarantine was emptied")
            .allMatch(finding ->
                finding.remedy().means() == Remedy.Means.NONE
                    || finding.remedy().means() == Remedy.Means.HELD
                    || finding.kind() == Kind.UNNAMED_BYTES
                    || finding.kind() == Kind.REFERENCES
                    // It was held as long as a row there could not be read.
                    || finding.kind() == Kind.LOOSE_BLOB);
        // Bytes of rows that could not be read: noted in the quarantine now, and deleted then.
        Repair.Outcome _ = Repair.of(watched, engine.blobs(), DEEP, clock).run(finding -> {});
        requireRepaired(scene);
      }
    }

    private void empty(QuarantineEmptier emptier) {
      Optional<Long> below = Optional.empty();
      do {
        QuarantineEmptier.Outcome outcome = emptier.some(below, true, _ -> true);
        assertThat(outcome)
            .isInstanceOfSatisfying(
                QuarantineEmptier.Outcome.Deleted.class, done -> assertThat(done.left()).isZero());
        below = ((QuarantineEmptier.Outcome.Deleted) outcome).next();
      } while (below.isPresent());
    }

    private long quarantined() {
      return inspect(new ArrayList<>()).quarantined();
    }

    private void requireUndamaged(DamageScene scene, StoreContents after, Store services) {
      scene.objects.forEach((located, bytes) -> {
        Bucket bucket = after.buckets.get(located.bucketId());
        if (hurt.contains(located)) {
          if (bucket != null) {
            requireNoOther(services, bucket.name(), located, bytes);
          }
          return;
        }
        if (bucket == null) {
          throw new AssertionError("no bucket of " + located);
        }
        for (VersionSelector selector : selectors(located)) {
          assertThat(read(services, bucket.name(), located, selector))
              .as(located + " " + selector)
              .isEqualTo(bytes);
        }
      });
    }

    private void requireNoOther(Store services, BucketName bucket, Located located, byte[] bytes) {
      for (VersionSelector selector : selectors(located)) {
        byte[] got;
        try {
          got = read(services, bucket, located, selector);
        } catch (StoreException honest) {
          continue;
        }
        assertThat(got).as(located + " " + selector).isEqualTo(bytes);
      }
    }

    private static List<VersionSelector> selectors(Located located) {
      VersionSelector own = VersionId.parse(located.object().version().text()).orElseThrow();
      return located.isCurrent() ? List.of(own, new VersionSelector.Current()) : List.of(own);
    }

    private static byte[] read(
        Store services, BucketName bucket, Located located, VersionSelector selector) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      ObjectReader.Source source =
          new ObjectReader.Source(bucket, new ObjectKey(located.key()), selector);
      try (ObjectReader.Content content = services.reader().open(source)) {
        content.transfer(
            0,
            content.object().sizeBytes(),
            piece -> {
              byte[] copy = new byte[piece.remaining()];
              piece.get(copy);
              out.writeBytes(copy);
            });
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return out.toByteArray();
    }
  }

  /** A metadata store that takes some commits, and then no more. */
  private static final class Mortal implements MetadataStore {
    private final MetadataStore store;
    private int left;

    Mortal(MetadataStore store, int left) {
      this.store = store;
      this.left = left;
    }

    @Override
    public <R> R read(Function<? super Snapshot, ? extends R> query) {
      return store.read(query);
    }

    @Override
    public <R> R write(Function<? super Transaction, ? extends R> change) {
      if (left-- <= 0) {
        throw new StoreException(new Failure.EngineFault("died"));
      }
      return store.write(change);
    }

    @Override
    public void close() {}
  }
}
