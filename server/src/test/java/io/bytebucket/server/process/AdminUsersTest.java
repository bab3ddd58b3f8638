package io.bytebucket.server.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Users, signing in and the command line that asks for both, over the socket of a real server. */
@ProcessTest
final class AdminUsersTest {
  private static final Path SOURCES = Path.of(System.getProperty("bytebucket.root"), "server/src");
  private static final String EVERYTHING =
      "{\"acl\":[{\"effect\":\"Allow\",\"buckets\":[\"*\"],\"actions\":[\"*\"]}]}";
  private static final String READ_ONLY =
      "{\"acl\":[{\"effect\":\"Allow\",\"buckets\":[\"reports\"],"
          + "\"actions\":[\"s3:GetObject\",\"s3:ListBucket\"]}]}";

  /** Fewer than half of what strangers are answered at once: none is told to come later. */
  private static final int AT_ONCE = 6;

  @RegisterExtension final Servers servers = new Servers();

  private Endpoint endpoint;

  @BeforeEach
  void startServer() throws IOException {
    endpoint = servers.start().endpoint();
  }

  private HttpResponse<String> send(
      HttpClient client, Endpoint as, String method, String target, String document)
      throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + endpoint.adminPort() + target))
            .header("X-Admin-AccessKey", as.accessKeyId())
            .header("X-Admin-Secret", as.secretAccessKey())
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(document))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> send(String method, String target, String document)
      throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return send(client, endpoint, method, target, document);
    }
  }

  private static JsonNode json(String text) {
    return JsonMapper.shared().readTree(text);
  }

  @Test
  void theExampleOfTheOriginalMakesAUserWhoMayDoEverything() throws Exception {
    Requirement.client("curl", "--version");
    String script =
        Files.readString(SOURCES.resolve("test/examples/admin-users.sh"))
            .replace("localhost:9001", "127.0.0.1:" + endpoint.adminPort())
            .replace("your_access_key", endpoint.accessKeyId())
            .replace("your_secret_key", "'" + endpoint.secretAccessKey() + "'");
    Path file = Files.writeString(servers.directory().resolve("admin-users.sh"), script);
    JsonNode made = json(Command.of("sh", "-eu", file.toString()).succeed());

    Endpoint user =
        endpoint.as(made.path("accessKeyID").asString(), made.path("secretAccessKey").asString());
    try (S3Connection connection = new S3Connection(user)) {
      connection.createBucket("my-bucket");
    }
    try (HttpClient client = HttpClient.newHttpClient()) {
      assertThat(send(client, user, "GET", "/api/users", "").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void everyRowOfTheOriginalIsThere() throws Exception {
    HttpResponse<String> made = send("POST", "/api/users", READ_ONLY);
    assertThat(made.statusCode()).isEqualTo(201);
    assertThat(made.headers().firstValue("x-amz-request-id")).isPresent();
    String keyId = json(made.body()).path("accessKeyID").asString();
    String secret = json(made.body()).path("secretAccessKey").asString();
    assertThat(json(made.body()).path("acl").size()).isEqualTo(1);
    assertThat(send("POST", "/api/users", "{}").statusCode()).isEqualTo(400);

    HttpResponse<String> list = send("GET", "/api/users", "");
    assertThat(list.statusCode()).isEqualTo(200);
    assertThat(list.body()).contains(keyId).doesNotContain(secret);
    try (HttpClient client = HttpClient.newHttpClient()) {
      Endpoint user = endpoint.as(keyId, secret);
      assertThat(send(client, user, "GET", "/api/users", "").statusCode()).isEqualTo(403);
      assertThat(send("PUT", "/api/users/" + keyId, EVERYTHING).statusCode()).isEqualTo(200);
      assertThat(send(client, user, "GET", "/api/users", "").statusCode()).isEqualTo(200);
      assertThat(send("DELETE", "/api/users/" + keyId, "").statusCode()).isEqualTo(204);
      assertThat(send(client, user, "GET", "/api/users", "").statusCode()).isEqualTo(401);
    }
    assertThat(send("PUT", "/api/users/" + keyId, EVERYTHING).statusCode()).isEqualTo(404);
    assertThat(send("DELETE", "/api/users/" + keyId, "").statusCode()).isEqualTo(204);
  }

  @Test
  void twoHundredFailuresLockOutTheirSourceAndNobodyElse() throws Exception {
    Endpoint wrong = endpoint.as(endpoint.accessKeyId(), "a guess");
    List<Integer> statuses = new ArrayList<>();
    try (HttpClient client = HttpClient.newHttpClient();
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
      List<Future<Integer>> answers = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        answers.add(
            threads.submit(() -> send(client, wrong, "GET", "/api/users", "").statusCode()));
      }
      for (Future<Integer> answer : answers) {
        statuses.add(answer.get());
      }
      assertThat(send(client, endpoint, "GET", "/api/users", "").statusCode()).isEqualTo(429);
    }
    assertThat(statuses).filteredOn(status -> status == 401).hasSize(9);
    assertThat(statuses).filteredOn(status -> status == 429).hasSize(191);
    try (HttpClient other =
        HttpClient.newBuilder().localAddress(InetAddress.ofLiteral("127.0.0.2")).build()) {
      assertThat(send(other, endpoint, "GET", "/api/users", "").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void theCommandLineDoesTheSame() throws IOException {
    Path data = servers.directory();
    Path credentials =
        Files.writeString(
            data.resolve("credentials"),
            "ACCESS_KEY_ID=%s\nSECRET_ACCESS_KEY=%s\n"
                .formatted(endpoint.accessKeyId(), endpoint.secretAccessKey()));
    Path rules =
        Files.writeString(
            data.resolve("rules.json"),
            "[{\"effect\":\"Allow\",\"buckets\":[\"b\"],\"actions\":[\"s3:GetObject\"]}]");
    Map<String, String> settings = new HashMap<>();
    settings.put("ADMIN_URL", "http://127.0.0.1:" + endpoint.adminPort());

    String made =
        succeed(
            settings,
            credentials,
            "users",
            "create",
            "--name",
            "anna",
            "--rules",
            rules.toString(),
            "--json");
    String keyId = json(made).path("accessKeyID").asString();
    assertThat(succeed(settings, credentials, "users", "list"))
        .startsWith("accessKeyID")
        .contains(keyId, "anna")
        .doesNotContain(json(made).path("secretAccessKey").asString());
    assertThat(succeed(settings, credentials, "users", "show", keyId)).contains("name: anna");
    assertThat(succeed(settings, credentials, "keys", "create", keyId))
        .contains("secretAccessKey: ");
    assertThat(succeed(settings, credentials, "keys", "disable", keyId)).contains("enabled: false");
    assertThat(succeed(settings, credentials, "users", "rename", keyId, "bert")).isEmpty();
    assertThat(succeed(settings, credentials, "users", "delete", keyId)).isEmpty();

    Command.Outcome missing = run(settings, credentials, "users", "show", keyId);
    assertThat(missing.exitStatus()).isEqualTo(3);
    assertThat(missing.errors()).contains("There is no such user.", "NoSuchUser");
    assertThat(Program.run(settings, "admin", "users", "list").exitStatus()).isEqualTo(2);
    settings.put("ADMIN_URL", "http://127.0.0.1:1");
    assertThat(run(settings, credentials, "users", "list").exitStatus()).isEqualTo(1);
  }

  private static String succeed(
      Map<String, String> settings, Path credentials, String... arguments) {
    Command.Outcome outcome = run(settings, credentials, arguments);
    assertThat(outcome.exitStatus()).as(outcome.errors()).isZero();
    return outcome.output();
  }

  private static Command.Outcome run(
      Map<String, String> settings, Path credentials, String... arguments) {
    List<String> words = new ArrayList<>(List.of("admin", "--credentials", credentials.toString()));
    words.addAll(List.of(arguments));
    return Program.run(settings, words.toArray(String[]::new));
  }
}
