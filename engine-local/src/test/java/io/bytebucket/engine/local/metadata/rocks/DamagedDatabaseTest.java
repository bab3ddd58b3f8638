package io.bytebucket.engine.local.metadata.rocks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;

/** How damage is told from what another attempt does better. */
class DamagedDatabaseTest {
  @TempDir Path folder;

  @Test
  void theLatestListOfFilesIsTheOneOfTheHighestNumber() throws IOException {
    for (String name : List.of("MANIFEST-999999", "MANIFEST-1000000", "MANIFEST-000007")) {
      Files.createFile(folder.resolve(name));
    }
    Files.createFile(folder.resolve("MANIFEST-of-somebody"));

    assertThat(DamagedDatabase.manifests(folder))
        .extracting(file -> file.getFileName().toString())
        .containsExactly("MANIFEST-1000000", "MANIFEST-999999", "MANIFEST-000007");
  }

  private static RocksDBException failure(Status.Code code, String text) {
    return new RocksDBException(text, new Status(code, Status.SubCode.None, text));
  }

  @Test
  void whatTheSystemRefusesIsNoDamage() {
    for (String text :
        List.of("Too many open files", "Permission denied", "Cannot allocate memory")) {
      assertThat(
              RocksFailures.isOfDamage(
                  failure(Status.Code.IOError, "While open a file: 000007.sst: " + text)))
          .as(text)
          .isFalse();
    }
  }

  @Test
  void whatIsMissingOrDoesNotReadIsDamage() {
    assertThat(RocksFailures.isOfDamage(failure(Status.Code.Corruption, "block checksum")))
        .isTrue();
    for (String text : List.of("No such file or directory", "Input/output error")) {
      assertThat(
              RocksFailures.isOfDamage(
                  failure(Status.Code.IOError, "While open a file: 000007.sst: " + text)))
          .as(text)
          .isTrue();
    }
  }
}
