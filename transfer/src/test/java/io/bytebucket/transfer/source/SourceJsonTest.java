package io.bytebucket.transfer.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourceJsonTest {
  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0001-01-01T00:00:00Z",
        "+999999999-01-01T00:00:00Z",
        "-999999999-01-01T00:00:00Z",
        "10000-01-01T00:00:00Z",
        "yesterday",
        ""
      })
  void aDateThatNobodyMeansIsNone(String text) throws IOException {
    assertThat(SourceJson.date(SourceJson.object(bytes("{\"at\":\"" + text + "\"}")), "at"))
        .isEmpty();
  }

  @Test
  void aDateIsReadWhateverItsZone() throws IOException {
    assertThat(
            SourceJson.date(
                SourceJson.object(bytes("{\"at\":\"2026-01-02T03:04:05+02:00\"}")), "at"))
        .contains(Instant.parse("2026-01-02T01:04:05Z"));
  }

  @Test
  void aDocumentThatWouldFillTheMemoryIsRefused() {
    assertThatThrownBy(() -> SourceJson.read(bytes("[" + "[],".repeat(2_000_000) + "[]]")))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> SourceJson.read(bytes("[".repeat(100) + "]".repeat(100))))
        .isInstanceOf(IOException.class);
  }
}
