package io.bytebucket.server.jetty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytebucket.http.HttpHandler;
import io.bytebucket.testkit.RawHttp;
import io.bytebucket.testkit.RawRequest;
import io.bytebucket.testkit.RawResponse;
import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Field survey 3.25: an error before the body was read. */
@Timeout(60)
class UnreadBodyTest {
  @Test
  void whatFollowsARefusalIsReadUpToALimitAndThenCut() throws IOException {
    ConnectionLimits limits = HttpFixture.LIMITS.withLingerBytes(1 << 20);
    HttpHandler refusing = (request, exchange) -> exchange.send(HttpFixture.text(403, "no"));
    byte[] piece = new byte[64 << 10];
    for (String head :
        List.of("GARBAGE", "PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: 5000000000")) {
      try (HttpFixture server = HttpFixture.start(refusing, limits);
          RawHttp client = server.connect()) {
        client.write((head + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));

        assertThatThrownBy(
                () -> {
                  while (true) {
                    client.write(piece);
                  }
                })
            .isInstanceOf(SocketException.class);
      }
    }
  }

  private static final HttpHandler REFUSING =
      (request, exchange) -> exchange.send(HttpFixture.text(403, "refused"));

  /** Would be taken for a request of its own by a server that lost its place. */
  private static final String TRAP = "GET /trap HTTP/1.1\r\nHost: localhost\r\n\r\n";

  @Test
  void aClientThatSendsAllBeforeItReadsSeesTheErrorAndTheEnd() throws IOException {
    RawRequest upload = HttpFixture.request("PUT", "/b/k").withBody(new byte[64 << 20]).sized();
    try (HttpFixture server = HttpFixture.start(REFUSING);
        RawHttp client = server.connect()) {
      client.write(upload.bytes());
      RawResponse response = client.readFinal("PUT");

      assertThat(response.text()).isEqualTo("refused");
      assertThat(response.header("connection")).isEqualTo("close");
      client.endOutput();
      assertThat(client.isClosedByServer()).isTrue();
    }
  }

  @Test
  void aShortRestIsSkippedAndTheConnectionKept() throws IOException {
    List<String> seen = new CopyOnWriteArrayList<>();
    HttpHandler handler =
        (request, exchange) -> {
          seen.add(request.rawPath());
          exchange.send(HttpFixture.text(403, "refused"));
        };
    RawRequest upload = HttpFixture.request("PUT", "/first").withBody(TRAP).sized();
    try (HttpFixture server = HttpFixture.start(handler);
        RawHttp client = server.connect()) {
      RawResponse first = client.exchange(upload);
      RawResponse second = client.exchange(upload.withPath("/second"));

      assertThat(first.headers().contains("connection")).isFalse();
      assertThat(second.text()).isEqualTo("refused");
      assertThat(seen).containsExactly("/first", "/second");
    }
  }

  @Test
  void thePipelinedNextRequestIsFoundBehindAnUnreadBody() throws IOException {
    List<String> seen = new CopyOnWriteArrayList<>();
    HttpHandler handler =
        (request, exchange) -> {
          seen.add(request.rawPath());
          exchange.send(HttpFixture.text(403, "refused"));
        };
    RawRequest upload = HttpFixture.request("PUT", "/first").withBody(TRAP.repeat(1_000)).sized();
    try (HttpFixture server = HttpFixture.start(handler);
        RawHttp client = server.connect()) {
      client.write(upload.bytes());
      client.write(HttpFixture.request("GET", "/second").bytes());
      client.readFinal("PUT");
      client.readFinal("GET");

      assertThat(seen).containsExactly("/first", "/second");
    }
  }

  @Test
  void aBodyOfUnknownLengthEndsTheConnection() throws IOException {
    RawRequest upload =
        HttpFixture.request("PUT", "/b/k")
            .add("Transfer-Encoding", "chunked")
            .withBody("29\r\n" + TRAP + "\r\n0\r\n\r\n" + TRAP);
    List<String> seen = new CopyOnWriteArrayList<>();
    HttpHandler handler =
        (request, exchange) -> {
          seen.add(request.rawPath());
          exchange.send(HttpFixture.text(411, "length"));
        };
    try (HttpFixture server = HttpFixture.start(handler);
        RawHttp client = server.connect()) {
      RawResponse response = client.exchange(upload);

      assertThat(response.header("connection")).isEqualTo("close");
      client.endOutput();
      assertThat(client.isClosedByServer()).isTrue();
      assertThat(seen).containsExactly("/b/k");
    }
  }

  @Test
  void aHalfReadBodyIsSkippedToo() throws IOException {
    HttpHandler handler =
        (request, exchange) -> {
          request.body().readNBytes(10);
          exchange.send(HttpFixture.text(400, Long.toString(exchange.bytesRead())));
        };
    RawRequest upload = HttpFixture.request("PUT", "/b/k").withBody(TRAP).sized();
    try (HttpFixture server = HttpFixture.start(handler);
        RawHttp client = server.connect()) {
      assertThat(client.exchange(upload).text()).isEqualTo("10");
      assertThat(client.exchange(upload).text()).isEqualTo("10");
    }
  }

  @Test
  void whoNeverStopsSendingIsCutInTheEnd() throws IOException {
    ConnectionLimits limits = HttpFixture.LIMITS.withLingerTimeout(Duration.ofMillis(200));
    RawRequest upload =
        HttpFixture.request("PUT", "/b/k").add("Content-Length", Long.toString(1L << 60));
    byte[] piece = new byte[1 << 20];
    try (HttpFixture server = HttpFixture.start(REFUSING, limits);
        RawHttp client = server.connect()) {
      client.write(upload.headBytes());

      assertThatThrownBy(
              () -> {
                while (true) {
                  client.write(piece);
                }
              })
          .isInstanceOf(IOException.class);
    }
  }
}
