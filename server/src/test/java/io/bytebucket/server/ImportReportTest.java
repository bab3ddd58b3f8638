package io.bytebucket.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the report of an import is called when nobody says so. */
class ImportReportTest {
  private static final Instant NOW = Instant.parse("2026-11-29T15:08:56.129Z");

  @TempDir Path folder;

  @Test
  void importsOfOneSecondHaveReportsOfTheirOwn() throws IOException {
    Path first = ImportReport.fresh(folder, "import minio", NOW);
    Files.createFile(first);
    Path second = ImportReport.fresh(folder, "import minio", NOW);
    Files.createFile(second);

    assertThat(first).hasFileName("bytebucket-import-minio-20261129T150856Z.jsonl");
    assertThat(second).hasFileName("bytebucket-import-minio-20261129T150856Z-2.jsonl");
    assertThat(ImportReport.fresh(folder, "import minio", NOW))
        .hasFileName("bytebucket-import-minio-20261129T150856Z-3.jsonl");
  }
}
