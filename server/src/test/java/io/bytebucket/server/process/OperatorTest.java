package io.bytebucket.server.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the program says to who runs it: what is wrong, where and why, and how it ends. */
@ProcessTest
final class OperatorTest {
  @RegisterExtension final Servers servers = new Servers();

  private int freshDirectories;

  /** Settings that a server starts with: free ports, a directory that is not there. */
  private Map<String, String> settings() {
    return Program.settings(servers.directory().resolve("own-" + freshDirectories++));
  }

  @Test
  void anAddressThatIsTakenIsNamedWithItsSetting() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String address = "127.0.0.1:" + taken.getLocalPort();
      Map<String, String> settings = settings();
      settings.put("S3_LISTEN", address);
      String reason = "S3_LISTEN: cannot listen on " + address + ": Address already in use";

      assertThat(Program.refusedStart(settings)).isEqualTo(reason);
      settings.put("DATA_DIR", settings().get("DATA_DIR"));
      assertThat(Program.run(settings, "config").errors())
          .isEqualTo(
              "bytebucket: S3_LISTEN: "
                  + address
                  + " cannot be listened on: Address already in use\n");
    }
  }

  @Test
  void aDataDirectoryThatCannotBeUsedIsNamedWithItsReason() throws IOException {
    Map<String, String> settings = settings();
    Path file = Files.writeString(servers.directory().resolve("a-file"), "x");
    settings.put("DATA_DIR", file.toString());
    assertThat(Program.refusedStart(settings))
        .startsWith("DATA_DIR: cannot use the data directory: " + file)
        .containsIgnoringCase("not a directory");
    assertThat(Program.run(settings, "config").errors())
        .contains("DATA_DIR")
        .contains("not a directory");
  }

  @Test
  void aDataDirectoryInUseIsNamedWithTheProcessThatUsesIt() {
    ServerProcess server = servers.start();
    Map<String, String> settings = settings();
    settings.put("DATA_DIR", server.dataDirectory().toString());

    assertThat(Program.refusedStart(settings))
        .isEqualTo(
            "DATA_DIR: process %d uses the data directory: %s"
                .formatted(server.pid(), server.dataDirectory()));
    assertThat(Program.run(settings, "users", "reset").errors())
        .contains("process " + server.pid() + " uses the data directory");
  }

  @Test
  void filesOfTlsAreNamedWithWhatIsWrong() {
    Map<String, String> settings = settings();
    settings.put("TLS_CERTIFICATE_FILE", "/nowhere/c.pem");
    settings.put("TLS_KEY_FILE", "/nowhere/k.pem");
    String reason = "TLS_CERTIFICATE_FILE: /nowhere/c.pem: there is no such file";

    assertThat(Program.refusedStart(settings)).isEqualTo(reason);
    assertThat(Program.run(settings, "config").errors()).contains(reason);
  }

  @Test
  void aSettingThatIsWrongIsSaidInTheFormOfTheLog() {
    Map<String, String> settings = settings();
    settings.put("DATADIR", settings.remove("DATA_DIR"));
    assertThat(Program.refusedStart(settings))
        .isEqualTo("DATADIR is not a setting; did you mean DATA_DIR?");

    Map<String, String> weak = settings();
    weak.put("SECRET_ACCESS_KEY", "x");
    assertThat(Program.refusedStart(weak))
        .contains("SECRET_ACCESS_KEY must have at least 8 characters");
  }

  @Test
  void aConfigurationThatIsRightIsShownWithoutSecretsAndChangesNothing() {
    Map<String, String> settings = settings();
    Command.Outcome outcome = Program.run(settings, "config");

    assertThat(outcome.exitStatus()).as(outcome.errors()).isZero();
    assertThat(outcome.output())
        .contains(
            "ACCESS_KEY_ID=admin", "SECRET_ACCESS_KEY=[redacted]", "ENCRYPTION_KEY=[redacted]")
        .contains("# DATA_DIR: a new store will be made in")
        .contains("# S3_LISTEN: 127.0.0.1:0 can be listened on")
        .doesNotContain(Program.ENCRYPTION_KEY, "your-strong-secret");
    assertThat(Path.of(settings.get("DATA_DIR"))).doesNotExist();
  }

  @Test
  void aConfigurationThatAServerRunsWithIsRight() {
    ServerProcess server = servers.start();
    Map<String, String> settings = settings();
    settings.put("DATA_DIR", server.dataDirectory().toString());
    settings.put("S3_LISTEN", "127.0.0.1:" + server.endpoint().port());
    Command.Outcome outcome = Program.run(settings, "config");

    assertThat(outcome.exitStatus()).as(outcome.errors()).isZero();
    assertThat(outcome.output())
        .contains("is in use by process " + server.pid())
        .contains("cannot be listened on: Address already in use (a server runs)");
  }

  @Test
  void aHealthCheckSaysWhatItAskedAndWhatIsWrong() throws IOException {
    ServerProcess server = servers.start();
    String address = "127.0.0.1:" + server.endpoint().adminPort();
    assertThat(Program.run(Map.of("ADMIN_LISTEN", address), "healthcheck"))
        .isEqualTo(new Command.Outcome(0, "", ""));
    assertUnhealthy(server.endpoint().host(), "answered with status");
    int free;
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = silent.getLocalPort();
      assertUnhealthy("127.0.0.1:" + free, "no answer within 3 seconds");
    }
    assertUnhealthy("127.0.0.1:" + free, "nobody listens there");
  }

  private static void assertUnhealthy(String address, String reason) {
    Command.Outcome outcome = Program.run(Map.of("ADMIN_LISTEN", address), "healthcheck");
    assertThat(outcome.exitStatus()).isEqualTo(1);
    assertThat(outcome.errors())
        .startsWith("bytebucket: http://" + address + "/health: ")
        .contains(reason);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--help",
        "server --help",
        "server --try --help",
        "config --help",
        "healthcheck --help",
        "version --help",
        "help",
        "help config",
        "users --help",
        "users list --help",
        "users reset --help",
        "keys --help",
        "keys status --help",
        "keys rotate --help"
      })
  void everyCommandExplainsItself(String arguments) {
    Command.Outcome outcome = Program.run(Map.of(), arguments.split(" ", -1));

    assertThat(outcome.exitStatus()).isZero();
    assertThat(outcome.output()).contains("Usage: bytebucket");
  }

  @Test
  void whatThereIsNotIsRefusedByName() {
    for (String arguments : List.of("srever", "server --port=1", "config extra")) {
      Command.Outcome outcome = Program.run(Map.of(), arguments.split(" ", -1));
      assertThat(outcome.exitStatus()).as(arguments).isEqualTo(2);
      assertThat(outcome.errors()).contains(arguments.replaceAll(".* ", ""));
    }
  }

  @Test
  void theVersionIsTheSameHoweverItIsAskedFor() {
    String version = Program.run(Map.of(), "version").output();

    assertThat(Stream.of("--version", "-V"))
        .allSatisfy(option ->
            assertThat(Program.run(Map.of(), option).output()).isEqualTo("ByteBucket " + version));
  }
}
