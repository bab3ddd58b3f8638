package io.bytebucket.server.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Prometheus reads our figures, and knows every series that the dashboard and the alerts name. */
@ProcessTest
final class MonitoringTest {
  private static final Path DEPLOY =
      Path.of(System.getProperty("bytebucket.root")).resolve("deploy").toAbsolutePath().normalize();
  private static final String TOKEN = "token-of-the-collector";
  private static final Pattern SERIES =
      Pattern.compile("\\b(?:bytebucket|http|jvm|process)_[a-z0-9_]+|\\bup\\b");

  @RegisterExtension final Servers servers = new Servers();

  private final HttpClient http = HttpClient.newHttpClient();
  private Endpoint endpoint;
  private int port;
  private Process prometheus;

  @BeforeAll
  void startBoth() throws IOException {
    Requirement.programs("prometheus", "promtool");
    ServerProcess server =
        servers.start(
            ServerSettings.on(servers.directory().resolve("data"))
                .with(Map.of("METRICS_TOKEN", TOKEN)));
    endpoint = server.endpoint();
    doSomeOfEverything();
    // How much is in buckets is read at a start, and now and then.
    server.terminate();
    server.start();
    doSomeOfEverything();
    port = ServerProcess.freePorts()[0];
    Path configuration = servers.directory().resolve("prometheus.yml");
    Files.writeString(configuration, configuration());
    Path log = servers.directory().resolve("prometheus.log");
    prometheus =
        Command.of(
                "prometheus",
                "--config.file=" + configuration,
                "--storage.tsdb.path=" + servers.directory().resolve("series"),
                "--web.listen-address=127.0.0.1:" + port)
            .start(log, log);
    Runtime.getRuntime().addShutdownHook(new Thread(prometheus::destroyForcibly));
  }

  @AfterAll
  void stopPrometheus() {
    if (prometheus != null) {
      prometheus.destroyForcibly().onExit().join();
    }
  }

  private String configuration() {
    return """
    global:
      scrape_interval: 1s
      evaluation_interval: 1s
    rule_files:
      - %s
    scrape_configs:
      - job_name: bytebucket
        authorization:
          credentials: %s
        static_configs:
          - targets: ["127.0.0.1:%d"]
    """
        .formatted(DEPLOY.resolve("prometheus/bytebucket.rules.yml"), TOKEN, endpoint.adminPort());
  }

  /** So that every series has something to tell. */
  private void doSomeOfEverything() throws IOException {
    try (S3Connection s3 = new S3Connection(endpoint)) {
      s3.createBucket("photos");
      s3.put("photos", "holiday.jpg", "hello".getBytes(StandardCharsets.UTF_8));
      assertThat(s3.get("photos", "holiday.jpg").status()).isEqualTo(200);
    }
    assertThat(answer(URI.create(endpoint.url() + "/photos/secret")).statusCode()).isEqualTo(403);
  }

