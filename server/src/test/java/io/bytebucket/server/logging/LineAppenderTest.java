package io.bytebucket.server.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LineAppenderTest {
  private static final int THREADS = 8;
  private static final int LINES_EACH = 5_000;

  private final LoggerContext context = new LoggerContext();

  @Test
  void everyLineIsThereAfterAStopThoughTheQueueWasFull() throws InterruptedException {
    CountDownLatch reading = new CountDownLatch(1);
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    LineAppender appender = new LineAppender(new TextLines(), new Gate(reading, written));
    appender.start();
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < THREADS; t++) {
      int id = t;
      threads.add(Thread.startVirtualThread(() -> logLines(appender, id)));
    }
    // More than the queue holds: some of them wait until the output is read.
    reading.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
    appender.stop();

    List<String> lines = written.toString(StandardCharsets.UTF_8).lines().toList();
    assertThat(lines).hasSize(THREADS * LINES_EACH).doesNotHaveDuplicates();
  }

  @Test
  void anOutputThatFailsStopsNobody() {
    OutputStream broken =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("nobody reads");
          }
        };
    LineAppender appender = new LineAppender(new JsonLines(), broken);
    appender.start();
    logLines(appender, 0);
    appender.stop();

    assertThat(appender.isStarted()).isFalse();
  }

  @Test
  void anErrorInTheMiddleOfALineOrAWriteEndsNoWriter() {
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    OutputStream failing =
        new OutputStream() {
          private boolean isFirst = true;

          @Override
          public void write(int b) {
            if (isFirst) {
              isFirst = false;
              throw new IllegalStateException("planted");
            }
            written.write(b);
          }
        };
    LineFormat format =
        (event, buffer) -> {
          if ("line 0 of 0".equals(event.getFormattedMessage())) {
            throw new StackOverflowError("planted");
          }
          new TextLines().append(event, buffer);
        };
    LineAppender appender = new LineAppender(format, failing);
    appender.start();
    for (int round = 0; round < 3; round++) {
      logLines(appender, round);
    }
    appender.stop();

    assertThat(written.toString(StandardCharsets.UTF_8)).contains((LINES_EACH - 1) + " of 2");
  }

  private void logLines(LineAppender appender, int id) {
    for (int i = 0; i < LINES_EACH; i++) {
      appender.doAppend(
          new LoggingEvent(
              "caller",
              context.getLogger("io.bytebucket.test"),
              Level.INFO,
              "line {} of {}",
              null,
              new Object[] {i, id}));
    }
  }

  private static final class Gate extends OutputStream {
    private final CountDownLatch opened;
    private final OutputStream out;

    Gate(CountDownLatch opened, OutputStream out) {
      this.opened = opened;
      this.out = out;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      try {
        opened.await();
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
      out.write(bytes, offset, length);
    }
  }
}
