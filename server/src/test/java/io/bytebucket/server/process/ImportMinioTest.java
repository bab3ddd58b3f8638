package io.bytebucket.server.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** The command as an operator runs it. */
@ProcessTest
final class ImportMinioTest {
  private static final int USERS = 800;

  @TempDir Path folder;

  private Command command(Path archive, Path report) {
    List<String> words = new ArrayList<>(ServerProcess.launcher());
    words.addAll(List.of("import", "minio", archive.toString(), "--report", report.toString()));
    return new Command(
        words,
        Map.of(
            "ENCRYPTION_KEY",
            ServerProcess.ENCRYPTION_KEY,
            "DATA_DIR",
            folder.resolve("data").toString()));
  }

  private Path archive() throws IOException {
    Path file = folder.resolve("iam.zip");
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
      zip.putNextEntry(new ZipEntry("iam-assets/users.json"));
      String users =
          IntStream.range(0, USERS)
              .mapToObj(i -> "\"user%d\":{\"secretKey\":\"the-secret-of-%d\"}".formatted(i, i))
              .collect(Collectors.joining(",", "{", "}"));
      zip.write(users.getBytes(StandardCharsets.UTF_8));
    }
    return file;
  }

  @Test
  void toldToStopItSaysSoAndTheSameCommandGoesOn() throws Exception {
    Path archive = archive();
    Path report = folder.resolve("report");
    Path errors = folder.resolve("errors");
    Process process = command(archive, report).start(folder.resolve("out"), errors);
    while (process.isAlive() && !Files.exists(report)) {
      Thread.onSpinWait();
    }
    process.destroy();
    assertThat(process.waitFor()).as(Files.readString(errors)).isEqualTo(4);
    int before = users(Files.readString(errors));
    assertThat(before).isLessThan(USERS);

    Command.Outcome again = command(archive, report).run();
    assertThat(again.exitStatus()).as(again.errors()).isZero();
    assertThat(before + users(again.errors())).isEqualTo(USERS);
    assertThat(again.errors() + again.output()).doesNotContain("the-secret-of");
    assertThat(Files.readString(report)).doesNotContain("the-secret-of");

    // A report of a run that is done gives way to nobody.
    Command.Outcome third = command(archive, report).run();
    assertThat(third.exitStatus()).isEqualTo(1);
    assertThat(third.errors()).contains("is there already");
  }

  private static int users(String errors) {
    JsonNode last = new ObjectMapper().readTree(errors.lines().toList().getLast());
    return last.path("users").asInt(0);
  }
}
