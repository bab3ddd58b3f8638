package io.bytebucket.server.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.testkit.RawHttp;
import java.io.IOException;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Header values are what was sent: signatures cover them byte for byte. */
class HeaderValueTest {
  // The AWS SDK for Java signs and sends "charset=UTF-8"; field survey 3.22 has others' rewriting.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Content-Type | text/plain; charset=UTF-8",
        "Content-Type | text/plain;charset=Utf-8",
        "Content-Type | TEXT/HTML",
        "Content-Type | Application/Json",
        "Accept-Encoding | GZIP",
        "Accept-Encoding | Identity",
        "Cache-Control | No-Cache",
        "Cache-Control | MAX-AGE=0",
        "Accept | Image/*",
        "x-amz-meta-name | Some  Value",
      })
  void valueReachesTheHandlerInTheCaseItWasSentIn(String name, String value) throws IOException {
    try (HttpFixture server =
            HttpFixture.start((request, exchange) ->
                exchange.send(
                    HttpFixture.text(
                        200, request.headers().first(name.toLowerCase(Locale.ROOT)).orElse(""))));
        RawHttp client = server.connect()) {
      String received = client.exchange(HttpFixture.request("GET", "/").add(name, value)).text();

      assertThat(received).isEqualTo(value);
    }
  }
}
