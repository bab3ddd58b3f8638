package io.bytebucket.testkit;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.slf4j.event.KeyValuePair;
import org.slf4j.event.Level;
import org.slf4j.event.LoggingEvent;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.helpers.NOPLogger;
import org.slf4j.helpers.NOPMDCAdapter;
import org.slf4j.spi.LoggingEventAware;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/**
 * Keeps the latest of what this project logs, for tests of the log. A module whose tests want it
 * names it to SLF4J as a service, so there is one for all of them: look for the line of your own
 * request. Thread-safe.
 */
public final class RecordedLog implements SLF4JServiceProvider, ILoggerFactory {
  private static final int EVENTS_KEPT = 200;
  private static final String ACCESS = "io.bytebucket.access";
  private static final String OURS = "io.bytebucket.";

  /** Set while a thread's lines of requests say what they say at the level of debugging. */
  private static final ScopedValue<Boolean> DEBUG = ScopedValue.newInstance();

  private final Deque<LoggingEvent> events = new ArrayDeque<>();
  private final IMarkerFactory markers = new BasicMarkerFactory();
  private final MDCAdapter contexts = new NOPMDCAdapter();

  /**
   * A line of the log.
   *
   * @param fields its fields, in order
   */
  public record Line(
      Level level, String message, Map<String, Object> fields, Optional<Throwable> cause) {}

  /** What comes of an action, during which its thread logs requests for debugging, too. */
  public static <R> R whileDebugging(Supplier<R> action) {
    return ScopedValue.where(DEBUG, true).call(action::get);
  }

  /** The lines of that logger about that request, oldest first. */
  public static List<Line> lines(String logger, String requestId) {
    RecordedLog log = (RecordedLog) LoggerFactory.getILoggerFactory();
    return log.about(logger, requestId);
  }

  private synchronized List<Line> about(String logger, String requestId) {
    return events.stream()
        .filter(event -> event.getLoggerName().equals(logger))
        .map(RecordedLog::line)
        .filter(line -> requestId.equals(line.fields().get("request_id")))
        .toList();
  }

  private static Line line(LoggingEvent event) {
    List<KeyValuePair> pairs = Optional.ofNullable(event.getKeyValuePairs()).orElse(List.of());
    return new Line(
        event.getLevel(),
        event.getMessage(),
        pairs.stream()
            .collect(
                Collectors.toMap(
                    pair -> pair.key,
                    pair -> pair.value,
                    (first, second) -> {
                      throw new AssertionError("a field came twice");
                    },
                    LinkedHashMap::new)),
        Optional.ofNullable(event.getThrowable()));
  }

  private synchronized void keep(LoggingEvent event) {
    events.add(event);
    if (events.size() > EVENTS_KEPT) {
      events.remove();
    }
  }

  @Override
  public Logger getLogger(String name) {
    return name.startsWith(OURS) ? new RecordingLogger(name, this) : NOPLogger.NOP_LOGGER;
  }

  @Override
  public ILoggerFactory getLoggerFactory() {
    return this;
  }

  @Override
  public IMarkerFactory getMarkerFactory() {
    return markers;
  }

  @Override
  public MDCAdapter getMDCAdapter() {
    return contexts;
  }

  @Override
  public String getRequestedApiVersion() {
    return "2.0";
  }

  @Override
  public void initialize() {}

  /** Hands on what this project logs with fields, from DEBUG upwards. */
  private static final class RecordingLogger extends OpenLogger implements LoggingEventAware {
    private static final long serialVersionUID = 1L;

    private final transient RecordedLog log;

    RecordingLogger(String name, RecordedLog log) {
      this.name = name;
      this.log = log;
    }

    @Override
    public void log(LoggingEvent event) {
      log.keep(event);
    }

    @Override
    public boolean isTraceEnabled() {
      return false;
    }

    @Override
    public boolean isDebugEnabled() {
      // The lines of requests say more at DEBUG, and most tests are about what they say without.
      return !name.equals(ACCESS) || DEBUG.isBound();
    }

    @Override
    protected void handleNormalizedLoggingCall(
        Level level,
        @Nullable Marker marker,
        String pattern,
        Object @Nullable [] arguments,
        @Nullable Throwable cause) {
      // Lines without fields say nothing about a request.
    }
  }
}
