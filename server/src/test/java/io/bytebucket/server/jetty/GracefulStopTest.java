package io.bytebucket.server.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.http.HttpHandler;
import io.bytebucket.testkit.RawHttp;
import io.bytebucket.testkit.RawRequest;
import io.bytebucket.testkit.RawResponse;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class GracefulStopTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  private final CountDownLatch entered = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);

  private final HttpHandler held =
      (request, exchange) -> {
        entered.countDown();
        try {
          released.await();
        } catch (InterruptedException e) {
          throw new IOException(e);
        }
        exchange.send(HttpFixture.text(200, "done"));
      };

  @Test
  void aRequestUnderWayIsAnsweredAfterListeningStopped() throws Exception {
    try (HttpFixture server = HttpFixture.start(held);
        RawHttp client = server.connect()) {
      int port = server.port();
      client.write(HttpFixture.request("GET", "/").bytes());
      entered.await();
      CompletableFuture<Integer> stop =
          CompletableFuture.supplyAsync(() -> server.adapter().stop(LONG));
      awaitRefused(port);
      released.countDown();
      RawResponse response = client.readFinal("GET");

      assertThat(response.text()).isEqualTo("done");
      assertThat(response.header("connection")).isEqualTo("close");
      assertThat(stop.join()).isZero();
    }
  }

  @Test
  void whatTakesTooLongIsCutOff() throws Exception {
    HttpHandler reading =
        (request, exchange) -> {
          entered.countDown();
          request.body().readAllBytes();
        };
    RawRequest upload = HttpFixture.request("PUT", "/").add("Content-Length", "1000");
    try (HttpFixture server = HttpFixture.start(reading);
        RawHttp client = server.connect()) {
      client.write(upload.bytes());
      entered.await();

      assertThat(server.adapter().stop(Duration.ZERO)).isEqualTo(1);
      assertThat(client.isClosedByServer()).isTrue();
    }
  }

  @Test
  void connectionsWithoutARequestAreClosed() throws IOException {
    try (HttpFixture server = HttpFixture.start(HttpFixture.countingHandler());
        RawHttp client = server.connect()) {
      client.exchange(HttpFixture.request("GET", "/"));
      server.adapter().stop(LONG);

      assertThat(client.isClosedByServer()).isTrue();
    }
  }

  private static void awaitRefused(int port) throws IOException {
    while (true) {
      try (Socket socket = new Socket()) {
        socket.connect(HttpFixture.loopback(port));
      } catch (ConnectException refused) {
        return;
      } catch (SocketException reset) {
        // It was taken by the system just before the server stopped to listen.
      }
      Thread.onSpinWait();
    }
  }
}
