package io.bytebucket.server.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.core.activity.PastRequest;
import io.bytebucket.core.activity.Port;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Over sockets: lines come as requests end, and nobody is written to who has gone. */
@Timeout(60)
class LiveTailTest {
  private static PastRequest past(World world) {
    return new PastRequest(
        world.now,
        "some-id",
        Port.S3,
        "GetObject",
        "GET",
        "/:bucket/*key",
        "b",
        "k",
        403,
        "AccessDenied",
        "192.0.2.1",
        "AKID",
        "sigv4",
        0,
        1,
        2);
  }

  @Test
  void linesComeAtOnceAndEndWithWhoReadsThem() throws IOException, InterruptedException {
    try (World world = new World();
        HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(
                  URI.create("http://127.0.0.1:" + world.admin.port() + "/api/logs/tail"))
              .header("x-admin-accesskey", Person.ROOT.accessKeyId())
              .header("x-admin-secret", Person.ROOT.secret())
              .build();
      try (InputStream lines =
          client.send(request, HttpResponse.BodyHandlers.ofInputStream()).body()) {
        assertThat(lines.read()).isEqualTo('\n');
        world.tail.offer(past(world));
        byte[] begin = lines.readNBytes(20);
        assertThat(new String(begin, StandardCharsets.UTF_8)).startsWith("{\"");
      }
      client.shutdownNow();
      while (world.tail.isFollowed()) {
        world.tail.offer(past(world));
        Thread.onSpinWait();
      }
    }
  }
}
