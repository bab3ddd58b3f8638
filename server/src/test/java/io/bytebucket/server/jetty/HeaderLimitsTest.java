package io.bytebucket.server.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.http.HttpHandler;
import io.bytebucket.testkit.RawHttp;
import io.bytebucket.testkit.RawRequest;
import io.bytebucket.testkit.RawResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a header may cost by itself, and what all of them may cost together. */
@Timeout(60)
class HeaderLimitsTest {
  private static final HttpHandler FINE =
      (request, exchange) -> exchange.send(HttpFixture.text(200, "fine"));

  private static final RawRequest ORDINARY = HttpFixture.request("GET", "/ordinary");

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** A header that has not ended, for which a good half of the shared memory is taken. */
  private static byte[] unfinished() {
    return bytes("GET / HTTP/1.1\r\nHost: x\r\nX-Long: " + "a".repeat(55_000));
  }

  @Test
  void soManyFieldsAreTakenAndOneMoreIsNot() throws IOException {
    RawRequest most = HttpFixture.request("GET", "/");
    for (int i = 1; i < SharedLimitsFixture.FIELDS; i++) {
      most = most.add("a", "");
    }
    try (SharedLimitsFixture server = new SharedLimitsFixture(100, FINE)) {
      assertThat(server.exchange(most)).isEqualTo("fine");
      assertThat(server.exchange(most.add("a", ""))).isEqualTo("HEADER_TOO_LARGE GET");
    }
  }

  @Test
  void soManyParametersAreTakenAndOneMoreIsNot() throws IOException {
    String most = "/?" + "a=b&".repeat(SharedLimitsFixture.PARAMETERS - 1);
    try (SharedLimitsFixture server = new SharedLimitsFixture(100, FINE)) {
      assertThat(server.exchange(HttpFixture.request("GET", most))).isEqualTo("fine");
      assertThat(server.exchange(HttpFixture.request("GET", most + "a=b&")))
          .isEqualTo("HEADER_TOO_LARGE GET");
    }
  }

  @Test
  void whoFindsNoRoomForAHeaderIsToldAndNobodyElseIsTouched() throws IOException {
    try (SharedLimitsFixture server = new SharedLimitsFixture(100, FINE);
        RawHttp early = server.connect();
        RawHttp late = server.connect()) {
      early.write(unfinished());
      SharedLimitsFixture.awaitTaken(server.headers, 600_000, 1 << 20);
      late.write(unfinished());

      assertThat(late.readFinal("GET").text()).isEqualTo("NO_ROOM GET");
      assertThat(server.exchange(ORDINARY)).isEqualTo("fine");

      early.write(bytes("\r\n\r\n"));
      assertThat(early.readFinal("GET").text()).isEqualTo("fine");
      SharedLimitsFixture.awaitNothingTaken(server.headers);
    }
  }

  @Test
  void aTargetThatDoesNotEndIsCountedBeforeItIsRead() throws IOException {
    try (SharedLimitsFixture server = new SharedLimitsFixture(100, FINE);
        RawHttp client = server.connect()) {
      client.write(bytes("GET /" + "\u00C3".repeat(100_000)));

      assertThat(client.readFinal("GET").text()).startsWith("NO_ROOM");
      SharedLimitsFixture.awaitNothingTaken(server.headers);
    }
  }

  @Test
  void aConnectionThatIsClosedInTheMiddleOfAHeaderGivesItsRoomBack() throws IOException {
    try (SharedLimitsFixture server = new SharedLimitsFixture(100, FINE)) {
      List<RawHttp> clients = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        RawHttp client = server.connect();
        clients.add(client);
        client.write(bytes("GET / HTTP/1.1\r\nHost: x\r\n" + "a:\r\n".repeat(90)));
      }
      SharedLimitsFixture.awaitTaken(server.headers, 20 * 90 * 256, 1 << 20);
      for (RawHttp client : clients) {
        client.close();
      }

      SharedLimitsFixture.awaitNothingTaken(server.headers);
    }
  }

  @Test
  void aLargeHeaderKeepsItsRoomUntilItsRequestIsAnsweredAndItsConnectionGoes() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    HttpHandler held =
        (request, exchange) -> {
          if (request.headers().contains("x-long")) {
            begun.countDown();
            await(goOn);
          }
          exchange.send(HttpFixture.text(200, "fine"));
        };
    RawRequest large = HttpFixture.request("GET", "/").add("X-Long", "a".repeat(55_000));
    try (SharedLimitsFixture server = new SharedLimitsFixture(100, held);
        RawHttp client = server.connect()) {
      client.write(large.bytes());
      begun.await();

      assertThat(server.exchange(large)).isEqualTo("NO_ROOM GET");
      goOn.countDown();
      RawResponse response = client.readFinal("GET");
      assertThat(response.text()).isEqualTo("fine");
      assertThat(response.header("connection")).isEqualTo("close");
      assertThat(client.isClosedByServer()).isTrue();
      SharedLimitsFixture.awaitNothingTaken(server.headers);
      assertThat(server.exchange(large)).isEqualTo("fine");
    }
  }

  @Test
  void trailersAndExtensionsOfChunksAreBounded() throws IOException {
    HttpHandler counting = HttpFixture.countingHandler();
    String head = "PUT / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n";
    try (SharedLimitsFixture server = new SharedLimitsFixture(100, counting)) {
      assertThat(taken(server, head + "1;a=b\r\nx\r\n0\r\nt: v\r\n\r\n")).isTrue();
      assertThat(taken(server, head + "1\r\nx\r\n0\r\n" + "t:v\r\n".repeat(200) + "\r\n"))
          .isFalse();
      assertThat(taken(server, head + "1\r\nx\r\n0\r\nt:" + "v".repeat(9_000) + "\r\n\r\n"))
          .isFalse();
      assertThat(taken(server, head + "1\r\nx\r\n0\r\nt:" + "v".repeat(900_000))).isFalse();
      assertThat(taken(server, head + "1;" + "e".repeat(300_000))).isFalse();
      assertThat(taken(server, head + "1\r\nx\r\n00000000000000000\r\n\r\n")).isFalse();
      assertThat(taken(server, head + "fffffffffffffffff\r\n")).isFalse();
    }
  }

  private static boolean taken(SharedLimitsFixture server, String request) throws IOException {
    try (RawHttp client = server.connect()) {
      client.write(bytes(request));
      return client.readFinal("PUT").text().equals("1");
    } catch (IOException cut) {
      return false;
    }
  }

  private static void await(CountDownLatch latch) throws IOException {
    try {
      latch.await();
    } catch (InterruptedException stopped) {
      throw new IOException(stopped);
    }
  }
}
