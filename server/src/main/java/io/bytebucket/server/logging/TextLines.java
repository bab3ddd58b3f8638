package io.bytebucket.server.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import java.util.List;
import org.slf4j.event.KeyValuePair;

/**
 * Time, level and message, then {@code key=value} pairs; a stack trace takes lines of its own,
 * which begin with blanks, so that no text in it can pass for a line of the log.
 */
final class TextLines implements LineFormat {
  private static final int LEVEL_WIDTH = 5;
  private static final String INDENT = "  ";

  private final Timestamps timestamps = new Timestamps();

  @Override
  public void append(ILoggingEvent event, LineBuffer out) {
    timestamps.append(event.getTimeStamp(), out);
    out.ascii(' ');
    String level = event.getLevel().toString();
    out.ascii(level);
    out.ascii(" ".repeat(LEVEL_WIDTH - level.length() + 1));
    out.line(LineFormat.bounded(event.getFormattedMessage(), VALUE_LIMIT));
    List<KeyValuePair> pairs = event.getKeyValuePairs();
    if (pairs != null) {
      for (KeyValuePair pair : pairs) {
        out.ascii(' ');
        out.line(pair.key);
        out.ascii('=');
        value(LineFormat.bounded(String.valueOf(pair.value), VALUE_LIMIT), out);
      }
    }
    out.ascii('\n');
    if (event.getThrowableProxy() != null) {
      stack(ThrowableProxyUtil.asString(event.getThrowableProxy()), out);
    }
  }

  private static void stack(String trace, LineBuffer out) {
    LineFormat.bounded(trace, STACK_LIMIT)
        .lines()
        .forEach(line -> {
          out.ascii(INDENT);
          out.line(line.replace("\t", INDENT));
          out.ascii('\n');
        });
  }

  private static void value(String value, LineBuffer out) {
    if (value.isEmpty()
        || value.indexOf('"') >= 0
        || value.chars().anyMatch(Character::isSpaceChar)) {
      out.json(value);
    } else {
      out.line(value);
    }
  }
}
