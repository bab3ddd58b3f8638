package io.bytebucket.server.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.testkit.RawHttp;
import io.bytebucket.testkit.RawResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing that a proxy might cut into requests elsewhere is taken. */
@Timeout(60)
class FramingTest {
  private static final String NEXT = "GET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n";

  @ParameterizedTest
  @CsvSource({
    "'Transfer-Encoding: foo, chunked', UNSUPPORTED_CODING",
    "'Transfer-Encoding: gzip,chunked', UNSUPPORTED_CODING",
    "'Transfer-Encoding: xchunked', UNSUPPORTED_CODING",
    "'Transfer-Encoding: chunked, foo', BAD_SYNTAX",
    "'Transfer-Encoding: chunked, chunked', BAD_SYNTAX",
    "'Transfer-Encoding: chunked;q=1', BAD_SYNTAX",
    "'Transfer-Encoding: identity', BAD_SYNTAX",
    "'Transfer-Encoding: gzip|Transfer-Encoding: chunked', BAD_SYNTAX",
    "'Transfer-Encoding: chunked|Transfer-Encoding: chunked', BAD_SYNTAX",
    "'Transfer-Encoding: chunked|Content-Length: 5', BAD_SYNTAX",
    "'Content-Length: 5|Transfer-Encoding: chunked', BAD_SYNTAX",
    "'Content-Length: 5|Content-Length: 5', BAD_SYNTAX",
    "'Content-Length: 5, 5', BAD_SYNTAX",
    "'Content-Length: +5', BAD_SYNTAX",
    "'Content-Length: -5', BAD_SYNTAX",
    "'Content-Length: 0x5', BAD_SYNTAX",
    "'Content-Length: 99999999999999999999', BAD_SYNTAX",
    "'Content-Length : 5', BAD_SYNTAX",
    "'X-A: b|  folded', BAD_SYNTAX",
    "'No-Colon', BAD_SYNTAX",
  })
  void whatMeansTwoThingsIsRefusedAndTheConnectionClosed(String fields, String reason)
      throws IOException {
    String head = fields.replace("|", "\r\n");
    assertRefused("PUT / HTTP/1.1\r\nHost: x\r\n" + head + "\r\n\r\n", reason);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PUT / HTTP/1.1\nHost: x\r\n\r\n",
        "PUT / HTTP/1.1\r\nHost: x\n\r\n",
        "PUT / HTTP/1.1\r\nHost: x\r\n\n",
        "PUT / HTTP/1.1\r\nHost: x\r\nConnection: close\nX-A: b\r\n\r\n",
        "PUT / HTTP/1.1\r\nHost: x\rX-A: b\r\n\r\n",
        "\nPUT / HTTP/1.1\r\nHost: x\r\n\r\n",
        "PUT / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n",
      })
  void aLineThatEndsOtherwiseIsRefused(String head) throws IOException {
    assertRefused(head, "BAD_SYNTAX");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"5\nhello\r\n0\r\n\r\n", "5\r\nhello\n0\r\n\r\n", "5 x\r\nhello\r\n", "-5\r\n"})
  void aBodyWhoseChunksCannotBeToldApartEndsTheConnection(String chunks) throws IOException {
    try (SharedLimitsFixture server = new SharedLimitsFixture(100, HttpFixture.countingHandler());
        RawHttp client = server.connect()) {
      client.write(
          bytes("PUT / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks + NEXT));

      assertThat(client.isClosedByServer()).isTrue();
    }
  }

  @Test
  void oneCodingNamedChunkedIsTakenHoweverItIsWritten() throws IOException {
    try (SharedLimitsFixture server = new SharedLimitsFixture(100, HttpFixture.countingHandler());
        RawHttp client = server.connect()) {
      client.write(
          bytes(
              "PUT / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: Chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"));

      assertThat(client.readFinal("PUT").text()).isEqualTo("5");
    }
  }

  private static void assertRefused(String head, String reason) throws IOException {
    try (SharedLimitsFixture server = new SharedLimitsFixture(100, HttpFixture.countingHandler());
        RawHttp client = server.connect()) {
      client.write(bytes(head + "0\r\n\r\n" + NEXT));

      RawResponse refusal = client.readFinal("PUT");
      assertThat(refusal.text()).startsWith(reason);
      assertThat(refusal.header("connection")).isEqualTo("close");
      client.endOutput();
      assertThat(client.isClosedByServer()).isTrue();
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
