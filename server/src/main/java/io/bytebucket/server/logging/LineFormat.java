package io.bytebucket.server.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;

/** Turns events into lines. Used by one thread. */
interface LineFormat {
  /** Appends the event as one line, with its line feed. */
  void append(ILoggingEvent event, LineBuffer out);
}
