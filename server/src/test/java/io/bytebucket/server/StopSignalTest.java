package io.bytebucket.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** With a signal that means nothing to anybody, since the others would end the tests. */
@Tag("process")
@Timeout(60)
class StopSignalTest {
  private static final String HARMLESS = "WINCH";

  @Test
  void theFirstSignalStopsAndALaterOneAborts() throws Exception {
    CountDownLatch aborted = new CountDownLatch(1);
    AtomicLong nanos = new AtomicLong(-5);
    StopSignal signal = StopSignal.listen(List.of(HARMLESS), nanos::get, aborted::countDown);

    send();
    signal.await();
    assertThat(aborted.getCount()).isEqualTo(1);

    nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
    send();
    aborted.await();
    assertThat(aborted.getCount()).isZero();
  }

  @Test
  void aSignalThatComesAgainAtOnceIsTheSame() throws Exception {
    AtomicLong nanos = new AtomicLong();
    CountDownLatch heard = new CountDownLatch(2);
    CountDownLatch aborted = new CountDownLatch(1);
    StopSignal signal =
        StopSignal.listen(
            List.of(HARMLESS),
            () -> {
              heard.countDown();
              return nanos.getAndAdd(TimeUnit.MILLISECONDS.toNanos(999));
            },
            aborted::countDown);

    send();
    signal.await();
    send();
    heard.await();
    assertThat(aborted.getCount()).isEqualTo(1);

    send();
    aborted.await();
    assertThat(aborted.getCount()).isZero();
  }

  @Test
  void whatCannotGoOnStopsTheServerAndSaysWhy() {
    StopSignal signal = StopSignal.listen(List.of(HARMLESS), () -> 0, () -> {});
    IllegalStateException cause = new IllegalStateException("planted");

    signal.fail(cause);

    signal.await();
    assertThat(signal.failure()).contains(cause);
  }

  private static void send() throws IOException, InterruptedException {
    int status =
        new ProcessBuilder("kill", "-" + HARMLESS, Long.toString(ProcessHandle.current().pid()))
            .inheritIO()
            .start()
            .waitFor();
    assertThat(status).isZero();
  }
}
