package io.bytebucket.server.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sets logging up, in code, so that no file beside the program can change what is logged. */
public final class Logging implements AutoCloseable {
  private static final String OURS = "io.bytebucket";
  private static final String PARSER = "org.eclipse.jetty.http.HttpParser";

  private final LoggerContext context;

  private Logging(LoggerContext context) {
    this.context = context;
  }

  /** How lines are written. */
  public enum Format {
    /** One JSON object a line. */
    JSON,
    /** For people. */
    TEXT;

    private LineFormat lines() {
      return switch (this) {
        case JSON -> new JsonLines();
        case TEXT -> new TextLines();
      };
    }
  }

  /**
   * Sends events to standard output from now on.
   *
   * @param level from which our own events are logged. Libraries are heard from warnings upwards,
   *     whatever the level: what Jetty says below that shows credentials.
   * @return closing it writes what is still to be written
   */
  public static Logging start(org.slf4j.event.Level level, Format format) {
    // Not System.out, which locks and encodes anew for every line.
    return start(level, format, new FileOutputStream(FileDescriptor.out));
  }

  static Logging start(org.slf4j.event.Level level, Format format, OutputStream out) {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();
    LineAppender appender = new LineAppender(format.lines(), out);
    appender.setContext(context);
    appender.start();
    context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(appender);
    context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.WARN);
    context.getLogger(OURS).setLevel(Level.convertAnSLF4JLevel(level));
    // It warns of requests that are refused, with what was sent in them; our own line says enough.
    context.getLogger(PARSER).setLevel(Level.ERROR);
    return new Logging(context);
  }

  /** Writes what is still to be written, and ends logging; idempotent. */
  @Override
  public void close() {
    context.stop();
  }
}
