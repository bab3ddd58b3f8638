package io.bytebucket.server.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanonicalRequestTest {
  private static final String SERVER =
      """
      GET
      /photos/a%20b
      list-type=2&prefix=x
      host:s3.example.org
      x-amz-date:20261122T184724Z

      host;x-amz-date
      UNSIGNED-PAYLOAD
      """;

  @Test
  void theSameHasNoDifference() {
    assertThat(CanonicalRequest.difference(SERVER, SERVER.strip())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "GET, PUT, the method",
    "a%20b, a+b, the path",
    "prefix=x, prefix=y, the query",
    "host:s3.example.org, host:10.0.0.1:9000, the header host",
    "x-amz-date:2026, x-amz-date:2025, the header x-amz-date",
    "host;x-amz-date, host, the list of signed headers",
    "UNSIGNED-PAYLOAD, e3b0c442, the hash of the body"
  })
  void theFirstPartThatDiffersIsNamedWithBothForms(String right, String wrong, String name) {
    String difference =
        CanonicalRequest.difference(
                SERVER, SERVER.replaceFirst(java.util.regex.Pattern.quote(right), wrong))
            .orElseThrow();

    assertThat(difference).startsWith(name + " differs:").contains(wrong).contains(right);
  }
}
