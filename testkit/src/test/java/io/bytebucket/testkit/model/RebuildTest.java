package io.bytebucket.testkit.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytebucket.core.Store;
import io.bytebucket.core.access.Caller;
import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.bucket.LocationConstraint;
import io.bytebucket.core.check.CheckResult;
import io.bytebucket.core.check.Finding;
import io.bytebucket.core.check.Inspection;
import io.bytebucket.core.job.Job;
import io.bytebucket.core.job.JobAsker;
import io.bytebucket.core.job.JobId;
import io.bytebucket.core.job.JobTask;
import io.bytebucket.core.rebuild.Rebuild;
import io.bytebucket.core.rebuild.RebuildListener;
import io.bytebucket.core.rebuild.RebuildReport;
import io.bytebucket.core.rebuild.SalvagedRows;
import io.bytebucket.core.schema.Keyspace;
import io.bytebucket.core.store.BlobStore;
import io.bytebucket.core.store.Key;
import io.bytebucket.core.store.MetadataStore;
import io.bytebucket.core.store.RangeReader;
import io.bytebucket.core.store.Row;
import io.bytebucket.core.user.AccessRule;
import io.bytebucket.core.user.UserId;
import io.bytebucket.engine.memory.MemoryBlobStore;
import io.bytebucket.engine.memory.MemoryMetadataStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The metadata of a store are lost, all of them or some rows, and made anew of what is left and of
 * what blobs say. Every run prints nothing and is named by its seed.
 */
class RebuildTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final int OPERATIONS = 70;

  private final SteppedClock clock = new SteppedClock(NOW);
  private final MemoryMetadataStore metadata = new MemoryMetadataStore();
  private final MemoryBlobStore blobs = new MemoryBlobStore();

  private RebuildScene scene(long seed) {
    Store store = Stores.open(Stores.join(metadata, blobs), clock, RebuildScene.INLINE_LIMIT_BYTES);
    RebuildScene scene = RebuildScene.begin(store, clock, seed);
    scene.write(OPERATIONS);
    scene.remember(metadata, blobs);
    assertThat(scene.expected()).isGreaterThan(5);
    return scene;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void withoutAnyMetadataEverythingThatHasBlobsIsBackAsItWas(long seed) {
    RebuildScene scene = scene(seed);
    MemoryMetadataStore made = new MemoryMetadataStore();

    RebuildReport report = rebuild(SalvagedRows.NONE, made, new Nobody());

    assertThat(report.objects()).isGreaterThanOrEqualTo(scene.expected());
    assertThat(report.buckets()).isPositive();
    assertThat(report.unlabelled()).isZero();
    assertThat(report.notWhole()).isZero();
    assertThat(report.hasAdministrator()).isFalse();
    assertThat(report.left().isClean()).as("%s", report.left()).isTrue();
    scene.requireBack(made, blobs, true);
    requireDeepClean(made);
    // No id is given out twice by the next start.
    Store store = Stores.open(Stores.join(made, blobs), clock, RebuildScene.INLINE_LIMIT_BYTES);
    RebuildScene next = scene.on(store);
    next.write(OPERATIONS);
    new StoreCheck(made, blobs).requireConsistent();
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22})
  void whicheverRowsAreLostWhatBlobsSayIsBackAndNothingIsWrong(long seed) {
    RebuildScene scene = scene(seed);
    MemoryMetadataStore made = new MemoryMetadataStore();

    rebuild(new Some(metadata, seed), made, new Nobody());

    scene.requireBack(made, blobs, false);
    requireDeepClean(made);
  }

  @Test
  void withoutAnyLossAllIsAsItWas() {
    RebuildScene scene = scene(31);
    MemoryMetadataStore made = new MemoryMetadataStore();

    RebuildReport report = rebuild(new Some(metadata, 0), made, new Nobody());

    assertThat(report.objects()).isZero();
    assertThat(report.parts()).isZero();
    assertThat(report.replaced()).isZero();
    assertThat(report.displaced()).isZero();
    scene.requireBack(made, blobs, false);
    requireDeepClean(made);
  }

  @Test
  void aJobThatWasUnderWayDoesNotGoOn() {
    BucketName bucket = new BucketName("photos");
    JobAsker asker =
        new JobAsker(
            new Caller.Known(new UserId("AKOWNER"), "owner", List.of(AccessRule.FULL_ACCESS)),
            new Job.Origin(Optional.empty(), false));
    Store store = Stores.open(Stores.join(metadata, blobs), clock, RebuildScene.INLINE_LIMIT_BYTES);
    store.buckets().create(bucket, new UserId("AKOWNER"), LocationConstraint.NONE);
    JobId id = store.jobs().start(new JobTask.Delete(bucket, "", false, false), asker).id();
    MemoryMetadataStore made = new MemoryMetadataStore();

    rebuild(new Some(metadata, 0), made, new Nobody());

    Store next = Stores.open(Stores.join(made, blobs), clock, RebuildScene.INLINE_LIMIT_BYTES);
    assertThat(next.upkeep().jobs().step()).isFalse();
    assertThat(next.jobs().get(id, asker).state())
        .isEqualTo(new Job.State.Stopped(Job.Reason.RESTORED));
  }

  @Test
  void blobsThatSayNothingStayAndAreNoted() {
    RebuildScene scene = scene(41);
    int before = count(blobs);
    blobs.unlabelAll();
    MemoryMetadataStore made = new MemoryMetadataStore();

    RebuildReport report = rebuild(SalvagedRows.NONE, made, new Nobody());

    assertThat(report.unlabelled()).isEqualTo(before);
    assertThat(report.objects()).isZero();
    requireDeepClean(made);
    Stores.open(Stores.join(made, blobs), clock, RebuildScene.INLINE_LIMIT_BYTES)
        .upkeep()
        .collector()
        .collect();
    assertThat(count(blobs)).isEqualTo(before);
    assertThat(scene.expected()).isPositive();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 20, 60, 100})
  void oneThatIsStoppedIsBegunAnewAndComesToTheSame(int after) {
    RebuildScene scene = scene(51);
    MemoryMetadataStore stopped = new MemoryMetadataStore();
    Stopping stopping = new Stopping(after);
    Rebuild rebuild =
        Rebuild.of(SalvagedRows.NONE, stopped, new MemoryMetadataStore(), blobs, clock, stopping);
    stopping.rebuild = Optional.of(rebuild);
    assertThatThrownBy(rebuild::run).isInstanceOf(Rebuild.Stopped.class);

    MemoryMetadataStore made = new MemoryMetadataStore();
    rebuild(SalvagedRows.NONE, made, new Nobody());
    scene.requireBack(made, blobs, true);
  }

  private RebuildReport rebuild(
      SalvagedRows salvaged, MetadataStore made, RebuildListener listener) {
    return Rebuild.of(salvaged, made, new MemoryMetadataStore(), blobs, clock, listener).run();
  }

  private void requireDeepClean(MetadataStore made) {
    List<Finding> findings = new ArrayList<>();
    CheckResult result =
        Inspection.of(made, blobs, new Inspection.Options(true, 0), clock).run(findings::add);
    // Records of the audit log that are lost stay so, and it says so.
    findings.removeIf(finding -> finding.kind() == Finding.Kind.AUDIT);
    assertThat(findings).isEmpty();
    assertThat(result.isComplete()).isTrue();
  }

  private static int count(BlobStore blobs) {
    int[] count = {0};
    blobs.forEach(blob -> count[0]++);
    return count[0];
  }

  private static class Nobody implements RebuildListener {
    @Override
    public void stage(Stage stage) {}

    @Override
    public void done(long more) {}
  }

  private static final class Stopping extends Nobody {
    private int left;
    private Optional<Rebuild> rebuild = Optional.empty();

    Stopping(int after) {
      this.left = after;
    }

    @Override
    public void done(long more) {
      if (left-- == 0) {
        rebuild.orElseThrow().stop();
      }
    }
  }

  /** What a seed leaves of metadata: nine rows of ten, or all with seed 0. */
  private static final class Some implements SalvagedRows {
    private static final int PAGE_ROWS = 100;

    private final MetadataStore metadata;
    private final long seed;

    Some(MetadataStore metadata, long seed) {
      this.metadata = metadata;
      this.seed = seed;
    }

    private boolean isLeft(Key key) {
      return seed == 0 || new Random(seed * 31 + key.hashCode()).nextInt(10) > 0;
    }

    @Override
    public void forEach(Consumer<Row.Entry> action, Runnable stopPoint) {
      Key bulk = Key.of(new byte[] {Keyspace.BULK_TAG});
      RangeReader reader = RangeReader.of(metadata);
      reader.rows(Key.of(new byte[] {0}), bulk, PAGE_ROWS, row -> hand(row, action));
      reader.rows(
          bulk.afterPrefix(),
          Key.of(new byte[] {(byte) 0xFF}),
          PAGE_ROWS,
          row -> hand(row, action));
    }

    private boolean hand(Row.Entry row, Consumer<Row.Entry> action) {
      if (isLeft(row.key())) {
        action.accept(row);
      }
      return true;
    }

    @Override
    public Optional<byte[]> bulk(Key key, boolean isExpected) {
      return isLeft(key) ? metadata.read(snapshot -> snapshot.get(key)) : Optional.empty();
    }

    @Override
    public boolean mayBeLost(Key key) {
      return !isLeft(key);
    }

    @Override
    public Loss loss() {
      return new Loss(false, false, false, 0, 0);
    }
  }
}
