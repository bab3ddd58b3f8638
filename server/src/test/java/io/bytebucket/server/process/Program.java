package io.bytebucket.server.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** The program as an operator runs it: a command with settings, and what comes of it. */
final class Program {
  static final String ENCRYPTION_KEY = "operator-test-32-characters-key!";

  private static final ObjectMapper JSON = new ObjectMapper();

  private Program() {}

  /** Settings that a server starts with on that directory, on free ports. */
  static Map<String, String> settings(Path dataDirectory) {
    Map<String, String> settings = new HashMap<>();
    settings.put("ENCRYPTION_KEY", ENCRYPTION_KEY);
    settings.put("ACCESS_KEY_ID", "admin");
    settings.put("SECRET_ACCESS_KEY", "your-strong-secret");
    settings.put("DATA_DIR", dataDirectory.toString());
    settings.put("S3_LISTEN", "127.0.0.1:0");
    settings.put("ADMIN_LISTEN", "127.0.0.1:0");
    return settings;
  }

  /** Runs a command to its end. */
  static Command.Outcome run(Map<String, String> settings, String... arguments) {
    return new Command(words(arguments), settings).run();
  }

  /** A command that works on a server that runs, as the administrator who came with it. */
  static Command on(ServerProcess server, String... arguments) {
    Endpoint endpoint = server.endpoint();
    return new Command(
        words(arguments),
        Map.of(
            "DATA_DIR", server.dataDirectory().toString(),
            "ADMIN_URL", "http://127.0.0.1:" + endpoint.adminPort(),
            "ACCESS_KEY_ID", endpoint.accessKeyId(),
            "SECRET_ACCESS_KEY", endpoint.secretAccessKey()));
  }

  /** What runs the program with those arguments. */
  static List<String> words(String... arguments) {
    List<String> words = new ArrayList<>(ServerProcess.launcher());
    words.addAll(List.of(arguments));
    return words;
  }

  /** The reason in the one line of a start that fails, in both formats of the log. */
  static String refusedStart(Map<String, String> settings) {
    Command.Outcome json = run(settings, "server");
    assertThat(json.exitStatus()).isEqualTo(1);
    assertThat(json.errors()).isEmpty();
    List<JsonNode> lines = json.output().lines().map(JSON::readTree).toList();
    JsonNode last = lines.getLast();
    assertThat(last.get("level").stringValue()).isEqualTo("ERROR");
    assertThat(last.get("msg").stringValue()).isEqualTo("Server not started");
    assertThat(last.has("stack")).isFalse();
    String reason = last.get("reason").stringValue();

    Map<String, String> asText = new HashMap<>(settings);
    asText.put("LOG_FORMAT", "text");
    Command.Outcome text = run(asText, "server");
    assertThat(text.exitStatus()).isEqualTo(1);
    assertThat(text.errors()).isEqualTo("bytebucket: " + reason + "\n");
    return reason;
  }

  /**
   * Makes sure that a start and the check of the settings refuse alike, with a reason like that.
   */
  static void assertRefused(Map<String, String> settings, String reason) {
    assertThat(refusedStart(settings)).contains(reason);
    Command.Outcome check = run(settings, "config");
    assertThat(check.exitStatus()).as(check.output()).isEqualTo(1);
    assertThat(check.errors()).startsWith("bytebucket: ").contains(reason);
  }
}
