package io.bytebucket.server.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.http.Headers;
import io.bytebucket.http.HttpHandler;
import io.bytebucket.http.Response;
import io.bytebucket.http.ResponseBody;
import io.bytebucket.testkit.RawHttp;
import io.bytebucket.testkit.RawRequest;
import io.bytebucket.testkit.RawResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What requests may hold together while they are answered, each at its worst. */
@Timeout(60)
class RequestMemoryTest {
  /** Of one mebibyte, so many uploads take all but what a small request needs. */
  private static final int UPLOADS = 7;

  private static final long STALLED_BYTES = RequestCost.HANDLING + RequestCost.ofReading(1_000_000);

  /** Of the half of it that requests without a signature may take, so many take all. */
  private static final int STRANGERS = 4;

  private static final RawRequest UNSIGNED =
      HttpFixture.request("PUT", "/").withBody("x").add("Content-Length", "1000000");

  private static final RawRequest STALLED = UNSIGNED.add("Authorization", "by somebody");

  private static final RawRequest SMALL =
      HttpFixture.request("PUT", "/").add("Authorization", "by somebody").withBody("hello").sized();

  @Test
  void anUploadThatFindsNoRoomIsRefusedBeforeItsBodyIsRead() throws IOException {
    List<RawHttp> clients = new ArrayList<>();
    try (SharedLimitsFixture server = new SharedLimitsFixture(100, HttpFixture.countingHandler())) {
      for (int i = 0; i < UPLOADS; i++) {
        RawHttp client = server.connect();
        clients.add(client);
        client.write(STALLED.bytes());
      }
      SharedLimitsFixture.awaitTaken(server.requests, UPLOADS * STALLED_BYTES, 1 << 20);
      try (RawHttp late = server.connect()) {
        RawRequest unsent =
            HttpFixture.request("PUT", "/")
                .add("Expect", "100-continue")
                .add("Authorization", "by somebody");

        RawResponse refusal =
            late.exchangeExpectingContinue(unsent.withBody(new byte[100_000]).sized());
        assertThat(refusal.text()).isEqualTo("NO_ROOM PUT");
      }
      assertThat(server.exchange(SMALL)).isEqualTo("5");

      for (RawHttp client : clients) {
        client.close();
      }
      SharedLimitsFixture.awaitNothingTaken(server.requests);
      assertThat(server.exchange(SMALL)).isEqualTo("5");
    }
  }

  @Test
  void bodiesWithoutASignatureLeaveHalfOfTheRoomToOthers() throws IOException {
    List<RawHttp> clients = new ArrayList<>();
    try (SharedLimitsFixture server = new SharedLimitsFixture(100, HttpFixture.countingHandler())) {
      for (int i = 0; i < STRANGERS; i++) {
        RawHttp client = server.connect();
        clients.add(client);
        client.write(UNSIGNED.bytes());
      }
      SharedLimitsFixture.awaitTaken(server.requests, STRANGERS * STALLED_BYTES, 1 << 20);
      RawRequest large = HttpFixture.request("PUT", "/").withBody(new byte[100_000]).sized();

      assertThat(server.exchange(large)).isEqualTo("NO_ROOM PUT");
      assertThat(server.exchange(large.add("Authorization", "by somebody"))).isEqualTo("100000");
      RawRequest link = HttpFixture.request("PUT", "/?X-Amz-Signature=1").withBody(large.body());
      assertThat(server.exchange(link.sized())).isEqualTo("100000");
      for (RawHttp client : clients) {
        client.close();
      }
    }
  }

  @Test
  void anAnswerInMemoryThatFindsNoRoomIsNotSent() throws IOException {
    HttpHandler large =
        (request, exchange) -> {
          int length = Integer.parseInt(request.rawPath().substring(1));
          exchange.send(new Response(200, Headers.EMPTY, new ResponseBody.Bytes(new byte[length])));
        };
    try (SharedLimitsFixture server = new SharedLimitsFixture(100, large);
        RawHttp client = server.connect()) {
      assertThat(client.exchange(HttpFixture.request("GET", "/800000")).body()).hasSize(800_000);
      assertThat(client.exchange(HttpFixture.request("GET", "/950000")).text())
          .isEqualTo("NO_ROOM GET");
      assertThat(client.exchange(HttpFixture.request("GET", "/5")).body()).hasSize(5);
      SharedLimitsFixture.awaitNothingTaken(server.requests);
    }
  }

  @Test
  void aDownloadThatNobodyReadsTakesRoomUntilItsClientGoes() throws IOException {
    HttpHandler endless =
        (request, exchange) ->
            exchange.send(
                new Response(
                    200,
                    Headers.EMPTY,
                    new ResponseBody.Stream(1L << 40, RequestMemoryTest::fill)));
    try (SharedLimitsFixture server = new SharedLimitsFixture(100, endless)) {
      List<RawHttp> clients = new ArrayList<>();
      long each = RequestCost.HANDLING + RequestCost.ofStreaming(1L << 40);
      // What is large leaves an eighth of it.
      long most = (1 << 20) / 8 * 7 / each;
      for (int i = 0; i < most; i++) {
        RawHttp client = server.connect();
        clients.add(client);
        client.write(HttpFixture.request("GET", "/").bytes());
      }
      SharedLimitsFixture.awaitTaken(server.requests, most * each, 1 << 20);

      assertThat(server.exchange(HttpFixture.request("GET", "/"))).isEqualTo("NO_ROOM GET");

      for (RawHttp client : clients) {
        client.close();
      }
      SharedLimitsFixture.awaitNothingTaken(server.requests);
    }
  }

  @Test
  void fewerRequestsAreAnsweredAtOnceThanThereAreConnections() throws Exception {
    int answered = 15;
    CountDownLatch begun = new CountDownLatch(answered);
    CountDownLatch goOn = new CountDownLatch(1);
    HttpHandler held =
        (request, exchange) -> {
          begun.countDown();
          try {
            goOn.await();
          } catch (InterruptedException stopped) {
            throw new IOException(stopped);
          }
          exchange.send(HttpFixture.text(200, "fine"));
        };
    List<RawHttp> clients = new ArrayList<>();
    try (SharedLimitsFixture server = new SharedLimitsFixture(20, held)) {
      for (int i = 0; i < answered; i++) {
        RawHttp client = server.connect();
        clients.add(client);
        client.write(HttpFixture.request("GET", "/").bytes());
      }
      begun.await();
      try (RawHttp late = server.connect()) {
        RawResponse refusal = late.exchange(HttpFixture.request("GET", "/"));
        assertThat(refusal.text()).isEqualTo("NO_ROOM GET");
        assertThat(refusal.header("connection")).isEqualTo("close");
      }

      goOn.countDown();
      for (RawHttp client : clients) {
        assertThat(client.readFinal("GET").text()).isEqualTo("fine");
        client.close();
      }
      SharedLimitsFixture.awaitNothingTaken(server.requests);
    }
  }

  private static void fill(ResponseBody.Sink sink) throws IOException {
    ByteBuffer piece = ByteBuffer.allocate(64 << 10);
    while (true) {
      sink.write(piece.clear());
    }
  }
}
