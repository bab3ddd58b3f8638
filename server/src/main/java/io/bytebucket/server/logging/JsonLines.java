package io.bytebucket.server.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import java.util.List;
import org.slf4j.event.KeyValuePair;

/**
 * One JSON object a line: {@code time}, {@code level}, {@code msg}, then the event's own fields in
 * the order they were given. Numbers and booleans stay what they are.
 */
final class JsonLines implements LineFormat {
  private static final String OURS = "io.bytebucket.";

  private final Timestamps timestamps = new Timestamps();

  @Override
  public void append(ILoggingEvent event, LineBuffer out) {
    out.ascii("{\"time\":\"");
    timestamps.append(event.getTimeStamp(), out);
    out.ascii("\",\"level\":\"");
    out.ascii(event.getLevel().toString());
    out.ascii("\",\"msg\":");
    out.json(LineFormat.bounded(event.getFormattedMessage(), VALUE_LIMIT));
    if (!event.getLoggerName().startsWith(OURS)) {
      out.ascii(",\"logger\":");
      out.json(event.getLoggerName());
    }
    List<KeyValuePair> pairs = event.getKeyValuePairs();
    if (pairs != null) {
      for (KeyValuePair pair : pairs) {
        out.ascii(',');
        out.json(pair.key);
        out.ascii(':');
        value(pair.value, out);
      }
    }
    if (event.getThrowableProxy() != null) {
      out.ascii(",\"stack\":");
      out.json(
          LineFormat.bounded(ThrowableProxyUtil.asString(event.getThrowableProxy()), STACK_LIMIT));
    }
    out.ascii("}\n");
  }

  private static void value(Object value, LineBuffer out) {
    switch (value) {
      case null -> out.ascii("null");
      case Boolean truth -> out.ascii(truth.toString());
      case Integer number -> out.ascii(number.toString());
      case Long number -> out.ascii(number.toString());
      case Double number when Double.isFinite(number) -> out.ascii(number.toString());
      case Float number when Float.isFinite(number) -> out.ascii(number.toString());
      default -> out.json(LineFormat.bounded(value.toString(), VALUE_LIMIT));
    }
  }
}
