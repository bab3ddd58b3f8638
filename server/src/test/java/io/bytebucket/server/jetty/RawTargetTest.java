package io.bytebucket.server.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.testkit.RawHttp;
import io.bytebucket.testkit.RawResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Field survey 3.15 and 3.16: keys are what was sent, not what a web server makes of it. */
class RawTargetTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/b/a/../b",
        "/b/a/./b",
        "/b/../../../etc/passwd",
        "/..",
        "/b//a",
        "//b/a",
        "///",
        "/b/a%2Fb",
        "/b/a%2fb%5Cc",
        "/b/%00",
        "/b/%01%0a%0D%7f",
        "/b/a;x=1/c;y",
        "/b/%zz",
        "/b/%",
        "/b/100%",
        "/b/%u0041",
        "/b/%C3%28",
        "/b/a#b",
        "/b/a:b@c",
        "/b/<>\"{}|\\^`[]",
        "/b/ключ/日本語/🎉",
        "/b/a+b%20c",
        "/b/.",
        "/b/*",
      })
  void thePathReachesTheHandlerAsItWasSent(String path) throws IOException {
    try (HttpFixture server = echoingTarget();
        RawHttp client = server.connect()) {
      RawResponse response = client.exchange(HttpFixture.request("GET", path));

      assertThat(response.text()).isEqualTo(path + " ");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "uploads",
        "a=b&&c",
        "prefix=a%2Fb+c&delimiter=%",
        "?a=?",
        "list-type=2&prefix=../x#y",
        "k=ключ",
        "x=%zz%00"
      })
  void theQueryReachesTheHandlerAsItWasSent(String query) throws IOException {
    try (HttpFixture server = echoingTarget();
        RawHttp client = server.connect()) {
      RawResponse response = client.exchange(HttpFixture.request("GET", "/b").withQuery(query));

      assertThat(response.text()).isEqualTo("/b " + query);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "http://elsewhere:9000/b/k?x, /b/k, x",
    "http://elsewhere, /, ''",
    "https://elsewhere?x=/y, /, x=/y",
  })
  void anAbsoluteTargetIsReadFromItsPath(String target, String path, String query)
      throws IOException {
    try (HttpFixture server = echoingTarget();
        RawHttp client = server.connect()) {
      RawResponse response = client.exchange(HttpFixture.request("GET", target));

      assertThat(response.text()).isEqualTo(path + " " + query);
    }
  }

  @Test
  void bytesThatAreNotUtf8ArriveAsAnEscapeThatDoesNotDecode() throws IOException {
    try (HttpFixture server = echoingTarget();
        RawHttp client = server.connect()) {
      client.write(
          "GET /b/\u00e4\u00ff HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));

      assertThat(client.readFinal("GET").text()).startsWith("/b/%FF").endsWith(" ");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"*", "host:443", "noSlash"})
  void aTargetThatNamesNoResourceIsABadRequest(String target) throws IOException {
    try (HttpFixture server = echoingTarget();
        RawHttp client = server.connect()) {
      RawResponse response = client.exchange(HttpFixture.request("OPTIONS", target));

      assertThat(response.status()).isEqualTo(400);
    }
  }

  @Test
  void methodsAreNotTouched() throws IOException {
    try (HttpFixture server =
            HttpFixture.start(
                (request, exchange) -> exchange.send(HttpFixture.text(200, request.method())));
        RawHttp client = server.connect()) {
      assertThat(client.exchange(HttpFixture.request("get", "/")).text()).isEqualTo("get");
      assertThat(client.exchange(HttpFixture.request("PROPFIND", "/")).text())
          .isEqualTo("PROPFIND");
    }
  }

  private static HttpFixture echoingTarget() throws IOException {
    return HttpFixture.start((request, exchange) ->
        exchange.send(HttpFixture.text(200, request.rawPath() + " " + request.rawQuery())));
  }
}
