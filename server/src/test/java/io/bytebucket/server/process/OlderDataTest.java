package io.bytebucket.server.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.bytebucket.core.schema.Keyspace;
import io.bytebucket.engine.local.DataDirectoryProbe;
import io.bytebucket.engine.local.LocalEngine;
import io.bytebucket.testkit.model.StoreCheck;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * A data directory that a server of an earlier version left is opened, read, listed, changed and
 * emptied as if this server had made it, and is consistent after each. Five such directories are
 * kept as resources, of the versions before a record changed its form: before buckets said which
 * settings they may have, and users were apart from their keys ({@code first-versions}); before
 * layouts were apart from objects ({@code first-records}); before access control lists, quotas and
 * the audit log ({@code first-layouts}); and the last of formats 1 and 2. With the system property
 * {@code tests.older.launcher}, the launcher of an archive of an earlier version, another is made
 * by that, and with {@code tests.older.zip} kept under that name.
 */
@ProcessTest
final class OlderDataTest {
  /** The upload that is open was begun long ago. */
  private static final Map<String, String> SETTINGS = Map.of("MULTIPART_EXPIRY", "0");

  @RegisterExtension final Servers servers = new Servers();

  @ParameterizedTest
  @ValueSource(
      strings = {"first-versions", "first-records", "first-layouts", "format-1", "format-2"})
  void dataOfBeforeServesAsBefore(String name) throws IOException {
    Path directory = servers.directory().resolve(name);
    unzip("/older/" + name + ".zip", directory);
    if (name.equals("first-versions")) {
      // Its version could make no second user; this one can, in such a store.
      Command.Outcome made = run(ServerProcess.launcher(), directory, "users", "reset");
      assertThat(made.output()).as(made.errors()).startsWith(OlderData.SECOND_USER + ": made");
    }
    requireServed(directory);
  }

  @Test
  void dataOfAnEarlierArchiveServesAsBefore() throws IOException {
    String launcher = System.getProperty("tests.older.launcher");
    assumeThat(launcher).as("no archive of an earlier version was named").isNotNull();
    Path directory = servers.directory().resolve("of-archive");
    ServerProcess older =
        servers.create(ServerSettings.on(directory).with(SETTINGS), List.of(launcher));
    older.start();
    try (S3Client client = new AwsClients(older.endpoint()).blocking()) {
      new OlderData(client).fill();
    }
    older.terminate();
    // Its name of before, which goes on being one.
    Command.Outcome reset = run(List.of(launcher), directory, "credentials", "reset");
    assertThat(reset.exitStatus()).as(reset.errors()).isZero();
    int before = format(directory);
    String kept = System.getProperty("tests.older.zip");
    if (kept != null) {
      zip(directory, Path.of(kept));
    }
    requireServed(directory);
    if (format(directory) > before) {
      Command.Outcome refused = run(List.of(launcher), directory, "credentials", "reset");
      assertThat(refused.exitStatus()).isEqualTo(1);
      assertThat(refused.errors())
          .contains(
              "written by a newer server (format %d, this server has %d"
                  .formatted(format(directory), before));
    }
  }

  @Test
  void eachFormatHasItsLineInTheDocumentAndADirectoryOfTheOneBeforeIsKept() {
    int newest = DataDirectoryProbe.format(servers.directory()).next();
    Path documents = Path.of(System.getProperty("bytebucket.root")).resolve("docs");
    assertThat(documents.resolve("on-disk-format.md"))
        .content()
        .contains("One line, `bytebucket " + newest + "`", "\n| " + newest + " | ");
    for (int format = 1; format < newest; format++) {
      assertThat(OlderDataTest.class.getResource("/older/format-" + format + ".zip"))
          .as("a directory of format " + format)
          .isNotNull();
    }
  }

  private static Command.Outcome run(List<String> program, Path directory, String... arguments) {
    List<String> words = new ArrayList<>(program);
    words.addAll(List.of(arguments));
    return new Command(
            words,
            Map.of(
                "DATA_DIR", directory.toString(),
                "ENCRYPTION_KEY", ServerProcess.ENCRYPTION_KEY,
                "ACCESS_KEY_ID", OlderData.SECOND_USER,
                "SECRET_ACCESS_KEY", OlderData.SECOND_SECRET))
        .run();
  }

