package io.bytebucket.engine.local.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of commits that are in the write-ahead log only: docs/decisions/0004. */
class LogRecoveryTest {
  private static final int ROWS = 40;

  @TempDir private Path temporary;

  @Test
  void commitsAreThereWhenTheProcessEndedWithoutClosing() throws IOException {
    Path crashed = crashAfter(ROWS);
    assertThat(present(crashed)).hasSize(ROWS);
  }

  @Test
  void aWriteThatAPowerCutToreIsDroppedAndAllBeforeItIsThere() throws IOException {
    Path crashed = crashAfter(ROWS);
    long wholeBytes = Files.size(log(crashed));
    // The last row is a hundred bytes in a record of a little more.
    for (long cutBytes = 1; cutBytes < 120; cutBytes += 7) {
      Path torn = Directories.copy(crashed, temporary.resolve("torn-" + cutBytes));
      Directories.truncate(log(torn), wholeBytes - cutBytes);
      assertThat(present(torn)).hasSize(ROWS - 1);
    }
  }

  @Test
  void aTornWriteIsDroppedAlsoWhenZeroesOrGarbageFollow() throws IOException {
    byte[] garbage = SampleRows.value(0);
    for (byte[] tail : List.of(new byte[5], new byte[100_000], garbage)) {
      Path crashed = crashAfter(ROWS);
      Files.write(log(crashed), tail, StandardOpenOption.APPEND);
      assertThat(present(crashed)).hasSize(ROWS);
    }
  }

  @Test
  void damageBeforeTheLastCommitStopsTheStartAndChangesNothing() throws IOException {
    Path crashed = crashAfter(ROWS);
    long sizeBytes = Files.size(log(crashed));
    Directories.flip(log(crashed), sizeBytes / 2, 3);
    for (int attempt = 0; attempt < 2; attempt++) {
      assertThatThrownBy(() -> open(crashed))
          .isInstanceOfSatisfying(
              StoreException.class,
              e -> assertThat(e.failure()).isEqualTo(new Failure.Corrupt("metadata", "log")));
    }
    Directories.flip(log(crashed), sizeBytes / 2, 3);
    assertThat(present(crashed)).hasSize(ROWS);
  }

  @Test
  void damageInTheLastCommitIsFoundToOnceTheStoreWasClosed() throws IOException {
    Path closed = temporary.resolve("closed");
    try (LocalMetadataStore store = open(closed)) {
      SampleRows.write(store, 0, 1);
    }
    Directories.flip(log(closed), 100, 0);
    assertThatThrownBy(() -> open(closed)).isInstanceOf(StoreException.class);
  }

  @Test
  void damageInALogThatIsNotNeededAnyMoreStopsNothing() throws IOException {
    Path directory = crashAfter(ROWS);
    Path old = temporary.resolve("old");
    Files.copy(log(directory), old);
    Path name = log(directory);
    try (LocalMetadataStore store = open(directory)) {
      SampleRows.write(store, ROWS, ROWS + 10);
    }
    Directories.flip(old, Files.size(old) / 2, 0);
    Files.copy(old, name);
    try (LocalMetadataStore store = open(directory)) {
      assertThat(SampleRows.present(store, ROWS + 10)).hasSize(ROWS + 10);
    }
  }

  @Test
  void everyCutOfALogLeavesAPrefixOfTheCommits() throws IOException {
    Path crashed = crashAfter(8);
    long sizeBytes = Files.size(log(crashed));
    for (long size = 0; size < sizeBytes; size += sizeBytes / 17) {
      Path torn = Directories.copy(crashed, temporary.resolve("cut-" + size));
      Directories.truncate(log(torn), size);
      List<Integer> present = present(torn);
      assertThat(present).isEqualTo(IntStream.range(0, present.size()).boxed().toList());
    }
  }

  /** A copy of what is on disk at the moment when this many rows were acknowledged. */
  private Path crashAfter(int rows) throws IOException {
    Path directory = Files.createTempDirectory(temporary, "live").resolve("metadata");
    try (LocalMetadataStore store = open(directory)) {
      SampleRows.write(store, 0, rows);
      return Directories.copy(directory, directory.resolveSibling("crashed"));
    }
  }

  private static List<Integer> present(Path directory) {
    try (LocalMetadataStore store = open(directory)) {
      return SampleRows.present(store, ROWS);
    }
  }

  /** The only log with anything in it. */
  private static Path log(Path directory) throws IOException {
    for (Path log : Directories.files(directory, ".log")) {
      if (Files.size(log) > 0) {
        return log;
      }
    }
    throw new AssertionError("no log");
  }

  private static LocalMetadataStore open(Path directory) {
    return OpenStores.open(directory, SampleRows.BULK_TAG);
  }
}
