package io.bytebucket.server.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.http.HttpHandler;
import io.bytebucket.testkit.RawHttp;
import io.bytebucket.testkit.RawRequest;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class RequestBodyTest {
  private static final long SEED = 20_261_122;

  @Test
  void aLargeBodyArrivesAsItWasSent() throws IOException {
    byte[] sent = new byte[(32 << 20) + 7];
    new Random(SEED).nextBytes(sent);
    HttpHandler handler =
        (request, exchange) -> {
          boolean same = Arrays.equals(request.body().readAllBytes(), sent);
          boolean ended = request.body().read() == -1;
          exchange.send(HttpFixture.text(200, same + " " + ended + " " + exchange.bytesRead()));
        };
    try (HttpFixture server = HttpFixture.start(handler);
        RawHttp client = server.connect()) {
      RawRequest upload = HttpFixture.request("PUT", "/").withBody(sent).sized();

      assertThat(client.exchange(upload).text())
          .as("seed %d", SEED)
          .isEqualTo("true true " + sent.length);
    }
  }

  @Test
  void aRequestWithoutABodyEndsAtOnce() throws IOException {
    try (HttpFixture server = HttpFixture.start(HttpFixture.countingHandler());
        RawHttp client = server.connect()) {
      assertThat(client.exchange(HttpFixture.request("GET", "/")).text()).isEqualTo("0");
      assertThat(client.exchange(HttpFixture.request("PUT", "/").sized()).text()).isEqualTo("0");
    }
  }

  @Test
  void aChunkedBodyIsReadWithoutItsFraming() throws IOException {
    RawRequest upload =
        HttpFixture.request("PUT", "/")
            .add("Transfer-Encoding", "chunked")
            .withBody("5\r\nhello\r\n6;x=y\r\n world\r\n0\r\nx-trailer: 1\r\n\r\n");
    HttpHandler echo =
        (request, exchange) ->
            exchange.send(
                HttpFixture.text(
                    200,
                    new String(
                        request.body().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)));
    try (HttpFixture server = HttpFixture.start(echo);
        RawHttp client = server.connect()) {
      assertThat(client.exchange(upload).text()).isEqualTo("hello world");
      assertThat(client.exchange(upload).text()).isEqualTo("hello world");
    }
  }

  @Test
  void aBodyThatIsCutShortFailsTheReadAndCanBeAnswered() throws IOException {
    HttpHandler handler =
        (request, exchange) -> {
          try {
            request.body().readAllBytes();
          } catch (EOFException cutShort) {
            exchange.send(HttpFixture.text(400, "short " + exchange.bytesRead()));
          }
        };
    RawRequest upload =
        HttpFixture.request("PUT", "/").withBody("12345").add("Content-Length", "20");
    try (HttpFixture server = HttpFixture.start(handler);
        RawHttp client = server.connect()) {
      client.write(upload.bytes());
      client.endOutput();

      assertThat(client.readFinal("PUT").text()).isEqualTo("short 5");
      assertThat(client.isClosedByServer()).isTrue();
    }
  }

  @Test
  void aClientThatGoesAwayFailsTheRead() throws IOException {
    CompletableFuture<Throwable> failure = new CompletableFuture<>();
    HttpHandler handler =
        (request, exchange) -> {
          try {
            request.body().readAllBytes();
          } catch (IOException gone) {
            failure.complete(gone);
            throw gone;
          }
        };
    RawRequest upload =
        HttpFixture.request("PUT", "/").withBody("12345").add("Content-Length", "20");
    try (HttpFixture server = HttpFixture.start(handler)) {
      try (RawHttp client = server.connect()) {
        client.write(upload.bytes());
      }

      assertThat(failure.join()).isInstanceOf(IOException.class);
    }
  }
}
