package io.bytebucket.server.jetty;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.http.HttpHandler;
import io.bytebucket.testkit.RawHttp;
import io.bytebucket.testkit.RawRequest;
import java.io.IOException;
import java.net.SocketTimeoutException;
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

  /**
   * In two groups, because only these come one after the other: connections that are opened at once
   * are taken in by several threads, in no order.
   */
  @Test
  void whenAllConnectionsAreTakenThoseThatWaitLongestWithoutARequestMakeRoom() throws IOException {
    int most = 20;
    int half = most / 2;
    List<RawHttp> idle = new ArrayList<>();
    try (HttpFixture server =
        HttpFixture.start(
            HttpFixture.countingHandler(), HttpFixture.LIMITS, Optional.empty(), most)) {
      for (int i = 0; i < half; i++) {
        idle.add(server.connect());
      }
      for (RawHttp client : idle) {
        assertThat(isServed(client)).isTrue();
      }
      for (int i = half; i < most; i++) {
        idle.add(server.connect());
      }

      try (RawHttp client = server.connect()) {
        assertThat(client.exchange(HttpFixture.request("GET", "/")).text()).isEqualTo("0");
      }
      assertThat(idle.subList(0, half)).anyMatch(client -> !isServed(client));
      assertThat(idle.subList(half, most)).allMatch(ManyConnectionsTest::isServed);
    } finally {
      for (RawHttp client : idle) {
        client.close();
      }
    }
  }

  @Test
  void refusedConnectionsAndHeadersThatDoNotComeKeepNobodyOut() throws IOException {
    int most = 20;
    List<RawHttp> crowd = new ArrayList<>();
    try (HttpFixture server =
        HttpFixture.start(
            HttpFixture.countingHandler(), HttpFixture.LIMITS, Optional.empty(), most)) {
      for (int i = 0; i < 3 * most; i++) {
        RawHttp client = server.connect();
        crowd.add(client);
        client.write((i % 2 == 0 ? "GARBAGE\r\n\r\n" : "GET / HT").getBytes(US_ASCII));
      }

      try (RawHttp client = server.connect()) {
        assertThat(client.exchange(HttpFixture.request("GET", "/")).text()).isEqualTo("0");
      }
    } finally {
      for (RawHttp client : crowd) {
        client.close();
      }
    }
  }

  private static boolean isServed(RawHttp client) {
    try {
      return client.exchange(HttpFixture.request("GET", "/")).text().equals("0");
    } catch (SocketTimeoutException silent) {
      throw new AssertionError("neither served nor closed", silent);
    } catch (IOException closed) {
      return false;
    }
  }
}
