package io.bytebucket.server.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What only a whole server does: jobs that run by themselves, and answers without a length. */
@ProcessTest
final class AdminObjectsTest {
  private static final int OBJECTS = 600;
  private static final Pattern STATUS = Pattern.compile("\"status\":\"(\\w+)\"");

  @RegisterExtension final Servers servers = new Servers();

  private final HttpClient client = HttpClient.newHttpClient();
  private ServerProcess server;

  @BeforeEach
  void fillABucket() throws IOException, InterruptedException {
    server = servers.start();
    ask("PUT", "/api/s3/photos", new byte[0]);
    for (int i = 0; i < OBJECTS; i++) {
      assertThat(ask("PUT", "/api/s3/photos/a/" + i, new byte[i]).statusCode()).isEqualTo(200);
    }
  }

  private HttpResponse<byte[]> ask(String method, String target, byte[] body)
      throws IOException, InterruptedException {
    Endpoint endpoint = server.endpoint();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + endpoint.adminPort() + target))
            .header("X-Admin-AccessKey", endpoint.accessKeyId())
            .header("X-Admin-Secret", endpoint.secretAccessKey())
            .method(method, BodyPublishers.ofByteArray(body))
            .build();
    return client.send(request, BodyHandlers.ofByteArray());
  }

  private String text(String method, String target, String body)
      throws IOException, InterruptedException {
    return new String(ask(method, target, body.getBytes(UTF_8)).body(), UTF_8);
  }

  private String statusOf(String job) throws IOException, InterruptedException {
    Matcher status = STATUS.matcher(text("GET", job, ""));
    assertThat(status.find()).isTrue();
    return status.group(1);
  }

  private String start(String task) throws IOException, InterruptedException {
    HttpResponse<byte[]> started = ask("POST", "/api/jobs", task.getBytes(UTF_8));
    assertThat(started.statusCode()).isEqualTo(202);
    return started.headers().firstValue("location").orElseThrow();
  }

  private void awaitDone(String job) throws IOException, InterruptedException {
    String status = statusOf(job);
    while (status.equals("waiting") || status.equals("running")) {
      status = statusOf(job);
    }
    assertThat(status).isEqualTo("done");
  }

  @Test
  void jobsRunByThemselvesAndAfterARestartToo() throws IOException, InterruptedException {
    String move =
        start(
            "{\"kind\":\"move-prefix\",\"bucket\":\"photos\",\"prefix\":\"a/\",\"toPrefix\":\"b/\"}");
    awaitDone(move);
    assertThat(text("GET", move, "")).contains("\"done\":" + OBJECTS, "\"failed\":0");
    String empty = start("{\"kind\":\"empty-bucket\",\"bucket\":\"photos\"}");
    server.kill9();
    server.start();
    awaitDone(empty);
    assertThat(ask("DELETE", "/api/s3/photos", new byte[0]).statusCode()).isEqualTo(204);
  }

  @Test
  void anArchiveIsSentWithoutALengthAndIsWhole() throws IOException, InterruptedException {
    HttpResponse<byte[]> answer = ask("GET", "/api/s3/photos?zip&prefix=a/", new byte[0]);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("content-length")).isEmpty();
    assertThat(answer.headers().firstValue("transfer-encoding")).contains("chunked");
    Map<String, Integer> lengths = new TreeMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(answer.body()))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        lengths.put(entry.getName(), zip.readAllBytes().length);
      }
    }
    assertThat(lengths).hasSize(OBJECTS).containsEntry("a/599", 599).containsEntry("a/0", 0);
    // The connection goes on.
    assertThat(ask("GET", "/api/s3/photos/a/7", new byte[0]).body()).hasSize(7);
  }
}
