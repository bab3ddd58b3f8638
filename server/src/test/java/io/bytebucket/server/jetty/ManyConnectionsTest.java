package io.bytebucket.server.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.http.HttpHandler;
import io.bytebucket.testkit.RawHttp;
import io.bytebucket.testkit.RawRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ManyConnectionsTest {
  private static final int IDLE = 1_000;
  private static final int STALLED = 200;

  @Test
  void idleConnectionsAndStalledUploadsStopNobody() throws Exception {
    CountDownLatch stalled = new CountDownLatch(STALLED);
    HttpHandler handler =
        (request, exchange) -> {
          if (request.rawPath().equals("/stalled")) {
            request.body().readNBytes(1);
            stalled.countDown();
          }
          long count = request.body().skip(Long.MAX_VALUE);
          exchange.send(HttpFixture.text(200, Long.toString(count)));
        };
    RawRequest upload =
        HttpFixture.request("PUT", "/stalled").withBody("x").add("Content-Length", "1000000");
    List<RawHttp> clients = new ArrayList<>();
    try (HttpFixture server = HttpFixture.start(handler)) {
      for (int i = 0; i < IDLE; i++) {
        clients.add(server.connect());
      }
      for (int i = 0; i < STALLED; i++) {
        RawHttp client = server.connect();
        clients.add(client);
        client.write(upload.bytes());
      }
      stalled.await();

      try (RawHttp client = server.connect()) {
        RawRequest other = HttpFixture.request("PUT", "/").withBody("hello").sized();
        for (int i = 0; i < 100; i++) {
          assertThat(client.exchange(other).text()).isEqualTo("5");
        }
      }
      assertThat(clients.getFirst().exchange(HttpFixture.request("GET", "/")).text())
          .isEqualTo("0");
    } finally {
      for (RawHttp client : clients) {
        client.close();
      }
    }
  }

  @Test
  void whenAllConnectionsAreTakenThoseWithoutARequestMakeRoom() throws IOException {
    int most = 20;
    List<RawHttp> idle = new ArrayList<>();
    try (HttpFixture server =
        HttpFixture.start(
            HttpFixture.countingHandler(), HttpFixture.LIMITS, Optional.empty(), most)) {
      for (int i = 0; i < most; i++) {
        idle.add(server.connect());
      }

      try (RawHttp client = server.connect()) {
        assertThat(client.exchange(HttpFixture.request("GET", "/")).text()).isEqualTo("0");
      }
      assertThat(idle.getFirst().isClosedByServer()).isTrue();
    } finally {
      for (RawHttp client : idle) {
        client.close();
      }
    }
  }
}
