package io.bytebucket.server.jetty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytebucket.http.Headers;
import io.bytebucket.http.HttpHandler;
import io.bytebucket.http.Response;
import io.bytebucket.http.ResponseBody;
import io.bytebucket.http.StalledTransferException;
import io.bytebucket.testkit.RawHttp;
import io.bytebucket.testkit.RawRequest;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whoever moves may take any time; whoever stalls is cut. */
@Timeout(60)
class SlowClientTest {
  private static final ConnectionLimits SHORT =
      HttpFixture.LIMITS
          .withStallGrace(Duration.ofMillis(200))
          .withHeaderTimeout(Duration.ofMillis(200))
          .withIdleTimeout(Duration.ofMillis(200));

  private static final RawRequest HALF_AN_UPLOAD =
      HttpFixture.request("PUT", "/b/k").withBody("12345").add("Content-Length", "10000");

  @Test
  void aStalledUploadFailsTheReadAndCanBeAnswered() throws IOException {
    HttpHandler handler =
        (request, exchange) -> {
          try {
            request.body().readAllBytes();
          } catch (StalledTransferException stalled) {
            exchange.send(HttpFixture.text(400, "too slow"));
          }
        };
    try (HttpFixture server = HttpFixture.start(handler, SHORT);
        RawHttp client = server.connect()) {
      client.write(HALF_AN_UPLOAD.bytes());

      assertThat(client.readFinal("PUT").text()).isEqualTo("too slow");
      assertThat(client.isClosedByServer()).isTrue();
    }
  }

  @Test
  void aStalledDownloadIsCut() throws IOException {
    CompletableFuture<Throwable> failure = new CompletableFuture<>();
    try (HttpFixture server = HttpFixture.start(endlessBody(failure), SHORT);
        RawHttp client = server.connect()) {
      client.write(HttpFixture.request("GET", "/").bytes());

      assertThat(failure.join()).isInstanceOf(StalledTransferException.class);
    }
  }

  @Test
  void aHeaderThatNeverEndsIsCut() throws IOException {
    try (HttpFixture server = HttpFixture.start(HttpFixture.countingHandler(), SHORT);
        Socket client = open(server)) {
      byte[] line = "X-Another: header\r\n".getBytes(StandardCharsets.UTF_8);
      client.getOutputStream().write("GET / HTTP/1.1\r\n".getBytes(StandardCharsets.UTF_8));

      assertThatThrownBy(
              () -> {
                while (true) {
                  client.getOutputStream().write(line);
                  LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
                }
              })
          .isInstanceOf(SocketException.class);
    }
  }

  @Test
  void aConnectionWithoutARequestIsClosedAfterTheIdleTime() throws IOException {
    try (HttpFixture server = HttpFixture.start(HttpFixture.countingHandler(), SHORT);
        RawHttp fresh = server.connect();
        RawHttp used = server.connect()) {
      used.exchange(HttpFixture.request("GET", "/"));

      assertThat(used.isClosedByServer()).isTrue();
      assertThat(fresh.isClosedByServer()).isTrue();
    }
  }

  @Test
  void aSlowServerCutsNobody() throws IOException {
    HttpHandler handler =
        (request, exchange) -> {
          LockSupport.parkNanos(SHORT.idleTimeout().multipliedBy(4).toNanos());
          long count = request.body().skip(Long.MAX_VALUE);
          LockSupport.parkNanos(SHORT.idleTimeout().multipliedBy(4).toNanos());
          exchange.send(HttpFixture.text(200, Long.toString(count)));
        };
    try (HttpFixture server = HttpFixture.start(handler, SHORT);
        RawHttp client = server.connect()) {
      RawRequest upload = HttpFixture.request("PUT", "/").withBody(new byte[1 << 20]).sized();

      assertThat(client.exchange(upload).text()).isEqualTo("1048576");
    }
  }

  /**
   * The steps are far above the minimum rate on average, so that a busy machine does not matter.
   */
  @Test
  @Tag("slow")
  void slowUploadsAndDownloadsEndWell() throws IOException {
    ConnectionLimits limits = HttpFixture.LIMITS.withStallGrace(Duration.ofSeconds(2));
    byte[] piece = new byte[1_000];
    int pieces = 60;
    try (HttpFixture server = HttpFixture.start(HttpFixture.countingHandler(), limits);
        RawHttp client = server.connect()) {
      client.write(
          HttpFixture.request("PUT", "/")
              .add("Content-Length", Integer.toString(piece.length * pieces))
              .bytes());
      for (int i = 0; i < pieces; i++) {
        LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        client.write(piece);
      }

      assertThat(client.readFinal("PUT").text()).isEqualTo("60000");
    }
  }

  private static Socket open(HttpFixture server) throws IOException {
    Socket socket = new Socket();
    socket.connect(HttpFixture.loopback(server.port()));
    return socket;
  }

  private static HttpHandler endlessBody(CompletableFuture<Throwable> failure) {
    return (request, exchange) -> {
      ByteBuffer piece = ByteBuffer.allocateDirect(1 << 20);
      ResponseBody.Source source =
          sink -> {
            while (true) {
              sink.write(piece.clear());
            }
          };
      try {
        exchange.send(
            new Response(200, Headers.EMPTY, new ResponseBody.Stream(Long.MAX_VALUE, source)));
      } catch (IOException cut) {
        failure.complete(cut);
        throw cut;
      }
    };
  }
}
