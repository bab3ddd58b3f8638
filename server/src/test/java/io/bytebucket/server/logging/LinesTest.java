package io.bytebucket.server.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

class LinesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long TIME_MILLIS = 1_776_150_903_082L;

  @Test
  void anEventIsOneObjectOnOneLine() {
    String line = json("http_request", null, new KeyValuePair("status", 200));

    assertThat(line)
        .isEqualTo(
            "{\"time\":\"2026-04-14T07:15:03.082Z\",\"level\":\"WARN\",\"msg\":\"http_request\","
                + "\"status\":200}\n");
  }

  @Test
  void timesKeepTheirSecondsAndTheirMilliseconds() {
    Timestamps timestamps = new Timestamps();
    LineBuffer out = new LineBuffer();
    for (long millis : new long[] {0, 59_999, 60_000, 1_776_150_903_999L, 1_776_150_904_000L}) {
      timestamps.append(millis, out);
      out.ascii(' ');
    }

    assertThat(out.toString())
        .isEqualTo(
            "1970-01-01T00:00:00.000Z 1970-01-01T00:00:59.999Z 1970-01-01T00:01:00.000Z"
                + " 2026-04-14T07:15:03.999Z 2026-04-14T07:15:04.000Z ");
  }

  @Test
  void numbersAndFlagsAreNoTexts() {
    JsonNode line =
        JSON.readTree(
            json(
                "m",
                null,
                new KeyValuePair("long", 5L << 40),
                new KeyValuePair("double", 3.25),
                new KeyValuePair("endless", Double.POSITIVE_INFINITY),
                new KeyValuePair("flag", true),
                new KeyValuePair("nothing", null)));

    assertThat(line.get("long").longValue()).isEqualTo(5L << 40);
    assertThat(line.get("double").doubleValue()).isEqualTo(3.25);
    assertThat(line.get("endless").stringValue()).isEqualTo("Infinity");
    assertThat(line.get("flag").booleanValue()).isTrue();
    assertThat(line.get("nothing").isNull()).isTrue();
  }

  @Test
  void everyTextSurvives() {
    for (String text : List.of("\"quoted\" \\ back", "a\nb\rc\td", "\u0000\u001f\u007f", "ü漢😀")) {
      JsonNode line = JSON.readTree(json(text, null, new KeyValuePair("k", text)));

      assertThat(line.get("msg").stringValue()).isEqualTo(text);
      assertThat(line.get("k").stringValue()).isEqualTo(text);
    }
  }

  @Test
  void halfACharacterIsEscaped() {
    assertThat(json("\ud83d", null)).contains("\"\\ud83d\"");
    assertThat(json("\ude00a", null)).contains("\"\\ude00a\"");
  }

  @Test
  void whatCouldMoveACursorOrHideTextIsEscapedInBothFormats() {
    String hostile =
        "\u001b[2J\u009b1A\u0085\u2028\u2029\u202e\u2066\u200f\ufeff\udb40\udc01\u007f";
    KeyValuePair pair = new KeyValuePair("host", hostile);
    String json = json(hostile, new IllegalStateException(hostile), pair);
    String text =
        line(new TextLines(), hostile, new IllegalStateException(hostile + "\n2026 forged"), pair);

    assertThat(JSON.readTree(json).get("host").stringValue()).isEqualTo(hostile);
    assertThat(json.strip()).matches("\\p{ASCII}*");
    assertThat(text).contains("host=\"\\u001b[2J\\u009b1A\\u0085\\u2028").matches("[\n -~]*");
    assertThat(text.lines().skip(1)).isNotEmpty().allMatch(line -> line.startsWith("  "));
  }

  @Test
  void aValueThatIsTooLongSaysHowMuchIsLeftOut() {
    String line =
        json("m", null, new KeyValuePair("key", "x".repeat(LineFormat.VALUE_LIMIT) + "yz"));

    assertThat(JSON.readTree(line).get("key").stringValue()).endsWith("xxx... (2 more)");
  }

  @Test
  void aStackStaysOnTheLine() {
    String line = json("failed", new IllegalStateException("why"));

    assertThat(line.strip()).doesNotContain("\n");
    assertThat(JSON.readTree(line).get("stack").stringValue())
        .contains("IllegalStateException: why")
        .contains("LinesTest");
  }

  @Test
  void textIsForPeople() {
    String line =
        text(
            "Told to\nstop",
            new KeyValuePair("status", 200),
            new KeyValuePair("reason", "a b"),
            new KeyValuePair("empty", ""));

    assertThat(line)
        .isEqualTo(
            "2026-04-14T07:15:03.082Z WARN  Told to\\nstop status=200 reason=\"a b\" empty=\"\"\n");
  }

  private static String json(String message, @Nullable Throwable thrown, KeyValuePair... pairs) {
    return line(new JsonLines(), message, thrown, pairs);
  }

  private static String text(String message, KeyValuePair... pairs) {
    return line(new TextLines(), message, null, pairs);
  }

  private static String line(
      LineFormat format, String message, @Nullable Throwable thrown, KeyValuePair... pairs) {
    LoggerContext context = new LoggerContext();
    LoggingEvent event =
        new LoggingEvent(
            "caller",
            context.getLogger("io.bytebucket.test"),
            Level.WARN,
            message,
            thrown,
            new Object[0]);
    event.setTimeStamp(TIME_MILLIS);
    event.setKeyValuePairs(List.of(pairs));
    LineBuffer out = new LineBuffer();
    format.append(event, out);
    return out.toString();
  }
}