  private HttpResponse<String> answer(URI uri, String... header) {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri);
    if (header.length > 0) {
      request.headers(header);
    }
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException stopTheTest) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopTheTest);
    }
  }

  private String scrape() {
    HttpResponse<String> page =
        answer(
            URI.create("http://127.0.0.1:" + endpoint.adminPort() + "/metrics"),
            "authorization",
            "Bearer " + TOKEN);
    assertThat(page.statusCode()).isEqualTo(200);
    return page.body();
  }

  private HttpResponse<String> queried(String expression) {
    String encoded = URLEncoder.encode(expression, StandardCharsets.UTF_8);
    return answer(URI.create("http://127.0.0.1:" + port + "/api/v1/query?query=" + encoded));
  }

  private JsonNode query(String expression) {
    HttpResponse<String> answer = queried(expression);
    assertThat(answer.statusCode()).as(expression + ": " + answer.body()).isEqualTo(200);
    return JsonMapper.shared().readTree(answer.body()).path("data").path("result");
  }

  /** What waits for the first scrape fails when Prometheus ends. */
  private void awaitScrape() {
    while (!isScraped()) {
      assertThat(prometheus.isAlive()).as("prometheus runs").isTrue();
      Thread.onSpinWait();
    }
  }

  /** While it starts it is not there, or says that it is not ready. */
  private boolean isScraped() {
    try {
      return queried("bytebucket_build_info").statusCode() == 200
          && !query("bytebucket_build_info").isEmpty();
    } catch (UncheckedIOException notYet) {
      return false;
    }
  }

  private static List<String> expressionsOfTheDashboard() throws IOException {
    List<String> expressions = new ArrayList<>();
    try (InputStream file = Files.newInputStream(DEPLOY.resolve("grafana/bytebucket.json"))) {
      for (JsonNode panel : JsonMapper.shared().readTree(file).path("panels")) {
        for (JsonNode target : panel.path("targets")) {
          expressions.add(
              target
                  .path("expr")
                  .asString()
                  .replace("$__rate_interval", "5m")
                  .replace("$instance", ".*"));
        }
      }
    }
    assertThat(expressions).hasSizeGreaterThan(30);
    return expressions;
  }

  private static String rules() throws IOException {
    return Files.readString(DEPLOY.resolve("prometheus/bytebucket.rules.yml"))
        .lines()
        .filter(line -> !line.strip().startsWith("#"))
        .filter(line -> !line.contains("summary:") && !line.contains("description:"))
        .reduce("", (all, line) -> all + line + "\n");
  }

  @Test
  void promtoolFindsNothingWrongWithThePage() throws IOException {
    Path page = servers.directory().resolve("page.txt");
    Files.writeString(page, scrape());

    Command.Outcome checked = Command.of("sh", "-c", "promtool check metrics < " + page).run();

    // It wants no gauge to end in _total; the name of that one is older than we are.
    assertThat((checked.output() + checked.errors()).lines())
        .allMatch(line -> line.contains("bytebucket_objects_bytes_total"));
  }

  @Test
  void promtoolFindsTheAlertsRightAndThatTheyGoOff() {
    String folder = DEPLOY.resolve("prometheus").toString();
    Command.of("promtool", "check", "rules", folder + "/bytebucket.rules.yml").succeed();
    Command.of("promtool", "test", "rules", folder + "/bytebucket.rules.test.yml").succeed();
  }

  @Test
  void everySeriesThatIsNamedIsThere() throws IOException {
    awaitScrape();
    TreeSet<String> named = new TreeSet<>();
    SERIES
        .matcher(String.join("\n", expressionsOfTheDashboard()) + rules())
        .results()
        .forEach(match -> named.add(match.group()));
    named.remove("bytebucket_");

    assertThat(named).hasSizeGreaterThan(30);
    assertThat(named).allSatisfy(series -> assertThat(query(series)).as(series).isNotEmpty());
  }

  @Test
  void everyPanelAsksWhatPrometheusUnderstands() throws IOException {
    awaitScrape();

    for (String expression : expressionsOfTheDashboard()) {
      assertThat(query(expression).isArray()).isTrue();
    }
  }

  @Test
  void theSeriesOfTheOriginalAreTold() {
    assertThat(scrape())
        .contains("http_requests_total{method=\"PUT\",path=\"/:bucket/*key\",status=\"200\"} ")
        .contains(
            "http_request_duration_seconds_bucket{method=\"GET\",path=\"/:bucket/*key\",le=\"0.005\"} ")
        .contains("http_request_size_bytes_count{method=\"PUT\",path=\"/:bucket/*key\"} ")
        .contains("http_response_size_bytes_sum{method=\"GET\",path=\"/:bucket/*key\"} ")
        .contains("bytebucket_multipart_uploads_in_progress 0")
        .contains("process_cpu_seconds_total ")
        .contains("jvm_threads_current ");
  }

  @Test
  void nobodyReadsThePageWithoutTheToken() {
    HttpResponse<String> refused =
        answer(URI.create("http://127.0.0.1:" + endpoint.adminPort() + "/metrics"));

    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(refused.body()).doesNotContain("http_requests_total");
  }

  @Test
  void bytesOfABucketAreExactAfterAnyRestart() throws IOException {
    ServerProcess server = servers.create(ServerSettings.on(servers.directory().resolve("sizes")));
    server.start();
    try (S3Connection s3 = new S3Connection(server.endpoint())) {
      s3.createBucket("films");
      s3.put("films", "a", new byte[1_000]);
      s3.put("films", "a", new byte[300]);
      s3.put("films", "b", new byte[50_000]);
    }
    server.kill9();
    server.start();

    String page =
        answer(URI.create("http://127.0.0.1:" + server.endpoint().adminPort() + "/metrics")).body();
    assertThat(page)
        .contains("bytebucket_objects_bytes_total{bucket=\"films\"} 50300.0")
        .contains("bytebucket_objects{bucket=\"films\"} 2.0");
    server.close();
  }
}
