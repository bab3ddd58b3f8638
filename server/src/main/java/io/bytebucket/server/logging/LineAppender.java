package io.bytebucket.server.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.event.KeyValuePair;

/**
 * Writes lines on a thread of its own, many with one system call. No line is lost: when the reader
 * of the output falls behind by {@value #QUEUED_EVENTS} events, those who log wait.
 *
 * <p>After the first event of a batch the thread rests for a moment and then takes all that came:
 * under load nobody has to wake it, which would cost more than the line.
 */
final class LineAppender extends UnsynchronizedAppenderBase<ILoggingEvent> {
  private static final int QUEUED_EVENTS = 8_192;
  private static final int BATCH_BYTES = 64 << 10;
  private static final long REST_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
  private static final long STOP_SECONDS = 10;

  private final BlockingQueue<ILoggingEvent> queue = new ArrayBlockingQueue<>(QUEUED_EVENTS);
  private final LineFormat format;
  private final OutputStream out;
  private final LineBuffer buffer = new LineBuffer();
  private final Thread writer = Thread.ofPlatform().name("log").daemon().unstarted(this::write);

  LineAppender(LineFormat format, OutputStream out) {
    this.format = format;
    this.out = out;
  }

  @Override
  public void start() {
    super.start();
    writer.start();
  }

  /** Writes what was logged until now, then ends. */
  @Override
  public void stop() {
    if (!isStarted()) {
      return;
    }
    super.stop();
    enqueue(new End());
    try {
      writer.join(TimeUnit.SECONDS.toMillis(STOP_SECONDS));
    } catch (InterruptedException stopNow) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  protected void append(ILoggingEvent event) {
    if (event.getArgumentArray() != null) {
      // Fixes the text now: what the arguments say can change before the line is written.
      String _ = event.getFormattedMessage();
    }
    if (event.getKeyValuePairs() != null) {
      event.getKeyValuePairs().replaceAll(LineAppender::bounded);
    }
    enqueue(event);
  }

  /** What waits to be written takes up no more than what will be. */
  private static KeyValuePair bounded(KeyValuePair pair) {
    return pair.value instanceof String text && text.length() > LineFormat.VALUE_LIMIT
        ? new KeyValuePair(pair.key, LineFormat.bounded(text, LineFormat.VALUE_LIMIT))
        : pair;
  }

  private void enqueue(ILoggingEvent event) {
    boolean interrupted = false;
    while (true) {
      try {
        if (queue.offer(event, 1, TimeUnit.SECONDS) || !writer.isAlive()) {
          // Without its writer a line has nowhere to go, and nobody waits for ever.
          break;
        }
      } catch (InterruptedException later) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void write() {
    List<ILoggingEvent> batch = new ArrayList<>();
    boolean ended = false;
    while (!ended) {
      try {
        batch.add(queue.take());
      } catch (InterruptedException nobodyShould) {
        continue;
      }
      if (!(batch.getFirst() instanceof End)) {
        LockSupport.parkNanos(REST_NANOS);
      }
      queue.drainTo(batch);
      for (ILoggingEvent event : batch) {
        if (event instanceof End) {
          ended = true;
        } else {
          line(event);
        }
      }
      batch.clear();
      flush();
    }
  }

  private void line(ILoggingEvent event) {
    try {
      format.append(event, buffer);
    } catch (RuntimeException | Error unprintable) {
      addError("An event could not be written", unprintable);
    }
    if (buffer.length() > BATCH_BYTES) {
      flush();
    }
  }

  private void flush() {
    try {
      buffer.flushTo(out);
    } catch (IOException | RuntimeException | Error nobodyReads) {
      addError("The log could not be written", nobodyReads);
    }
  }

  /** Comes after the last event. */
  private static final class End extends LoggingEvent {}
}