  private static int format(Path directory) throws IOException {
    return Integer.parseInt(
        Files.readString(directory.resolve("format")).strip().replace("bytebucket ", ""));
  }

  @Test
  void aDirectoryOfTheFutureIsRefusedByAllThatLookIntoIt() throws IOException {
    Path directory = servers.directory().resolve("future");
    unzip("/older/format-1.zip", directory);
    Files.writeString(directory.resolve("format"), "bytebucket 9000\n");
    Map<String, String> settings = Program.settings(directory);
    settings.put("ENCRYPTION_KEY", ServerProcess.ENCRYPTION_KEY);
    List<String> before = FileFacts.below(directory.toString());
    String reason = "written by a newer server (format 9000, this server has ";

    Program.assertRefused(settings, reason);
    for (String command : List.of("users list", "users reset", "keys status", "check")) {
      Command.Outcome refused = Program.run(settings, command.split(" ", -1));
      assertThat(refused.exitStatus()).as(command).isEqualTo(1);
      assertThat(refused.errors()).as(command).contains("DATA_DIR: ", reason);
    }
    assertThat(FileFacts.below(directory.toString())).isEqualTo(before);
  }

  @Test
  void aStartSaysBeforeAndAfterwardsThatItRaisesTheFormat() throws IOException {
    Path directory = servers.directory().resolve("raised");
    unzip("/older/format-1.zip", directory);
    Map<String, String> settings = Program.settings(directory);
    settings.put("ENCRYPTION_KEY", ServerProcess.ENCRYPTION_KEY);
    String before = "a start will raise the format of the store from 1 to ";
    assertThat(Program.run(settings, "config").output()).contains(before);
    assertThat(format(directory)).isEqualTo(1);

    ServerProcess server = servers.start(ServerSettings.on(directory).with(SETTINGS));
    assertThat(server.timesLogged("raised the format of the data directory")).isPositive();
    server.terminate();
    assertThat(format(directory)).isGreaterThan(1);
    assertThat(Program.run(settings, "config").output()).doesNotContain(before);
  }

  private void requireServed(Path directory) throws IOException {
    requireConsistent(directory);
    ServerProcess server = servers.start(ServerSettings.on(directory).with(SETTINGS));
    Endpoint second = server.endpoint().as(OlderData.SECOND_USER, OlderData.SECOND_SECRET);
    try (S3Client client = new AwsClients(server.endpoint()).blocking();
        S3Client other = new AwsClients(second).blocking()) {
      OlderData data = new OlderData(client);
      data.requireAsItWas();
      assertThat(other.listBuckets().buckets()).hasSize(3);
      data.change();
      server.terminate();
      requireConsistent(directory);
      server.start();
      data.delete();
    }
    server.terminate();
    requireConsistent(directory);
  }

  private static void requireConsistent(Path directory) {
    try (LocalEngine engine = LocalEngine.open(directory, Keyspace.BULK_TAG)) {
      new StoreCheck(engine.metadata(), engine.blobs()).requireConsistent();
    }
  }

  private static void unzip(String resource, Path directory) throws IOException {
    try (InputStream file =
            Objects.requireNonNull(OlderDataTest.class.getResourceAsStream(resource), resource);
        ZipInputStream zip = new ZipInputStream(file)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        Path path = directory.resolve(entry.getName());
        Files.createDirectories(Objects.requireNonNull(path.getParent()));
        Files.copy(zip, path);
      }
    }
  }

  /** Files alone: the directories for blobs that are empty are made again when they are needed. */
  private static void zip(Path directory, Path file) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file));
        Stream<Path> tree = Files.walk(directory)) {
      zip.setLevel(Deflater.BEST_COMPRESSION);
      for (Path path : tree.filter(Files::isRegularFile).sorted().toList()) {
        zip.putNextEntry(new ZipEntry(directory.relativize(path).toString()));
        Files.copy(path, zip);
        zip.closeEntry();
      }
    }
  }
}
