package io.bytebucket.server.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;

/** Turns events into lines. Used by one thread. */
interface LineFormat {
  /** The most characters of one value that are logged: clients decide about some of them. */
  int VALUE_LIMIT = 8 << 10;

  /** The most characters of a stack trace that are logged. */
  int STACK_LIMIT = 64 << 10;

  /** Appends the event as one line, with its line feed. */
  void append(ILoggingEvent event, LineBuffer out);

  /** The text, or its start and how much is left out. */
  static String bounded(String text, int limit) {
    return text.length() <= limit
        ? text
        : text.substring(0, limit) + "... (" + (text.length() - limit) + " more)";
  }
}
