package io.bytebucket.engine.local.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileReasonTest {
  @TempDir Path directory;

  @Test
  void aFileThatMayNotBeOpenedIsNamedWithItsOwnerAndWhoAsked() throws IOException {
    Path file = Files.writeString(directory.resolve("blob"), "bytes");
    FileOwner owner = FileOwner.of(file);

    assertThat(DiskFailures.of("open blob", new AccessDeniedException(file.toString())).getCause())
        .hasMessage(
            "permission denied for %s, which belongs to %s; this process is of %s",
            file, owner, owner)
        .hasCauseInstanceOf(AccessDeniedException.class);
  }

  @Test
  void aFileWhoseOwnerCannotBeToldIsNamedAlone() {
    String missing = directory.resolve("nothing").toString();

    assertThat(FileReason.of(new AccessDeniedException(missing)))
        .startsWith("permission denied for " + missing + ";");
  }
}
