package io.bytebucket.server.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.testkit.RawHttp;
import io.bytebucket.testkit.RawRequest;
import io.bytebucket.testkit.RawResponse;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExpectContinueTest {
  private static final RawRequest UPLOAD =
      HttpFixture.request("PUT", "/b/k")
          .add("Expect", "100-continue")
          .withBody("x".repeat(100_000))
          .sized();

  @Test
  void theClientIsToldToGoOnWhenTheBodyIsRead() throws IOException {
    try (HttpFixture server = HttpFixture.start(HttpFixture.countingHandler());
        RawHttp client = server.connect()) {
      client.write(UPLOAD.headBytes());
      assertThat(client.read("PUT").status()).isEqualTo(100);
      client.write(UPLOAD.body());

      assertThat(client.read("PUT").text()).isEqualTo("100000");
      assertThat(client.exchangeExpectingContinue(UPLOAD).text()).isEqualTo("100000");
    }
  }

  /** Field survey 3.25. */
  @Test
  void aRefusalComesInsteadOfTheGoAhead() throws IOException {
    try (HttpFixture server =
            HttpFixture.start(
                (request, exchange) -> exchange.send(HttpFixture.text(403, "refused")));
        RawHttp client = server.connect()) {
      RawResponse response = client.exchangeExpectingContinue(UPLOAD);

      assertThat(response.status()).isEqualTo(403);
      assertThat(response.header("connection")).isEqualTo("close");
      client.endOutput();
      assertThat(client.isClosedByServer()).isTrue();
    }
  }

  /** Field survey 3.25: curl waits for a second and then sends all the same. */
  @Test
  void aRefusalIsReadEvenByAClientThatDidNotWait() throws IOException {
    try (HttpFixture server =
            HttpFixture.start(
                (request, exchange) -> exchange.send(HttpFixture.text(403, "refused")));
        RawHttp client = server.connect()) {
      client.write(UPLOAD.bytes());

      assertThat(client.readFinal("PUT").text()).isEqualTo("refused");
    }
  }

  @Test
  void aBodyThatComesWithoutWaitingIsReadWithoutAGoAhead() throws IOException {
    try (HttpFixture server = HttpFixture.start(HttpFixture.countingHandler());
        RawHttp client = server.connect()) {
      client.write(UPLOAD.bytes());

      assertThat(client.readFinal("PUT").text()).isEqualTo("100000");
    }
  }

  @Test
  void anotherExpectationIsPassedOver() throws IOException {
    try (HttpFixture server = HttpFixture.start(HttpFixture.countingHandler());
        RawHttp client = server.connect()) {
      for (String expectation : List.of("miracles", "200", "", "100-continue, miracles")) {
        RawRequest upload = HttpFixture.request("PUT", "/").add("Expect", expectation);

        assertThat(client.exchange(upload.withBody("hello").sized()).text()).isEqualTo("5");
      }
    }
  }
}
