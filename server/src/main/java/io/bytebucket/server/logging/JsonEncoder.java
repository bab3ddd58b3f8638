package io.bytebucket.server.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.slf4j.event.KeyValuePair;

/**
 * Writes an event as one JSON object on one line: {@code time}, {@code level}, {@code msg}, then
 * the event's own fields in order, numbers and booleans as such. Thread-safe.
 *
 * <p>It is written by hand because it runs for every request; values are escaped as RFC 8259 asks.
 */
final class JsonEncoder extends EncoderBase<ILoggingEvent> {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final int EXPECTED_CHARS = 512;

  @Override
  public byte[] headerBytes() {
    return new byte[0];
  }

  @Override
  public byte[] footerBytes() {
    return new byte[0];
  }

  @Override
  public byte[] encode(ILoggingEvent event) {
    StringBuilder out = new StringBuilder(EXPECTED_CHARS);
    out.append("{\"time\":\"");
    TIME.formatTo(Instant.ofEpochMilli(event.getTimeStamp()), out);
    out.append("\",\"level\":\"").append(event.getLevel().levelStr).append("\",\"msg\":");
    text(out, event.getFormattedMessage());
    if (event.getKeyValuePairs() != null) {
      for (KeyValuePair pair : event.getKeyValuePairs()) {
        out.append(',');
        text(out, pair.key);
        out.append(':');
        value(out, pair.value);
      }
    }
    if (event.getThrowableProxy() != null) {
      out.append(",\"stack\":");
      text(out, ThrowableProxyUtil.asString(event.getThrowableProxy()));
    }
    return out.append("}\n").toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void value(StringBuilder out, Object value) {
    switch (value) {
      case Integer number -> out.append(number.intValue());
      case Long number -> out.append(number.longValue());
      case Double number when Double.isFinite(number) -> out.append(number.doubleValue());
      case Boolean flag -> out.append(flag.booleanValue());
      case null -> out.append("null");
      default -> text(out, value.toString());
    }
  }

  private static void text(StringBuilder out, String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < ' ' || (Character.isSurrogate(c) && !isPaired(text, i))) {
            out.append("\\u").append(String.format("%04x", (int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }

  /** Half of a character has no UTF-8, so it is written as an escape. */
  private static boolean isPaired(String text, int at) {
    return Character.isHighSurrogate(text.charAt(at))
        ? at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1))
        : at > 0 && Character.isHighSurrogate(text.charAt(at - 1));
  }
}
