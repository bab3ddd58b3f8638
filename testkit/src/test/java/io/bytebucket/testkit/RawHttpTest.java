package io.bytebucket.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RawHttpTest {
  private final BlockingQueue<String> sent = new LinkedBlockingQueue<>();
  private ServerSocket listener;

  @BeforeEach
  void listen() throws IOException {
    listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }

  @AfterEach
  void close() throws IOException {
    listener.close();
  }

  @Test
  void requestGoesOutAsItIs() throws Exception {
    answer("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
    RawRequest request =
        RawRequest.of("PUT", "/a//../%2f?x&x")
            .add("host", "h")
            .add("x-a", "1")
            .add("x-a", "ü")
            .withBody("body")
            .sized();
    try (RawHttp http = RawHttp.connect(listener.getLocalPort())) {
      RawResponse response = http.exchange(request);
      assertThat(response.status()).isEqualTo(200);
      assertThat(response.text()).isEqualTo("ok");
      http.endOutput();
    }
    assertThat(sent.take())
        .isEqualTo(
            "PUT /a//../%2f?x&x HTTP/1.1\r\nhost: h\r\nx-a: 1\r\nx-a: ü\r\n"
                + "content-length: 4\r\n\r\nbody");
  }

  @Test
  void everyFramingOfAnAnswerIsRead() throws Exception {
    String interim = "HTTP/1.1 100 Continue\r\n\r\n";
    String inChunks =
        String.join(
            "\r\n",
            "HTTP/1.1 403 Forbidden",
            "Transfer-Encoding: chunked",
            "X-A: 1",
            "",
            "5",
            "<Code",
            "10;x=y",
            ">Denied</Code>..",
            "0",
            "late: 1",
            "",
            "");
    String toHead = "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n";
    String bodiless = "HTTP/1.1 204 No Content\r\n\r\n";
    String untilClose = "HTTP/1.1 200 OK\r\n\r\nto the end";
    answer(String.join("", interim, inChunks, toHead, bodiless, untilClose));
    try (RawHttp http = RawHttp.connect(listener.getLocalPort())) {
      http.endOutput();
      RawResponse denied = http.readFinal("GET");
      assertThat(denied.status()).isEqualTo(403);
      assertThat(denied.errorCode()).isEqualTo("Denied");
      assertThat(denied.header("x-a")).isEqualTo("1");
      assertThat(http.read("HEAD").body()).isEmpty();
      assertThat(http.read("DELETE").status()).isEqualTo(204);
      assertThat(http.read("GET").text()).isEqualTo("to the end");
      assertThat(http.isClosedByServer()).isTrue();
    }
  }

  @Test
  void bodyWaitsForTheServerToAskForIt() throws Exception {
    answer("HTTP/1.1 412 Precondition Failed\r\nContent-Length: 0\r\n\r\n");
    RawRequest request =
        RawRequest.of("PUT", "/b/k").add("expect", "100-continue").withBody("body").sized();
    try (RawHttp http = RawHttp.connect(listener.getLocalPort())) {
      assertThat(http.exchangeExpectingContinue(request).status()).isEqualTo(412);
      http.endOutput();
    }
    assertThat(sent.take()).endsWith("\r\n\r\n");
  }

  @Test
  void answerThatIsCutIsAnError() throws Exception {
    answer("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nshort");
    try (RawHttp http = RawHttp.connect(listener.getLocalPort())) {
      http.endOutput();
      assertThatThrownBy(() -> http.read("GET")).isInstanceOf(EOFException.class);
    }
  }

  /** Answers one connection at once, and keeps what came over it until its end. */
  private void answer(String response) {
    Thread.ofVirtual()
        .start(() -> {
          try (Socket socket = listener.accept();
              InputStream in = socket.getInputStream()) {
            socket.getOutputStream().write(response.getBytes(StandardCharsets.UTF_8));
            socket.shutdownOutput();
            sent.add(new String(in.readAllBytes(), StandardCharsets.UTF_8));
          } catch (IOException lost) {
            throw new UncheckedIOException(lost);
          }
        });
  }
}
