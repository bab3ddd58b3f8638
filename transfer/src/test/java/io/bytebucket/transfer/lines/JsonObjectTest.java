package io.bytebucket.transfer.lines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonObjectTest {
  /** Directions, line ends, half a surrogate pair, a pair, quotes, nothing. */
  private static final List<String> HOSTILE =
      List.of("\u202Egnp.exe", "a\nb\r\u2028", "\uD800", "😀", "\"\\/", "\0\u007F", "é e\u0301");

  @Test
  void everyTextIsReadAsItWasWrittenAndIsAsciiInBetween() {
    for (String text : HOSTILE) {
      byte[] line = new JsonObject().put("key", text).putMap("m", Map.of("é", text)).toBytes();
      for (byte b : line) {
        assertThat((int) b).isBetween(0x20, 0x7F);
      }
      JsonObject read = JsonObject.parse(line);
      assertThat(read.text("key")).isEqualTo(text);
      assertThat(read.map("m")).isEqualTo(Map.of("é", text));
      read.end();
    }
  }

  @Test
  void whatNobodyTookIsRefused() {
    JsonObject read = JsonObject.parse("{\"a\":1,\"b\":true}".getBytes(StandardCharsets.UTF_8));
    assertThat(read.number("a")).isEqualTo(1);
    assertThatThrownBy(read::end).isInstanceOf(MalformedLineException.class);
    assertThat(read.isSo("b")).isTrue();
    read.end();
  }

  @Test
  void whatIsNoSuchObjectIsRefused() {
    for (String text :
        List.of(
            "",
            "[]",
            "{",
            "{}{}",
            "{\"a\":1,\"a\":2}",
            "{\"a\":1.5}",
            "{\"a\":null}",
            "{\"a\":99999999999999999999}",
            "{\"a\":".repeat(50) + "1" + "}".repeat(50))) {
      assertThatThrownBy(() -> JsonObject.parse(text.getBytes(StandardCharsets.UTF_8)))
          .as(text)
          .isInstanceOf(MalformedLineException.class);
    }
    assertThatThrownBy(() -> JsonObject.parse(new byte[] {'{', '"', (byte) 0xFF, '"'}))
        .isInstanceOf(MalformedLineException.class);
    assertThatThrownBy(() -> new JsonObject().put("a", 1).text("a"))
        .isInstanceOf(MalformedLineException.class);
  }

  @Test
  void aLineOfNothingButBracketsIsRefusedBeforeItFillsTheMemory() {
    byte[] bomb = ("{\"a\":[" + "{},".repeat(1_000_000) + "{}]}").getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> JsonObject.parse(bomb)).isInstanceOf(MalformedLineException.class);
  }
}
