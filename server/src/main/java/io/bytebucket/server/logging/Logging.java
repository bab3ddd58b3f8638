package io.bytebucket.server.logging;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import org.slf4j.LoggerFactory;

/** Sets logging up, in code, so that no file beside the program can change what is logged. */
public final class Logging implements AutoCloseable {
  /** Lines that wait to be written. When it is full, requests wait: no line is dropped. */
  private static final int QUEUE_LINES = 4_096;

  /** How long a stop waits for the lines that are still to be written. */
  private static final int FLUSH_MILLIS = 5_000;

  private static final String TEXT_PATTERN =
      "%d{yyyy-MM-dd'T'HH:mm:ss.SSS'Z', UTC} %-5level %msg %kvp%n%ex";

  private final LoggerContext context;

  private Logging(LoggerContext context) {
    this.context = context;
  }

  /** How lines are written. */
  public enum Format {
    /** One JSON object a line. */
    JSON,
    /** For people. */
    TEXT
  }

  /**
   * Sends all events of {@code level} and above to standard output.
   *
   * @return closing it writes what is still to be written
   */
  public static Logging start(Level level, Format format) {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();
    ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
    console.setContext(context);
    console.setEncoder(encoder(context, format));
    console.setImmediateFlush(true);
    console.start();
    AsyncAppender queue = new AsyncAppender();
    queue.setContext(context);
    queue.setQueueSize(QUEUE_LINES);
    queue.setDiscardingThreshold(0);
    queue.setMaxFlushTime(FLUSH_MILLIS);
    queue.addAppender(console);
    queue.start();
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.setLevel(level);
    root.addAppender(queue);
    // What the libraries say at these levels is for their authors.
    context.getLogger("org.eclipse.jetty").setLevel(Level.WARN);
    return new Logging(context);
  }

  private static Encoder<ILoggingEvent> encoder(LoggerContext context, Format format) {
    return switch (format) {
      case JSON -> {
        JsonEncoder encoder = new JsonEncoder();
        encoder.setContext(context);
        encoder.start();
        yield encoder;
      }
      case TEXT -> {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern(TEXT_PATTERN);
        encoder.start();
        yield encoder;
      }
    };
  }

  /** Writes what is still to be written, and ends logging; idempotent. */
  @Override
  public void close() {
    context.stop();
  }
}
