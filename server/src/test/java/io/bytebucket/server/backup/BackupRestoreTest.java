package io.bytebucket.server.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.excerpt.Excerpt;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.job.Job;
import io.bytebucket.core.job.JobAsker;
import io.bytebucket.core.job.JobId;
import io.bytebucket.core.job.JobTask;
import io.bytebucket.engine.local.DataDirectoryException;
import io.bytebucket.server.progress.Progress;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupRestoreTest {
  @TempDir Path root;

  private Path data;
  private Path backups;

  @BeforeEach
  void fill() throws IOException {
    data = root.resolve("data");
    backups = root.resolve("backups");
    BackedStore.fill(data);
  }

  private Manifest backup() {
    return backup(true, Progress.NONE, new Going());
  }

  private Manifest backup(boolean isShared, Progress progress, Going going) {
    return backup(isShared, progress, going, Clock.systemUTC());
  }

  private Manifest backup(boolean isShared, Progress progress, Going going, Clock clock) {
    StoreAccess store =
        new StoreAccess(
            data,
            () -> {
              throw new AssertionError("no server runs");
            },
            going,
            clock);
    return store.with(source -> {
      try (BackupFolder folder = BackupFolder.write(backups)) {
        return new BackupRun(
                folder,
                source,
                new BackupRun.Options(isShared, RateLimit.NONE, 2, "test"),
                progress,
                going,
                clock)
            .run();
      }
    });
  }

  private RestoreRun.Outcome restore(
      Path to, Optional<String> name, Optional<Excerpt.Wanted> wanted) {
    return restore(to, name, wanted, Progress.NONE, new Going());
  }

  private RestoreRun.Outcome restore(
      Path to,
      Optional<String> name,
      Optional<Excerpt.Wanted> wanted,
      Progress progress,
      Going going) {
    try (BackupFolder folder = BackupFolder.read(backups)) {
      return new RestoreRun(
              folder,
              folder.require(name),
              new RestoreRun.Options(wanted, false, RateLimit.NONE, 2),
              progress,
              going,
              Clock.systemUTC())
          .into(to);
    }
  }

  private FolderCheck.Outcome check(boolean isDeep) {
    try (BackupFolder folder = BackupFolder.read(backups)) {
      return new FolderCheck(folder, isDeep, RateLimit.NONE, Progress.NONE, new Going())
          .run(folder.entries());
    }
  }

  private Path aBlob(Path below) throws IOException {
    try (Stream<Path> all = Files.walk(below.resolve("blobs"))) {
      return all.filter(Files::isRegularFile).sorted().findFirst().orElseThrow();
    }
  }

  private static void flip(Path file, long at) throws IOException {
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
      bytes.seek(at);
      int old = bytes.read();
      bytes.seek(at);
      bytes.write(old ^ 1);
    }
  }

  @Test
  void whatWasThereIsThereAgainAndConsistent() throws IOException {
    Manifest made = backup();
    assertThat(made.isClean()).isTrue();
    assertThat(made.counts().buckets()).isEqualTo(2);
    assertThat(check(true).findings()).isEmpty();
    Path to = root.resolve("restored");
    assertThat(restore(to, Optional.empty(), Optional.empty()).findings()).isEmpty();
    try (BackedStore was = BackedStore.open(data);
        BackedStore is = BackedStore.open(to)) {
      is.requireConsistent();
      for (String key :
          List.of("small/3", "large/3", "large/parts", "small/parts", "large/copy of many")) {
        assertThat(is.get(BackedStore.BUCKET, key)).isEqualTo(was.get(BackedStore.BUCKET, key));
      }
      assertThat(is.get(BackedStore.OTHER, "x5")).isEqualTo(was.get(BackedStore.OTHER, "x5"));
      assertThatThrownBy(() -> is.get(BackedStore.BUCKET, "large/4"))
          .isInstanceOf(StoreException.class);
    }
  }

  @Test
  void aJobThatWasUnderWayDoesNotGoOnWithWhatCameBack() throws IOException {
    JobAsker asker = new JobAsker(BackedStore.CALLER, new Job.Origin(Optional.empty(), false));
    JobId id;
    try (BackedStore store = BackedStore.open(data)) {
      JobTask task = new JobTask.Delete(BackedStore.OTHER, "", false, false);
      id = store.services.jobs().start(task, asker).id();
    }
    Manifest _ = backup();
    Path to = root.resolve("restored");
    assertThat(restore(to, Optional.empty(), Optional.empty()).findings()).isEmpty();
    try (BackedStore is = BackedStore.open(to)) {
      assertThat(is.services.upkeep().jobs().step()).isFalse();
      assertThat(is.services.jobs().get(id, asker).state())
          .isEqualTo(new Job.State.Stopped(Job.Reason.RESTORED));
      assertThat(is.get(BackedStore.OTHER, "x5")).isNotEmpty();
    }
  }

  @Test
  void aBackupThatIsYetToComeIsNotTakenForTheLatest() throws IOException {
    Clock ahead = Clock.offset(Clock.systemUTC(), Duration.ofDays(1_000));
    Manifest made = backup(true, Progress.NONE, new Going(), ahead);
    assertThatThrownBy(this::backup)
        .isInstanceOf(BackupException.class)
        .hasMessageContainingAll("is of " + made.name(), "yet to come", "put the clock right");
  }

  @Test
  void onlyWhatIsNewIsWrittenAndEachCanBeRestored() throws IOException {
    Manifest first = backup();
    Manifest same = backup();
    assertThat(same.moved().blobs()).isZero();
    assertThat(same.moved().inlineBytes()).isZero();
    assertThat(same.moved().metadataBytes()).isLessThan(first.moved().metadataBytes() / 10);
    byte[] before;
    try (BackedStore store = BackedStore.open(data)) {
      before = store.get(BackedStore.BUCKET, "large/7");
      store.put(BackedStore.BUCKET, "large/7", 90_000);
      store.put(BackedStore.OTHER, "x2", 200);
      store.put(BackedStore.OTHER, "x3", 90_001);
    }
    Manifest changed = backup();
    assertThat(changed.moved().blobs()).isEqualTo(2);
    assertThat(changed.moved().inlineBytes()).isBetween(200L, 300L);
    assertThat(check(true).findings()).isEmpty();
    for (Manifest each : List.of(first, same, changed)) {
      Path to = root.resolve("at-" + each.name());
      assertThat(restore(to, Optional.of(each.name()), Optional.empty()).findings()).isEmpty();
      try (BackedStore is = BackedStore.open(to)) {
        is.requireConsistent();
        assertThat(is.get(BackedStore.BUCKET, "large/7"))
            .hasSize(each.equals(changed) ? 90_000 : before.length);
      }
    }
  }

  @Test
  void aPrefixOfABucketIsRestoredAloneWithEveryVersionAndWithUsers() throws IOException {
    Manifest _ = backup();
    Path to = root.resolve("part");
    Excerpt.Wanted wanted = new Excerpt.Wanted(BackedStore.BUCKET, "large/");
    assertThat(restore(to, Optional.empty(), Optional.of(wanted)).findings()).isEmpty();
    try (BackedStore was = BackedStore.open(data);
        BackedStore is = BackedStore.open(to)) {
      is.requireConsistent();
      for (String key :
          List.of("large/3", "large/parts", "large/copy of many", "large/copy of one")) {
        assertThat(is.get(BackedStore.BUCKET, key)).isEqualTo(was.get(BackedStore.BUCKET, key));
      }
      assertThatThrownBy(() -> is.get(BackedStore.BUCKET, "small/1"))
          .isInstanceOf(StoreException.class);
      assertThatThrownBy(() -> is.get(BackedStore.OTHER, "x1")).isInstanceOf(StoreException.class);
    }
    Path none = root.resolve("none");
    Excerpt.Wanted unknown = new Excerpt.Wanted(new BucketName("unknown"), "");
    assertThatThrownBy(() -> restore(none, Optional.empty(), Optional.of(unknown)))
        .isInstanceOf(BackupException.class)
        .hasMessageContaining("no bucket unknown");
  }

  @Test
  void aWholeBucketIsRestoredWithInlineBytesThatSeveralName() throws IOException {
    Manifest _ = backup();
    Path to = root.resolve("bucket");
    Excerpt.Wanted wanted = new Excerpt.Wanted(BackedStore.BUCKET, "");
    assertThat(restore(to, Optional.empty(), Optional.of(wanted)).findings()).isEmpty();
    try (BackedStore was = BackedStore.open(data);
        BackedStore is = BackedStore.open(to)) {
      is.requireConsistent();
      for (String key : List.of("small/copy of one", "small/copy of many", "small/parts")) {
        assertThat(is.get(BackedStore.BUCKET, key)).isEqualTo(was.get(BackedStore.BUCKET, key));
      }
    }
  }

  /** Ends the work after some blobs, as a signal would. */
  private static Progress endingAfter(int blobs, Going going) {
    AtomicInteger left = new AtomicInteger(blobs);
    return new Progress() {
      @Override
      public void total(long items, long bytes) {}

      @Override
      public void done(long items, long bytes) {
        if (items > 0 && left.decrementAndGet() <= 0) {
          going.stop();
        }
      }

      @Override
      public void note(String what, Map<String, ?> fields) {}
    };
  }

  @Test
  void anInterruptedBackupIsNoneAndTheNextGoesOnWithItsBlobs() {
    Going going = new Going();
    assertThatThrownBy(() -> backup(false, endingAfter(5, going), going))
        .isInstanceOf(Going.StoppedException.class);
    try (BackupFolder folder = BackupFolder.read(backups)) {
      assertThat(folder.entries()).isEmpty();
      assertThat(folder.unfinished()).hasSize(1);
    }
    Manifest made = backup();
    assertThat(made.moved().blobs()).isBetween(1L, made.counts().blobs() - 5);
    assertThat(check(true).findings()).isEmpty();
    try (BackupFolder folder = BackupFolder.read(backups)) {
      assertThat(folder.unfinished()).isEmpty();
    }
  }

  @Test
  void anInterruptedRestoreIsNoDataDirectoryAndGoesOn() throws IOException {
    Manifest _ = backup();
    Path to = root.resolve("restored");
    Going going = new Going();
    assertThatThrownBy(
            () -> restore(to, Optional.empty(), Optional.empty(), endingAfter(5, going), going))
        .isInstanceOf(Going.StoppedException.class);
    assertThat(to.resolve("format")).doesNotExist();
    assertThatThrownBy(() -> BackedStore.open(to)).isInstanceOf(DataDirectoryException.class);
    Excerpt.Wanted other = new Excerpt.Wanted(BackedStore.BUCKET, "");
    assertThatThrownBy(() -> restore(to, Optional.empty(), Optional.of(other)))
        .isInstanceOf(DataDirectoryException.class)
        .hasMessageContaining("something else");
    assertThat(restore(to, Optional.empty(), Optional.empty()).findings()).isEmpty();
    try (BackedStore is = BackedStore.open(to)) {
      is.requireConsistent();
    }
    try (Stream<Path> names = Files.list(to)) {
      assertThat(names.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder("LOCK", "format", "meta", "blobs");
    }
  }

  @Test
  void nothingIsRestoredOverAnythingElse() throws IOException {
    Manifest _ = backup();
    Path to = Files.createDirectory(root.resolve("taken"));
    Files.writeString(to.resolve("letter"), "mine");
    assertThatThrownBy(() -> restore(to, Optional.empty(), Optional.empty()))
        .isInstanceOf(DataDirectoryException.class)
        .hasMessageContaining("is not empty");
    assertThatThrownBy(() -> restore(data, Optional.empty(), Optional.empty()))
        .isInstanceOf(DataDirectoryException.class);
  }

  @Test
  void damageInTheStoreIsNamedAndEverythingElseIsInTheBackup() throws IOException {
    flip(aBlob(data), 1_000);
    Manifest made = backup();
    assertThat(made.findingsTotal()).isOne();
    assertThat(made.findings().getFirst().problem()).contains("crc of block 0");
    assertThat(made.findings().getFirst().objects()).isNotEmpty();
    Path to = root.resolve("restored");
    RestoreRun.Outcome outcome = restore(to, Optional.empty(), Optional.empty());
    assertThat(outcome.findings()).hasSize(1);
    assertThat(outcome.findings().getFirst().problem()).contains("does not have it");
    try (BackedStore is = BackedStore.open(to)) {
      assertThat(is.get(BackedStore.BUCKET, "large/6")).hasSize(100_000);
    }
  }

  @Test
  void aMissingFileAndADamagedEndAreNamedAndAnEarlierCopyIsKept() throws IOException {
    Path blob = aBlob(data);
    Manifest _ = backup(false, Progress.NONE, new Going());
    flip(blob, Files.size(blob) - 10);
    Manifest second = backup(false, Progress.NONE, new Going());
    assertThat(second.findings().getFirst().problem()).contains("an earlier copy of it is kept");
    Files.delete(blob);
    Manifest third = backup(false, Progress.NONE, new Going());
    assertThat(third.findings().getFirst().problem()).contains("its file is missing");
    Path to = root.resolve("restored");
    assertThat(restore(to, Optional.empty(), Optional.empty()).findings()).isEmpty();
    try (BackedStore is = BackedStore.open(to)) {
      is.requireConsistent();
    }
  }

  @Test
  void damageInABackupIsFound() throws IOException {
    Manifest made = backup(false, Progress.NONE, new Going());
    Path blob = aBlob(backups);
    flip(blob, 10);
    assertThat(check(false).findings()).isEmpty();
    assertThat(check(true).findings())
        .anyMatch(finding -> finding.subject().equals("blob " + blob.getFileName()));
    flip(blob, 10);
    Files.writeString(blob, "x", StandardOpenOption.APPEND);
    assertThat(check(false).findings()).hasSize(1);
    Files.delete(blob);
    assertThat(check(false).findings().getFirst().problem()).contains("missing");
    flip(backups.resolve("rows").resolve(made.name()), 200);
    assertThat(check(true).findings().getFirst().subject()).isEqualTo("rows/" + made.name());
    flip(backups.resolve("manifests").resolve(made.name()), 30);
    assertThat(check(false).findings()).hasSize(1);
  }

  @Test
  void pruningKeepsWhatTheLatestNeedAndNothingElse() throws IOException {
    Manifest first = backup();
    try (BackedStore store = BackedStore.open(data)) {
      store.put(BackedStore.OTHER, "x1", 80_000);
      int _ = store.services.upkeep().collector().collect();
    }
    Manifest second = backup();
    Pruning.Outcome outcome;
    try (BackupFolder folder = BackupFolder.write(backups)) {
      outcome = new Pruning(folder, Progress.NONE, new Going()).run(1);
    }
    assertThat(outcome.removed()).containsExactly(first.name());
    assertThat(outcome.blobs()).isOne();
    assertThat(check(true).findings()).isEmpty();
    Path to = root.resolve("restored");
    assertThat(restore(to, Optional.of(second.name()), Optional.empty()).findings()).isEmpty();
    try (BackedStore is = BackedStore.open(to)) {
      is.requireConsistent();
    }
  }

  @Test
  void aStoreThatWentAnotherWayNeedsAnotherDirectory() throws IOException {
    Manifest _ = backup();
    Path to = root.resolve("restored");
    assertThat(restore(to, Optional.empty(), Optional.empty()).findings()).isEmpty();
    try (BackedStore here = BackedStore.open(data)) {
      here.put(BackedStore.OTHER, "new", 50_000);
    }
    Manifest _ = backup();
    data = to;
    try (BackedStore there = BackedStore.open(data)) {
      there.put(BackedStore.OTHER, "new", 60_000);
    }
    assertThatThrownBy(this::backup)
        .isInstanceOf(BackupException.class)
        .hasMessageContaining("a directory of its own");
    assertThat(check(true).findings()).isEmpty();
  }

  @Test
  void whereTheDatabaseIsDamagedItIsSaidWhichFileAndWhatToDo() throws IOException {
    // A start writes what it finds in the log into tables.
    BackedStore.open(data).close();
    try (Stream<Path> tables = Files.list(data.resolve("meta"))) {
      for (Path table : tables.filter(file -> file.toString().endsWith(".sst")).toList()) {
        flip(table, Files.size(table) / 4);
      }
    }
    assertThatThrownBy(this::backup)
        .isInstanceOf(BackupException.class)
        .hasMessageContaining("the metadata of the store are damaged (")
        .hasMessageContaining(".sst")
        .hasMessageContaining("bytebucket check");
    try (BackupFolder folder = BackupFolder.read(backups)) {
      assertThat(folder.entries()).isEmpty();
    }
  }

  @Test
  void aManifestThatNamesFilesElsewhereIsDamaged() throws IOException {
    Manifest made = backup();
    Path file = backups.resolve("manifests").resolve(made.name());
    for (String path : List.of("rows/../../data/format", "/etc/passwd", "inline/a/b", "rows/")) {
      List<Manifest.StoredFile> files = new ArrayList<>(made.files());
      files.add(new Manifest.StoredFile(path, 1, "00"));
      Files.write(
          file,
          new Manifest(
                  made.format(),
                  made.name(),
                  made.createdAt(),
                  made.finishedAt(),
                  made.program(),
                  made.dataFormat(),
                  made.counts(),
                  made.moved(),
                  files,
                  made.findingsTotal(),
                  made.findings())
              .encode());
      assertThat(check(false).findings()).as(path).hasSize(1);
      assertThatThrownBy(() -> restore(root.resolve("no"), Optional.empty(), Optional.empty()))
          .as(path)
          .isInstanceOf(BackupException.class);
    }
    Files.write(file, new byte[20 << 20]);
    assertThat(check(false).findings().getFirst().problem()).contains("is longer than");
  }

  @Test
  void pointersThatLeadElsewhereAreNotFollowed() {
    for (Pointer pointer :
        List.of(
            new Pointer("../../etc/passwd", 0, 10, 0),
            new Pointer("2026-01-01T00-00-00Z", 0, Integer.MAX_VALUE, 0))) {
      assertThatThrownBy(() -> Pointer.decode(pointer.encode()))
          .isInstanceOf(BackupException.class);
    }
  }

  @Test
  void aBucketThatTheBackupDoesNotHaveIsRefusedBeforeAnythingIsMade() {
    Manifest _ = backup();
    Path to = root.resolve("restored");
    assertThatThrownBy(() ->
            restore(
                to,
                Optional.empty(),
                Optional.of(new Excerpt.Wanted(new BucketName("mistyped"), ""))))
        .isInstanceOf(BackupException.class)
        .hasMessageContaining("has no bucket mistyped");
    assertThat(to).doesNotExist();
  }
}
