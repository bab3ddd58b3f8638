package io.bytebucket.engine.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.core.Store;
import io.bytebucket.core.check.Finding;
import io.bytebucket.core.check.Inspection;
import io.bytebucket.core.rebuild.Rebuild;
import io.bytebucket.core.rebuild.RebuildListener;
import io.bytebucket.core.rebuild.RebuildReport;
import io.bytebucket.core.schema.Keyspace;
import io.bytebucket.core.schema.StoredKey;
import io.bytebucket.core.schema.WholeTables;
import io.bytebucket.core.store.BlobId;
import io.bytebucket.core.store.BlobStore;
import io.bytebucket.core.store.MetadataStore;
import io.bytebucket.core.store.RangeReader;
import io.bytebucket.testkit.model.RebuildScene;
import io.bytebucket.testkit.model.SteppedClock;
import io.bytebucket.testkit.model.Stores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A store on the disk whose database is damaged in every way that a disk knows, or gone: the
 * rebuild ends, everything is back that can be, and nothing wrong is served.
 */
class LocalRebuildTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final int OPERATIONS = 40;
  private static final int SESSIONS = 3;

  @TempDir Path folder;

  private final SteppedClock clock = new SteppedClock(NOW);

  /** In what way the database is damaged. */
  enum Damage {
    GONE,
    TABLE_FLIPPED,
    TABLE_DELETED,
    ALL_TABLES_DELETED,
    BULK_FLIPPED,
    BULK_DELETED,
    MANIFEST_FLIPPED,
    MANIFEST_CUT,
    MANIFEST_DELETED,
    CURRENT_DELETED,
    CURRENT_FLIPPED,
    LOG_FLIPPED,
    LOG_CUT,
    LOG_DELETED
  }

  private Path meta() {
    return folder.resolve("data/meta");
  }

  private RebuildScene fill(long seed) {
    Optional<RebuildScene> scene = Optional.empty();
    for (int session = 0; session < SESSIONS; session++) {
      try (LocalEngine engine = LocalEngine.open(folder.resolve("data"), Keyspace.BULK_TAG)) {
        Store store = Stores.open(engine, clock, RebuildScene.INLINE_LIMIT_BYTES);
        RebuildScene now =
            scene
                .map(before -> before.on(store))
                .orElseGet(() -> RebuildScene.begin(store, clock, seed));
        now.write(OPERATIONS);
        if (session == SESSIONS - 1) {
          now.remember(engine.metadata(), engine.blobs());
        }
        scene = Optional.of(now);
      }
    }
    assertThat(scene.orElseThrow().expected()).isGreaterThan(5);
    return scene.orElseThrow();
  }

  static Stream<Arguments> damages() {
    int seeds = Boolean.getBoolean("bytebucket.full") ? 20 : 2;
    return Arrays.stream(Damage.values())
        .flatMap(damage ->
            IntStream.rangeClosed(1, seeds).mapToObj(seed -> Arguments.of(damage, (long) seed)));
  }

  @ParameterizedTest
  @MethodSource("damages")
  void whateverHappensToTheDatabaseTheRestIsBack(Damage damage, long seed) throws IOException {
    RebuildScene scene = fill(seed);
    damage(damage, new Random(seed));
    List<Path> before = files(meta());

    // A log that ends early reads as a whole one of before: then somebody has to know better.
    assertThat(rebuild(true)).isPresent();

    if (damage != Damage.GONE) {
      assertThat(files(damaged())).hasSameSizeAs(before);
    }
    try (LocalEngine engine = LocalEngine.open(folder.resolve("data"), Keyspace.BULK_TAG)) {
      scene.requireBack(engine.metadata(), engine.blobs(), damage == Damage.GONE);
      List<Finding> findings = new ArrayList<>();
      Inspection.of(engine.metadata(), engine.blobs(), new Inspection.Options(true, 0), clock)
          .run(findings::add);
      // Records of the audit log that are lost stay so, and it says so.
      findings.removeIf(finding -> finding.kind() == Finding.Kind.AUDIT);
      assertThat(findings).isEmpty();
    }
  }

  @Test
  void oneBadBlockOfATableCostsItsRowsAlone() throws IOException {
    RebuildScene scene = fill(3);
    Path table = largest(".sst");
    byte[] bytes = Files.readAllBytes(table);
    bytes[100] ^= 1;
    Files.write(table, bytes);

    RebuildReport report = rebuild(false).orElseThrow();

    assertThat(report.loss().ranges()).isBetween(1L, 3L);
    assertThat(report.rows().values().stream().mapToLong(Long::longValue).sum()).isPositive();
    try (LocalEngine engine = LocalEngine.open(folder.resolve("data"), Keyspace.BULK_TAG)) {
      scene.requireBack(engine.metadata(), engine.blobs(), false);
    }
  }

  @Test
  void aWholeDatabaseIsLeftAlone() throws IOException {
    RebuildScene scene = fill(4);
    List<Path> before = files(meta());

    assertThat(rebuild(false)).isEmpty();

    assertThat(files(meta())).isEqualTo(before);
    assertThat(scene.expected()).isPositive();
    try (Stream<Path> names = Files.list(folder.resolve("data"))) {
      assertThat(names.map(name -> name.getFileName().toString()))
          .containsExactlyInAnyOrder("LOCK", "format", "meta", "blobs");
    }
  }

  @Test
  void anEndBetweenTheNamesIsGoneOnFrom() throws IOException {
    RebuildScene scene = fill(5);
    damage(Damage.CURRENT_DELETED, new Random(5));
    try (RebuiltDirectory directory = open()) {
      make(directory, false);
      directory.ready();
    }
    // As if it had died after the first of two names was changed.
    Files.move(meta(), folder.resolve("data/meta.damaged-of-before"));

    try (RebuiltDirectory directory = open()) {
      assertThat(directory.isReady()).isTrue();
      assertThat(directory.finish(NOW)).isEmpty();
    }
    try (LocalEngine engine = LocalEngine.open(folder.resolve("data"), Keyspace.BULK_TAG)) {
      scene.requireBack(engine.metadata(), engine.blobs(), false);
    }
  }

  @Test
  void whatWasMadeAnewIsForgottenOnceTheOldMetadataAreUsedOn() throws IOException {
    RebuildScene scene = fill(7);
    try (RebuiltDirectory directory = open()) {
      make(directory, false);
      directory.ready();
    }

    LocalEngine.open(folder.resolve("data"), Keyspace.BULK_TAG).close();

    try (RebuiltDirectory directory = open()) {
      assertThat(directory.isReady()).isFalse();
      assertThat(directory.isWhole(() -> true)).isTrue();
    }
    assertThat(folder.resolve("data/meta.rebuilding")).doesNotExist();
    assertThat(scene.expected()).isPositive();
  }

  @Test
  void whatAnAttemptOfBeforeLeftIsRemoved() throws IOException {
    RebuildScene scene = fill(6);
    damage(Damage.MANIFEST_DELETED, new Random(6));
    try (RebuiltDirectory directory = open()) {
      make(directory, false);
      // Dies before it says that all is made.
    }
    assertThat(folder.resolve("data/meta.rebuilding")).exists();

    assertThat(rebuild(false)).isPresent();

    try (Stream<Path> names = Files.list(folder.resolve("data"))) {
      assertThat(names.map(name -> name.getFileName().toString()))
          .hasSize(5)
          .contains("meta", "blobs", "format", "LOCK");
    }
    try (LocalEngine engine = LocalEngine.open(folder.resolve("data"), Keyspace.BULK_TAG)) {
      scene.requireBack(engine.metadata(), engine.blobs(), false);
    }
  }

  @Test
  void aTornEndOfTheLogLosesNothingAndBringsBackNothingThatWasDeleted() throws IOException {
    BlobId deleted = fillAndDelete();
    Path log = largest(".log");
    // As a power cut amid a write that nobody was told of leaves it: a record of which the rest is
    // missing.
    Files.write(log, new byte[] {1, 2, 3, 4, 100, 0, 1, 8, 9}, StandardOpenOption.APPEND);

    RebuildReport report;
    try (RebuiltDirectory directory = open()) {
      report = make(directory, false);
      directory.ready();
      directory.finish(NOW);
    }

    assertThat(report.loss().isNone()).as("%s", report.loss()).isTrue();
    assertThat(report.objects()).isZero();
    try (LocalEngine engine = LocalEngine.open(folder.resolve("data"), Keyspace.BULK_TAG)) {
      assertThat(keys(engine.metadata())).containsExactly("copy");
      assertThat(engine.blobs().label(deleted)).isNotEmpty();
    }
  }

  @Test
  void damageAmidTheLogBringsBackWhatMayHaveBeenWrittenLast() throws IOException {
    fillAndDelete();
    Path log = largest(".log");
    byte[] bytes = Files.readAllBytes(log);
    bytes[7 + 12 + 3] ^= 1;
    Files.write(log, bytes);

    RebuildReport report = rebuild(false).orElseThrow();

    assertThat(report.loss().isOfEarlier()).isTrue();
    assertThat(report.loss().isRefused()).isTrue();
  }

  /** An object whose bytes are only those of a copy by now, all in the log. */
  private BlobId fillAndDelete() {
    try (LocalEngine engine = LocalEngine.open(folder.resolve("data"), Keyspace.BULK_TAG)) {
      Store store = Stores.open(engine, clock, RebuildScene.INLINE_LIMIT_BYTES);
      BlobId blob = RebuildScene.moved(store, clock, "moved", "copy");
      assertThat(keys(engine.metadata())).containsExactly("copy");
      return blob;
    }
  }

  private static List<String> keys(MetadataStore metadata) {
    List<String> keys = new ArrayList<>();
    RangeReader.of(metadata)
        .rows(
            WholeTables.objects(),
            WholeTables.objects().afterPrefix(),
            100,
            row -> {
              if (StoredKey.of(row.key()).orElseThrow()
                  instanceof StoredKey.OfObject(long _, String key)) {
                keys.add(key);
              }
              return true;
            });
    return keys;
  }

  @Test
  void whereAStartKnowsOfALossTheRebuildDoesToo() throws IOException {
    RebuildScene scene = fill(8);
    Files.copy(found("MANIFEST").getLast(), meta().resolve("MANIFEST-000001"));
    damage(Damage.CURRENT_DELETED, new Random(8));

    RebuildReport report = rebuild(false).orElseThrow();

    assertThat(report.loss().isNone()).isFalse();
    assertThat(report.loss().isOfEarlier()).isTrue();
    assertThat(scene.expected()).isPositive();
  }

  @ParameterizedTest
  @EnumSource(names = {"CURRENT_DELETED", "CURRENT_FLIPPED"})
  void whereOneListOfFilesIsLeftItIsTheOneThatCounts(Damage damage) throws IOException {
    RebuildScene scene = fill(11);
    damage(damage, new Random(11));

    RebuildReport report = rebuild(false).orElseThrow();

    assertThat(report.loss().isNone()).as("%s", report.loss()).isTrue();
    assertThat(report.objects()).isZero();
    try (LocalEngine engine = LocalEngine.open(folder.resolve("data"), Keyspace.BULK_TAG)) {
      scene.requireBack(engine.metadata(), engine.blobs(), false);
    }
  }

  @Test
  void whoSaysThatFilesAreGoneIsBelieved() throws IOException {
    RebuildScene scene = fill(9);

    RebuildReport report = rebuild(true).orElseThrow();

    assertThat(report.loss().isNone()).isFalse();
    assertThat(scene.expected()).isPositive();
  }

  @Test
  void itEndsSoonAmidDamage() throws IOException {
    fill(10);
    Path table = largest(".sst");
    byte[] bytes = Files.readAllBytes(table);
    bytes[100] ^= 1;
    Files.write(table, bytes);
    int[] calls = {0};

    try (RebuiltDirectory directory = open();
        RebuiltDirectory.Salvage salvage = directory.salvage(false)) {
      int[] rows = {0};
      salvage.rows().forEach(row -> rows[0]++, () -> calls[0]++);
      assertThat(salvage.rows().loss().ranges()).isPositive();
      // Each try to find where it reads again.
      assertThat(calls[0]).isGreaterThan((int) salvage.rows().loss().ranges());
    }
  }

  private RebuiltDirectory open() {
    return RebuiltDirectory.open(folder.resolve("data"), Keyspace.BULK_TAG);
  }

  /** As the command does it; nothing if there was nothing to do. */
  private Optional<RebuildReport> rebuild(boolean isAnyway) throws IOException {
    try (RebuiltDirectory directory = open()) {
      if (!isAnyway && directory.isWhole(() -> true)) {
        return Optional.empty();
      }
      RebuildReport report = make(directory, isAnyway);
      directory.ready();
      directory.finish(NOW);
      return Optional.of(report);
    }
  }

  private RebuildReport make(RebuiltDirectory directory, boolean isAnyway) throws IOException {
    RebuildListener nobody =
        new RebuildListener() {
          @Override
          public void stage(Stage stage) {}

          @Override
          public void done(long more) {}
        };
    try (RebuiltDirectory.Salvage salvage = directory.salvage(isAnyway);
        MetadataStore made = directory.newMetadata();
        MetadataStore scratch = directory.newScratch();
        BlobStore blobs = directory.blobs()) {
      return Rebuild.of(salvage.rows(), made, scratch, blobs, clock, nobody).run();
    }
  }

  private Path damaged() throws IOException {
    try (Stream<Path> names = Files.list(folder.resolve("data"))) {
      return names
          .filter(name -> name.getFileName().toString().startsWith("meta.damaged-"))
          .findFirst()
          .orElseThrow();
    }
  }

  private static List<Path> files(Path directory) throws IOException {
    if (Files.notExists(directory)) {
      return List.of();
    }
    try (Stream<Path> names = Files.list(directory)) {
      return names.sorted().toList();
    }
  }

  private List<Path> found(String part) throws IOException {
    return files(meta()).stream()
        .filter(file -> file.getFileName().toString().contains(part))
        .toList();
  }

  private Path largest(String part) throws IOException {
    List<Path> all = found(part);
    Path largest = all.getFirst();
    for (Path each : all) {
      largest = Files.size(each) > Files.size(largest) ? each : largest;
    }
    return largest;
  }

  private void damage(Damage damage, Random random) throws IOException {
    switch (damage) {
      case GONE -> CheckpointFiles.removeTree(meta());
      case TABLE_FLIPPED -> flip(pick(found(".sst"), random), random);
      case TABLE_DELETED -> Files.delete(pick(found(".sst"), random));
      case ALL_TABLES_DELETED -> {
        for (Path table : found(".sst")) {
          Files.delete(table);
        }
      }
      case BULK_FLIPPED -> flip(pick(found(".blob"), random), random);
      case BULK_DELETED -> Files.delete(pick(found(".blob"), random));
      case MANIFEST_FLIPPED -> flip(found("MANIFEST").getLast(), random);
      case MANIFEST_CUT -> cut(found("MANIFEST").getLast(), random);
      case MANIFEST_DELETED -> {
        for (Path manifest : found("MANIFEST")) {
          Files.delete(manifest);
        }
      }
      case CURRENT_DELETED -> Files.delete(meta().resolve("CURRENT"));
      case CURRENT_FLIPPED -> flip(meta().resolve("CURRENT"), random);
      case LOG_FLIPPED -> flip(largest(".log"), random);
      case LOG_CUT -> cut(largest(".log"), random);
      case LOG_DELETED -> Files.delete(largest(".log"));
    }
  }

  private static Path pick(List<Path> choices, Random random) {
    return choices.get(random.nextInt(choices.size()));
  }

  private static void flip(Path file, Random random) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(Byte.SIZE));
    Files.write(file, bytes);
  }

  private static void cut(Path file, Random random) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, random.nextInt(bytes.length)));
  }
}
