package io.bytebucket.server.acme;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.shredzone.acme4j.Session;
import org.shredzone.acme4j.exception.AcmeException;

/** What an ACME server may make us hold, and for how long it may keep us waiting. */
@Timeout(60)
class BoundedConnectionTest {
  /** Answers one connection. */
  @FunctionalInterface
  private interface Answer {
    void write(OutputStream out) throws IOException;
  }

  private static void ask(Duration limit, Answer answer) throws IOException, AcmeException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual()
          .start(() -> {
            try (Socket socket = server.accept()) {
              answer.write(socket.getOutputStream());
            } catch (IOException gone) {
              // It had enough of it.
            }
          });
      URI uri = URI.create("http://127.0.0.1:" + server.getLocalPort() + "/directory");
      new Session(uri, new BoundedProvider(Optional.empty(), limit)).getMetadata();
    }
  }

  private static byte[] header(String length) {
    return ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n" + length + "\r\n")
        .getBytes(StandardCharsets.US_ASCII);
  }

  @Test
  void anAnswerWithoutEndIsCutOff() {
    assertThatThrownBy(() ->
            ask(
                Duration.ofSeconds(30),
                out -> {
                  out.write(header(""));
                  for (int i = 0; i < 1_000; i++) {
                    out.write(new byte[64 << 10]);
                  }
                }))
        .isInstanceOf(AcmeException.class)
        .hasStackTraceContaining("body exceeds capacity");
  }

  @Test
  void anAnswerThatStallsIsGivenUp() {
    assertThatThrownBy(() ->
            ask(
                Duration.ofMillis(200),
                out -> {
                  out.write(header("Content-Length: 100\r\n"));
                  out.flush();
                  try {
                    new CountDownLatch(1).await();
                  } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                  }
                }))
        .isInstanceOf(AcmeException.class)
        .hasStackTraceContaining("no whole answer within");
  }
}
