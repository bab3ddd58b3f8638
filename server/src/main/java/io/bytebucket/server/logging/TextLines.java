package io.bytebucket.server.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import java.util.List;
import org.slf4j.event.KeyValuePair;

/** Time, level and message, then {@code key=value} pairs; a stack trace takes lines of its own. */
final class TextLines implements LineFormat {
  private static final int LEVEL_WIDTH = 5;

  private final Timestamps timestamps = new Timestamps();

  @Override
  public void append(ILoggingEvent event, LineBuffer out) {
    timestamps.append(event.getTimeStamp(), out);
    out.ascii(' ');
    String level = event.getLevel().toString();
    out.ascii(level);
    out.ascii(" ".repeat(LEVEL_WIDTH - level.length() + 1));
    out.line(event.getFormattedMessage());
    List<KeyValuePair> pairs = event.getKeyValuePairs();
    if (pairs != null) {
      for (KeyValuePair pair : pairs) {
        out.ascii(' ');
        out.line(pair.key);
        out.ascii('=');
        value(String.valueOf(pair.value), out);
      }
    }
    out.ascii('\n');
    if (event.getThrowableProxy() != null) {
      out.raw(ThrowableProxyUtil.asString(event.getThrowableProxy()));
    }
  }

  private static void value(String value, LineBuffer out) {
    if (value.isEmpty() || value.indexOf(' ') >= 0 || value.indexOf('"') >= 0) {
      out.json(value);
    } else {
      out.line(value);
    }
  }
}
