package io.bytebucket.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** With a signal that means nothing to anybody, since the others would end the tests. */
@Tag("process")
@Timeout(60)
class StopSignalTest {
  private static final String HARMLESS = "WINCH";

  @Test
  void theFirstSignalStopsAndTheSecondAborts() throws Exception {
    CountDownLatch aborted = new CountDownLatch(1);
    StopSignal signal = StopSignal.listen(List.of(HARMLESS), aborted::countDown);

    send();
    signal.await();
    assertThat(aborted.getCount()).isEqualTo(1);

    send();
    aborted.await();
    assertThat(aborted.getCount()).isZero();
  }

  @Test
  void whatCannotGoOnStopsTheServerAndSaysWhy() {
    StopSignal signal = StopSignal.listen(List.of(HARMLESS), () -> {});
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
