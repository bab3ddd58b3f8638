package io.bytebucket.server.jetty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytebucket.http.Headers;
import io.bytebucket.http.HttpHandler;
import io.bytebucket.http.Response;
import io.bytebucket.http.ResponseBody;
import io.bytebucket.testkit.RawHttp;
import io.bytebucket.testkit.RawResponse;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ResponseTest {
  @Test
  void aBodyInMemoryComesWithItsLengthAndTheDate() throws IOException {
    RawResponse response = answerOf(HttpFixture.text(200, "hello"), "GET");

    assertThat(response.text()).isEqualTo("hello");
    assertThat(response.header("content-length")).isEqualTo("5");
    assertThat(response.header("date")).endsWith("GMT");
    assertThat(response.headers().contains("server")).isFalse();
  }

  @Test
  void anEmptyBodyHasALengthToo() throws IOException {
    RawResponse response = answerOf(new Response(200, Headers.EMPTY, ResponseBody.EMPTY), "GET");

    assertThat(response.header("content-length")).isEqualTo("0");
  }

  @Test
  void headAnnouncesTheLengthWithoutABody() throws IOException {
    Response response = new Response(200, Headers.EMPTY, new ResponseBody.HeadOnly(5_000_000_000L));
    try (HttpFixture server = HttpFixture.start((request, exchange) -> exchange.send(response));
        RawHttp client = server.connect()) {
      RawResponse first = client.exchange(HttpFixture.request("HEAD", "/"));
      RawResponse second = client.exchange(HttpFixture.request("HEAD", "/"));

      assertThat(first.header("content-length")).isEqualTo("5000000000");
      assertThat(second.status()).isEqualTo(200);
    }
  }

  @Test
  void headNeverGetsABodyEvenWhenTheHandlerGivesOne() throws IOException {
    try (HttpFixture server =
            HttpFixture.start((request, exchange) -> {
              exchange.send(
                  request.rawPath().equals("/stream")
                      ? stream(3, sink -> sink.write(ByteBuffer.allocate(3)))
                      : HttpFixture.text(404, "document"));
              assertThat(exchange.bytesSent()).isZero();
            });
        RawHttp client = server.connect()) {
      assertThat(client.exchange(HttpFixture.request("HEAD", "/")).header("content-length"))
          .isEqualTo("8");
      assertThat(client.exchange(HttpFixture.request("HEAD", "/stream")).header("content-length"))
          .isEqualTo("3");
      assertThat(client.exchange(HttpFixture.request("HEAD", "/")).status()).isEqualTo(404);
    }
  }

  @Test
  void noContentAndNotModifiedHaveNoLength() throws IOException {
    for (int status : new int[] {204, 304}) {
      RawResponse response =
          answerOf(new Response(status, Headers.EMPTY, ResponseBody.EMPTY), "GET");

      assertThat(response.status()).isEqualTo(status);
      assertThat(response.headers().contains("content-length")).isFalse();
    }
  }

  @Test
  void aStreamedBodyArrivesWhole() throws IOException {
    ByteBuffer piece = ByteBuffer.allocateDirect(1 << 20);
    Response response =
        stream(
            20L << 20,
            sink -> {
              for (int i = 0; i < 20; i++) {
                piece.clear().put(0, (byte) i);
                sink.write(piece);
              }
            });

    byte[] body = answerOf(response, "GET").body();

    assertThat(body).hasSize(20 << 20);
    assertThat(body[19 << 20]).isEqualTo((byte) 19);
  }

  @Test
  void aSourceThatFailsBeforeItsFirstByteCanStillBeAnsweredWithAnError() throws IOException {
    HttpHandler handler =
        (request, exchange) -> {
          assertThatThrownBy(() ->
                  exchange.send(
                      stream(
                          10,
                          sink -> {
                            throw new IOException("damaged");
                          })))
              .hasMessage("damaged");
          assertThat(exchange.isCommitted()).isFalse();
          exchange.send(HttpFixture.text(500, "sorry"));
          assertThat(exchange.isCommitted()).isTrue();
        };
    try (HttpFixture server = HttpFixture.start(handler);
        RawHttp client = server.connect()) {
      RawResponse response = client.exchange(HttpFixture.request("GET", "/"));

      assertThat(response.status()).isEqualTo(500);
      assertThat(response.text()).isEqualTo("sorry");
    }
  }

  @Test
  void aSourceThatFailsLaterCutsTheConnection() throws IOException {
    assertCut(
        stream(
            10,
            sink -> {
              sink.write(ByteBuffer.allocate(5));
              throw new IOException("damaged");
            }));
  }

  @Test
  void aSourceThatGivesTooLittleCutsTheConnection() throws IOException {
    assertCut(stream(10, sink -> sink.write(ByteBuffer.allocate(9))));
  }

  @Test
  void aSourceThatGivesTooMuchNeverSendsTheExcess() throws IOException {
    Response tooMuch =
        stream(
            10,
            sink -> {
              sink.write(ByteBuffer.allocate(8));
              sink.write(ByteBuffer.allocate(8));
            });

    assertCut(tooMuch);
  }

  @Test
  void aHandlerThatFailsWithoutAnAnswerCutsTheConnection() throws IOException {
    HttpHandler handler =
        (request, exchange) -> {
          throw new IllegalStateException("a bug");
        };
    try (HttpFixture server = HttpFixture.start(handler);
        RawHttp client = server.connect()) {
      client.write(HttpFixture.request("GET", "/").bytes());

      assertThat(client.isClosedByServer()).isTrue();
    }
  }

  @Test
  void aHeaderThatCannotBeSentCanStillBeAnsweredWithAnError() throws IOException {
    for (int length : List.of(60_000, 70_000)) {
      Headers headers = Headers.builder().add("x-long", "\u00E4".repeat(length / 2)).build();
      HttpHandler handler =
          (request, exchange) -> {
            try {
              exchange.send(new Response(200, headers, ResponseBody.EMPTY));
            } catch (IllegalArgumentException tooLong) {
              exchange.send(HttpFixture.text(500, "too long"));
            }
          };
      try (HttpFixture server = HttpFixture.start(handler);
          RawHttp client = server.connect()) {
        int expected = length < 64 << 10 ? 200 : 500;
        assertThat(client.exchange(HttpFixture.request("GET", "/")).status()).isEqualTo(expected);
        assertThat(client.exchange(HttpFixture.request("HEAD", "/")).status()).isEqualTo(expected);
      }
    }
  }

  @Test
  void aSecondAnswerIsRefused() throws IOException {
    CompletableFuture<Throwable> refused = new CompletableFuture<>();
    HttpHandler handler =
        (request, exchange) -> {
          exchange.send(HttpFixture.text(200, "one"));
          try {
            exchange.send(HttpFixture.text(200, "two"));
          } catch (IllegalStateException e) {
            refused.complete(e);
          }
        };
    try (HttpFixture server = HttpFixture.start(handler);
        RawHttp client = server.connect()) {
      assertThat(client.exchange(HttpFixture.request("GET", "/")).text()).isEqualTo("one");
      assertThat(refused.join()).hasMessage("A response was already begun");
    }
  }

  @Test
  void headerValuesAreUtf8InBothDirections() throws IOException {
    HttpHandler handler =
        (request, exchange) -> {
          String value = request.headers().first("x-amz-meta-name").orElseThrow();
          Headers headers = Headers.builder().add("x-amz-meta-name", value).build();
          exchange.send(
              new Response(
                  200,
                  headers,
                  new ResponseBody.Bytes(value.getBytes(java.nio.charset.StandardCharsets.UTF_8))));
        };
    try (HttpFixture server = HttpFixture.start(handler);
        RawHttp client = server.connect()) {
      client.write(HttpFixture.request("GET", "/").add("x-amz-meta-name", "ключ €").headBytes());
      RawResponse response = client.readFinal("GET");

      assertThat(response.text()).isEqualTo("ключ €");
      byte[] latin1 =
          response.header("x-amz-meta-name").getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
      assertThat(new String(latin1, java.nio.charset.StandardCharsets.UTF_8)).isNotEmpty();
    }
  }

  @Test
  void repeatedHeadersStayApart() throws IOException {
    HttpHandler handler =
        (request, exchange) ->
            exchange.send(
                HttpFixture.text(200, String.join("|", request.headers().all("x-twice"))));
    try (HttpFixture server = HttpFixture.start(handler);
        RawHttp client = server.connect()) {
      RawResponse response =
          client.exchange(
              HttpFixture.request("GET", "/").add("X-Twice", "a").add("x-twice", "b, c"));

      assertThat(response.text()).isEqualTo("a|b, c");
    }
  }

  private static Response stream(long lengthBytes, ResponseBody.Source source) {
    return new Response(200, Headers.EMPTY, new ResponseBody.Stream(lengthBytes, source));
  }

  private static RawResponse answerOf(Response response, String method) throws IOException {
    try (HttpFixture server = HttpFixture.start((request, exchange) -> exchange.send(response));
        RawHttp client = server.connect()) {
      return client.exchange(HttpFixture.request(method, "/"));
    }
  }

  private static void assertCut(Response response) throws IOException {
    try (HttpFixture server = HttpFixture.start((request, exchange) -> exchange.send(response));
        RawHttp client = server.connect()) {
      assertThatThrownBy(() -> client.exchange(HttpFixture.request("GET", "/")))
          .isInstanceOf(EOFException.class)
          .hasMessage("the body was cut");
    }
  }
}
