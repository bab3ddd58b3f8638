package io.bytebucket.engine.local.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A bad bit in any file gives an error, at the start or at the read: never other bytes or none. */
@Tag("slow")
class DamageTest {
  private static final int ROWS = 150;
  private static final long SEED = 41;

  @TempDir private Path temporary;
  private Path whole;

  /** Rows in table and blob files, and after them as many in the log. */
  @BeforeEach
  void writeRows() {
    whole = temporary.resolve("whole");
    try (LocalMetadataStore store = open(whole)) {
      SampleRows.write(store, 0, ROWS / 2);
    }
    try (LocalMetadataStore store = open(whole)) {
      SampleRows.write(store, ROWS / 2, ROWS);
    }
  }

  // Field survey 4: a flipped byte is found by whoever reads it.
  @ParameterizedTest
  @CsvSource({".sst, 20", ".blob, 20", ".log, 30"})
  void aFlippedBitIsAnErrorAndNeverOtherBytes(String suffix, int rounds) throws IOException {
    Random random = new Random(SEED);
    int found = 0;
    for (int round = 0; round < rounds; round++) {
      Path damaged = Directories.copy(whole, temporary.resolve("damaged-" + round));
      List<Path> files = Directories.files(damaged, suffix);
      Path file = files.get(random.nextInt(files.size()));
      long offset = random.nextLong(Files.size(file));
      Directories.flip(file, offset, random.nextInt(8));
      List<StoreException> failures = new ArrayList<>();
      readAll(damaged, failures);
      assertThat(failures)
          .as("seed %s round %s: %s at %s", SEED, round, file, offset)
          .allSatisfy(failure -> assertThat(failure.failure()).isInstanceOf(Failure.Corrupt.class));
      found += failures.isEmpty() ? 0 : 1;
    }
    // Not every bit of a file matters to what is read, but most do.
    assertThat(found).isGreaterThan(rounds / 2);
  }

  /** Reads every row; all are exact, or the failures say why not. */
  private static void readAll(Path directory, List<StoreException> failures) {
    try (LocalMetadataStore store = open(directory)) {
      int readable = SampleRows.readable(store, 0, ROWS, failures);
      assertThat(readable + failures.size()).isEqualTo(ROWS);
    } catch (StoreException e) {
      failures.add(e);
    }
  }

  private static LocalMetadataStore open(Path directory) {
    return OpenStores.open(directory, SampleRows.BULK_TAG);
  }
}
