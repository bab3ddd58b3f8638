package io.bytebucket.server.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytebucket.core.store.Key;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowsTest {
  @TempDir Path directory;

  private Path write(String name, String... rows) throws IOException {
    Path file = directory.resolve(name);
    try (RowsWriter writer = new RowsWriter(file)) {
      for (String row : rows) {
        String[] parts = row.split("=", -1);
        Key key = Key.of(parts[0].getBytes(StandardCharsets.UTF_8));
        writer.write(
            new StoredRow(
                key,
                parts.length == 1
                    ? Optional.empty()
                    : Optional.of(parts[1].getBytes(StandardCharsets.UTF_8))));
      }
      writer.finish();
    }
    return file;
  }

  private static List<String> read(Path... files) {
    List<String> rows = new ArrayList<>();
    try (RowChain chain = new RowChain(List.of(files))) {
      for (; chain.peek().isPresent(); chain.advance()) {
        StoredRow row = chain.peek().get();
        rows.add(
            new String(row.key().bytes(), StandardCharsets.UTF_8)
                + "="
                + new String(row.value().orElseThrow(), StandardCharsets.UTF_8));
      }
    }
    return rows;
  }

  @Test
  void rowsAreReadAsTheyWereWritten() throws IOException {
    assertThat(read(write("one", "a=1", "b=", "c=3"))).containsExactly("a=1", "b=", "c=3");
    assertThat(read(write("none"))).isEmpty();
    assertThat(read()).isEmpty();
  }

  @Test
  void theLatestFileHoldsAndCanRemove() throws IOException {
    Path first = write("first", "a=1", "b=1", "d=1", "e=1");
    Path second = write("second", "a", "b=2", "c=2");
    Path third = write("third", "a=3", "c", "e");
    assertThat(read(first, second)).containsExactly("b=2", "c=2", "d=1", "e=1");
    assertThat(read(first, second, third)).containsExactly("a=3", "b=2", "d=1");
  }

  @Test
  void whatIsCutShortOrChangedIsReadAsItWasOrNotAtAll() throws IOException {
    Path file = write("whole", "a=1", "b=" + "2".repeat(40));
    byte[] whole = Files.readAllBytes(file);
    List<String> rows = read(file);
    for (int at = 0; at < whole.length; at++) {
      Files.write(file, Arrays.copyOf(whole, at));
      assertThatThrownBy(() -> read(file)).as("end %d", at).isInstanceOf(BackupException.class);
      byte[] other = whole.clone();
      other[at] ^= 4;
      Files.write(file, other);
      try {
        // Some bits of a gzip stream mean nothing.
        assertThat(read(file)).as("byte %d", at).isEqualTo(rows);
      } catch (BackupException expected) {
        assertThat(expected).hasMessageContaining("is damaged");
      }
    }
  }

  @Test
  void aManifestIsReadAsItWasWrittenAndNoOther() {
    Manifest manifest =
        new Manifest(
            Manifest.FORMAT,
            "name",
            "2026-11-29T00:00:00Z",
            "2026-11-29T00:00:01Z",
            "1.0",
            2,
            new Manifest.Counts(1, 2, 3, 4, 5, 6, 7, 8, 9),
            new Manifest.Moved(1, 2, 3, 4),
            List.of(new Manifest.StoredFile("rows/name", 12, "ab")),
            1,
            List.of(new Finding("blob x", "damaged", List.of("b/k"))));
    byte[] bytes = manifest.encode();
    assertThat(Manifest.decode("it", bytes)).isEqualTo(manifest);
    String changed = new String(bytes, StandardCharsets.UTF_8).replace("rows/name", "rows/nome");
    assertThatThrownBy(() -> Manifest.decode("it", changed.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(BackupException.class)
        .hasMessageContaining("checksum");
    assertThatThrownBy(() -> Manifest.decode("it", Arrays.copyOf(bytes, bytes.length / 2)))
        .isInstanceOf(BackupException.class);
    assertThatThrownBy(() -> Manifest.decode("it", "[]".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(BackupException.class);
  }
}
