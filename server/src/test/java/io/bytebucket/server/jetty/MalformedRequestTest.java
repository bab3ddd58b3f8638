package io.bytebucket.server.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.http.Headers;
import io.bytebucket.http.HttpHandler;
import io.bytebucket.http.Refusal;
import io.bytebucket.http.Request;
import io.bytebucket.http.Response;
import io.bytebucket.http.ResponseBody;
import io.bytebucket.testkit.RawHttp;
import io.bytebucket.testkit.RawResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MalformedRequestTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "GARBAGE\r\n\r\n",
        "GET /with space HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /\u0001 HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET / HTTP/1.1\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: x\r\nBad Name: y\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: x\r\nContent-Length: abc\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n",
      })
  void whatIsNotHttpIsAnsweredByTheHandlerAndTheConnectionClosed(String bytes) throws IOException {
    RawResponse response = answerTo(bytes.getBytes(StandardCharsets.UTF_8));

    assertThat(response.text()).isEqualTo("<BAD_SYNTAX/>");
    assertThat(response.header("connection")).isEqualTo("close");
    assertThat(response.header("content-type")).isEqualTo("application/xml");
    assertThat(response.header("date")).endsWith("GMT");
  }

  @Test
  void anUnknownVersionIsRefusedAsSuch() throws IOException {
    byte[] request = "GET / HTTP/3.7\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.UTF_8);

    assertThat(answerTo(request).text()).isEqualTo("<UNSUPPORTED_VERSION/>");
  }

  @Test
  void aHeaderJustBelowTheLimitIsTaken() throws IOException {
    String request =
        "GET / HTTP/1.1\r\nHost: x\r\nX-Long: " + "a".repeat((1 << 20) - 100) + "\r\n\r\n";

    assertThat(answerTo(request.getBytes(StandardCharsets.UTF_8)).text()).isEqualTo("fine");
  }

  @Test
  void aLongerHeaderIsRefusedAndTheClientReadsThat() throws IOException {
    String request = "GET / HTTP/1.1\r\nHost: x\r\nX-Long: " + "a".repeat(8 << 20) + "\r\n\r\n";

    assertThat(answerTo(request.getBytes(StandardCharsets.UTF_8)).text())
        .isEqualTo("<HEADER_TOO_LARGE/>");
  }

  @Test
  void aLongTargetCountsAsHeader() throws IOException {
    String request = "GET /" + "a".repeat(2 << 20) + " HTTP/1.1\r\nHost: x\r\n\r\n";

    assertThat(answerTo(request.getBytes(StandardCharsets.UTF_8)).text())
        .isEqualTo("<HEADER_TOO_LARGE/>");
  }

  @Test
  void aRequestBeforeTheMalformedOneIsAnswered() throws IOException {
    try (HttpFixture server = HttpFixture.start(new Answering());
        RawHttp client = server.connect()) {
      client.write(
          "GET / HTTP/1.1\r\nHost: x\r\n\r\nGARBAGE\r\n\r\n".getBytes(StandardCharsets.UTF_8));

      assertThat(client.readFinal("GET").text()).isEqualTo("fine");
      assertThat(client.readFinal("GET").text()).isEqualTo("<BAD_SYNTAX/>");
    }
  }

  private static RawResponse answerTo(byte[] bytes) throws IOException {
    try (HttpFixture server = HttpFixture.start(new Answering());
        RawHttp client = server.connect()) {
      client.write(bytes);
      RawResponse response = client.readFinal("GET");
      client.endOutput();
      assertThat(client.isClosedByServer()).isTrue();
      return response;
    }
  }

  private static final class Answering implements HttpHandler {
    @Override
    public void handle(Request request, Exchange exchange) throws IOException {
      exchange.send(HttpFixture.text(200, "fine"));
    }

    @Override
    public Response refuse(Request request, Refusal reason) {
      return new Response(
          400,
          Headers.builder().add("content-type", "application/xml").build(),
          new ResponseBody.Bytes(("<" + reason + "/>").getBytes(StandardCharsets.UTF_8)));
    }
  }
}
