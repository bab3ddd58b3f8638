package io.bytebucket.server.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Another encryption key: nothing is lost on the way, wherever that ends. */
@ProcessTest
final class KeyRotationTest {
  private static final String NEW_KEY = "another-key-of-32-characters-lon";
  private static final String OBJECT = "hello";

  @RegisterExtension final Servers servers = new Servers();

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static Map<String, String> settings(Path directory, String key, String previous) {
    Map<String, String> settings = new HashMap<>();
    settings.put("DATA_DIR", directory.toString());
    settings.put("ENCRYPTION_KEY", key);
    settings.put("ENCRYPTION_KEY_PREVIOUS", previous);
    return settings;
  }

  @Test
  void killNineAtRandomMomentsLeavesEverySecretUnderOneOfTheKeys() throws Exception {
    SplittableRandom random = new SplittableRandom(Scale.seed("key rotation"));
    int rounds = Scale.pick(50, 10);
    ManySecrets secrets =
        ManySecrets.make(servers.directory().resolve("many"), Scale.pick(20_000, 6_000));
    long whole = rotate(secrets, Duration.ofMinutes(10));
    assertThat(secrets.finish().renewed()).isZero();
    int amidst = 0;
    for (int round = 1; round <= rounds; round++) {
      secrets.nextKey();
      long after = random.nextLong(whole);
      rotate(secrets, Duration.ofNanos(after));
      // Reads every one of them, under whichever key it is.
      long done = secrets.requireReadable();
      System.out.printf(
          "key rotation, kill %d after %d ms: %d of %d under the new key%n",
          round, TimeUnit.NANOSECONDS.toMillis(after), done, secrets.count());
      amidst += done > 0 && done < secrets.count() ? 1 : 0;
      assertThat(secrets.finish().renewed()).isEqualTo(secrets.count() - done);
    }
    System.out.printf("key rotation: %d of %d kills in the midst of it%n", amidst, rounds);
    assertThat(amidst).isPositive();
  }

  @Test
  void aSignalEndsItBetweenTwoCommitsAndTheSameCommandGoesOn() throws Exception {
    ManySecrets secrets = ManySecrets.make(servers.directory().resolve("told"), 10_000);
    Process process = begin(secrets);
    process.destroy();
    process.waitFor();
    long done = secrets.requireReadable();
    assertThat(process.exitValue()).isEqualTo(done < secrets.count() ? 4 : 0);
    assertThat(secrets.finish().renewed()).isEqualTo(secrets.count() - done);
  }

  /**
   * Runs the command, and ends it with {@code kill -9} if it takes longer from where it begins to
   * change anything; how long it took from there.
   */
  private long rotate(ManySecrets secrets, Duration limit) throws Exception {
    Process process = begin(secrets);
    long start = System.nanoTime();
    if (process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS)) {
      assertThat(process.exitValue()).as(errors()).isZero();
    } else {
      process.destroyForcibly();
      process.waitFor();
    }
    return System.nanoTime() - start;
  }

  /** Starts the command, and waits until it is about to change something. */
  private Process begin(ManySecrets secrets) throws Exception {
    Process process =
        new Command(
                Program.words("keys", "rotate"),
                settings(secrets.directory(), secrets.key(), secrets.previousKey()))
            .start(
                servers.directory().resolve("rotate.out"),
                servers.directory().resolve("rotate.err"));
    while (!errors().contains("encrypting anew")) {
      assertThat(process.waitFor(2, TimeUnit.MILLISECONDS)).as(errors()).isFalse();
    }
    return process;
  }

  private String errors() throws IOException {
    return Files.readString(servers.directory().resolve("rotate.err"));
  }

  @Test
  void aRunningServerBringsAllUnderTheNewKey() throws IOException {
    ServerProcess server = serverWithAnObject();
    assertThat(status(server, NEW_KEY, ServerProcess.ENCRYPTION_KEY))
        .isEqualTo(
            new Command.Outcome(
                3,
                """
                under ENCRYPTION_KEY: 0
                under ENCRYPTION_KEY_PREVIOUS: 1
                not readable with either: 0
                """,
                ""));

    Command.Outcome refused =
        Program.run(settings(server.dataDirectory(), NEW_KEY, ""), "keys", "rotate");
    assertThat(refused.exitStatus()).isEqualTo(1);
    assertThat(refused.errors()).contains("ENCRYPTION_KEY_PREVIOUS is not set");

    Path credentials = Files.createDirectory(servers.directory().resolve("credentials"));
    Files.writeString(credentials.resolve("ENCRYPTION_KEY_PREVIOUS"), ServerProcess.ENCRYPTION_KEY);
    Path key = Files.writeString(servers.directory().resolve("key"), NEW_KEY + "\n");
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
    server.startWith(
        Map.of(
            "ENCRYPTION_KEY", "",
            "ENCRYPTION_KEY_FILE", key.toString(),
            "CREDENTIALS_DIRECTORY", credentials.toString()));
    server.awaitLogged("every secret that can be read is under the present encryption key", 1);
    assertThat(server.timesLogged("everybody on this machine can read " + key)).isOne();
    requireObject(server);
    assertThat(
            Program.run(
                    settings(server.dataDirectory(), NEW_KEY, ServerProcess.ENCRYPTION_KEY),
                    "keys",
                    "rotate")
                .errors())
        .contains("process " + server.pid() + " uses the data directory");
    server.terminate();

    assertThat(status(server, NEW_KEY, "").exitStatus()).isZero();
    server.startWith(Map.of("ENCRYPTION_KEY", NEW_KEY));
    requireObject(server);
    server.terminate();
    assertThat(server.log()).doesNotContain(NEW_KEY, ServerProcess.ENCRYPTION_KEY);
    assertThat(status(server, ServerProcess.ENCRYPTION_KEY, "").output())
        .contains(
            "not readable with either: 1", "not readable: " + server.endpoint().accessKeyId());
  }

  private static Command.Outcome status(ServerProcess server, String key, String previous) {
    return Program.run(settings(server.dataDirectory(), key, previous), "keys", "status");
  }

  private ServerProcess serverWithAnObject() throws IOException {
    ServerProcess server = servers.start();
    try (S3Connection connection = new S3Connection(server.endpoint())) {
      connection.createBucket("kept");
      assertThat(connection.put("kept", "a", bytes(OBJECT)).status()).isEqualTo(200);
    }
    server.terminate();
    return server;
  }

  private static void requireObject(ServerProcess server) throws IOException {
    try (S3Connection connection = new S3Connection(server.endpoint())) {
      assertThat(connection.get("kept", "a").body()).isEqualTo(bytes(OBJECT));
    }
  }
}
