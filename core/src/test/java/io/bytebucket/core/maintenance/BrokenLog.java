package io.bytebucket.core.maintenance;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;

/** A log that fails after each line, and remembers it: level, fields and text. Thread-safe. */
final class BrokenLog extends LegacyAbstractLogger {
  private static final long serialVersionUID = 1L;

  final transient Queue<String> lines = new ConcurrentLinkedQueue<>();

  @Override
  public boolean isTraceEnabled() {
    return true;
  }

  @Override
  public boolean isDebugEnabled() {
    return true;
  }

  @Override
  public boolean isInfoEnabled() {
    return true;
  }

  @Override
  public boolean isWarnEnabled() {
    return true;
  }

  @Override
  public boolean isErrorEnabled() {
    return true;
  }

  @Override
  protected @Nullable String getFullyQualifiedCallerName() {
    return null;
  }

  @Override
  protected void handleNormalizedLoggingCall(
      Level level,
      @Nullable Marker marker,
      String text,
      Object @Nullable [] arguments,
      @Nullable Throwable cause) {
    lines.add(level + " " + text);
    throw new AssertionError("planted: the log cannot be written");
  }
}
