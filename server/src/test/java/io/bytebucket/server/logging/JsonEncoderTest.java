package io.bytebucket.server.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

class JsonEncoderTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static String encode(String message, @Nullable Throwable thrown, KeyValuePair... pairs) {
    LoggerContext context = new LoggerContext();
    LoggingEvent event =
        new LoggingEvent(
            "caller", context.getLogger("test"), Level.WARN, message, thrown, new Object[0]);
    event.setTimeStamp(1_776_150_903_882L);
    event.setKeyValuePairs(List.of(pairs));
    return new String(new JsonEncoder().encode(event), StandardCharsets.UTF_8);
  }

  @Test
  void anEventIsOneObjectOnOneLine() {
    String line = encode("http_request", null, new KeyValuePair("status", 200));

    assertThat(line)
        .isEqualTo(
            "{\"time\":\"2026-04-14T07:15:03.882Z\",\"level\":\"WARN\",\"msg\":\"http_request\","
                + "\"status\":200}\n");
  }

  @Test
  void numbersAndFlagsAreNoTexts() {
    JsonNode line =
        JSON.readTree(
            encode(
                "m",
                null,
                new KeyValuePair("long", 5L << 40),
                new KeyValuePair("double", 3.25),
                new KeyValuePair("flag", true),
                new KeyValuePair("nothing", null)));

    assertThat(line.get("long").longValue()).isEqualTo(5L << 40);
    assertThat(line.get("double").doubleValue()).isEqualTo(3.25);
    assertThat(line.get("flag").booleanValue()).isTrue();
    assertThat(line.get("nothing").isNull()).isTrue();
  }

  @Test
  void everyTextSurvives() {
    for (String text : List.of("\"quoted\" \\ back", "a\nb\rc\td", "\u0000\u001f\u007f", "ü漢😀")) {
      JsonNode line = JSON.readTree(encode(text, null, new KeyValuePair("k", text)));

      assertThat(line.get("msg").stringValue()).isEqualTo(text);
      assertThat(line.get("k").stringValue()).isEqualTo(text);
    }
  }

  @Test
  void halfACharacterIsEscaped() {
    assertThat(encode("\ud83d", null)).contains("\"\\ud83d\"");
  }

  @Test
  void aStackStaysOnTheLine() {
    String line = encode("failed", new IllegalStateException("why"));

    assertThat(line.strip()).doesNotContain("\n");
    assertThat(JSON.readTree(line).get("stack").stringValue())
        .contains("IllegalStateException: why")
        .contains("JsonEncoderTest");
  }
}
