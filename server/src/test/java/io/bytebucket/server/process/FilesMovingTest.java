package io.bytebucket.server.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The commands that bring a store out as plain files and in again, as people type them. */
@ProcessTest
final class FilesMovingTest {
  private static final int OBJECTS = Scale.isFull() ? 20_000 : 200;
  private static final int LARGE_BYTES = 100_000;
  private static final String VERSIONED =
      "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>";

  @RegisterExtension final Servers servers = new Servers();
  @TempDir Path place;

  private static Map<String, String> settings(ServerProcess server, Path dataDirectory) {
    Map<String, String> settings = new HashMap<>(Program.settings(dataDirectory));
    settings.put("ENCRYPTION_KEY", ServerProcess.ENCRYPTION_KEY);
    settings.put("ACCESS_KEY_ID", server.endpoint().accessKeyId());
    settings.put("SECRET_ACCESS_KEY", server.endpoint().secretAccessKey());
    // As a service has it: names of files are bytes all the same.
    settings.put("LC_ALL", "POSIX");
    return settings;
  }

  private static byte[] body(int i) {
    byte[] body = new byte[i % 20 == 0 ? LARGE_BYTES : i];
    new Random(i).nextBytes(body);
    return body;
  }

  private static ServerProcess filled(ServerProcess server) throws IOException {
    try (S3Connection connection = new S3Connection(server.endpoint())) {
      connection.createBucket("plain");
      connection.createBucket("versions");
      assertThat(
              connection
                  .send(
                      "PUT",
                      "/versions?versioning",
                      Map.of(),
                      VERSIONED.getBytes(StandardCharsets.UTF_8))
                  .status())
          .isEqualTo(200);
      for (int i = 0; i < OBJECTS; i++) {
        assertThat(connection.put("plain", "folder/" + i, body(i)).status()).isEqualTo(200);
      }
      for (String key : new String[] {"a", "a/b", "a/../b", "\u00fc/\u65e5"}) {
        assertThat(connection.put("versions", key, body(20)).status()).isEqualTo(200);
        assertThat(connection.put("versions", key, body(key.length())).status()).isEqualTo(200);
      }
      assertThat(connection.delete("versions", "a").status()).isEqualTo(204);
    }
    server.terminate();
    return server;
  }

  @Test
  void whatWasBroughtOutComesBackAlthoughBothWereKilledOnTheWay() throws Exception {
    ServerProcess server = filled(servers.start());
    Path out = place.resolve("out");
    Map<String, String> before = settings(server, server.dataDirectory());
    killOnceThereIs(out.resolve("export/index.jsonl"), before, "export", "files", out.toString());
    Command.Outcome exported = Program.run(before, "export", "files", out.toString());
    if (exported.exitStatus() == 1) {
      assertThat(exported.errors()).contains("is of a run that is done");
    } else {
      assertThat(exported.exitStatus()).as(exported.errors()).isZero();
    }
    assertThat(Files.readAllBytes(out.resolve("objects/plain/folder/40"))).isEqualTo(body(40));
    assertThat(out.resolve("objects/plain/folder/40.meta")).content().contains("\"ETag\"");

    Path moved = place.resolve("moved");
    Path report = place.resolve("import.jsonl");
    Map<String, String> after = settings(server, moved);
    String[] words = {"import", "files", out.toString(), "--report", report.toString()};
    killOnceThereIs(report, after, words);
    Command.Outcome imported = Program.run(after, words);
    if (imported.exitStatus() == 1) {
      assertThat(imported.errors()).contains("is of a run that is done");
    } else {
      // The secret of the one user was not asked for, and is named.
      assertThat(imported.exitStatus()).as(imported.errors()).isEqualTo(3);
    }
    assertThat(Program.run(after, "import", "check", report.toString(), "--deep").exitStatus())
        .isZero();
    Command.Outcome reset = Program.run(after, "users", "reset");
    assertThat(reset.exitStatus()).as(reset.errors()).isZero();

    requireAll(server, moved);
    Command.Outcome differs = Program.run(after, "import", "check", report.toString());
    assertThat(differs.exitStatus()).isEqualTo(3);
    assertThat(differs.output()).contains("\"key\":\"folder/7\"").contains("is not there");
  }

  /** Serves what was moved, looks at all of it, and deletes one object. */
  private void requireAll(ServerProcess old, Path moved) throws IOException {
    ServerProcess server = servers.start(ServerSettings.on(moved));
    try (S3Connection connection =
        new S3Connection(
            server.endpoint().as(old.endpoint().accessKeyId(), old.endpoint().secretAccessKey()))) {
      for (int i = 0; i < OBJECTS; i++) {
        assertThat(connection.get("plain", "folder/" + i).body()).isEqualTo(body(i));
      }
      assertThat(connection.get("versions", "a").status()).isEqualTo(404);
      assertThat(connection.get("versions", "a/../b").body()).isEqualTo(body(6));
      String versions = connection.send("GET", "/versions?versions", Map.of(), new byte[0]).text();
      assertThat(versions.split("<Version>", -1)).hasSize(9);
      assertThat(versions.split("<DeleteMarker>", -1)).hasSize(2);
      assertThat(connection.delete("plain", "folder/7").status()).isEqualTo(204);
    }
    server.terminate();
  }

  /** Starts a command and kills it as soon as that file is there, or lets it end before. */
  private static void killOnceThereIs(Path file, Map<String, String> settings, String... words)
      throws Exception {
    ProcessBuilder builder = new ProcessBuilder(Program.words(words));
    builder.environment().putAll(settings);
    builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
    Process process = builder.start();
    while (!process.waitFor(1, TimeUnit.MILLISECONDS)) {
      if (Files.exists(file)) {
        process.destroyForcibly();
      }
    }
  }

  @Test
  void aRunningServerAndMisplacedDirectoriesAreRefused() throws IOException {
    ServerProcess server = servers.start();
    Map<String, String> settings = settings(server, server.dataDirectory());
    Command.Outcome running =
        Program.run(settings, "export", "files", place.resolve("out").toString());
    assertThat(running.exitStatus()).isEqualTo(1);
    assertThat(running.errors()).contains("uses the data directory");
    server.terminate();
    Command.Outcome inside =
        Program.run(settings, "export", "files", server.dataDirectory().resolve("out").toString());
    assertThat(inside.exitStatus()).isEqualTo(1);
    assertThat(inside.errors()).contains("lie in each other");
    Path none = place.resolve("none");
    Command.Outcome noStore =
        Program.run(settings(server, none), "export", "files", place.resolve("o").toString());
    assertThat(noStore.exitStatus()).isEqualTo(1);
    assertThat(noStore.errors()).contains("there is no store");
    assertThat(none).doesNotExist();
  }
}
