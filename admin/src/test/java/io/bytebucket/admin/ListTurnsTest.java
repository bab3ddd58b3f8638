package io.bytebucket.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.http.Headers;
import io.bytebucket.http.Response;
import io.bytebucket.http.ResponseBody;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** However many lists are asked for at once, few are made at once, and all of them are. */
class ListTurnsTest {
  private static final Response DONE = new Response(200, Headers.EMPTY, ResponseBody.EMPTY);

  private final ListTurns turns = new ListTurns();

  @Test
  void noMoreThanFourAreMadeAtOnceAndTheOthersWait() throws Exception {
    AtomicInteger now = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CountDownLatch four = new CountDownLatch(4);
    List<Future<Response>> made = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 100; i++) {
        made.add(
            threads.submit(() ->
                turns.make(() -> {
                  most.accumulateAndGet(now.incrementAndGet(), Math::max);
                  four.countDown();
                  awaitUninterrupted(four);
                  now.decrementAndGet();
                  return DONE;
                })));
      }
      for (Future<Response> one : made) {
        assertThat(one.get()).isEqualTo(DONE);
      }
    }
    assertThat(most).hasValue(4);
  }

  private static void awaitUninterrupted(CountDownLatch latch) throws IOException {
    try {
      latch.await();
    } catch (InterruptedException stopped) {
      throw new IOException(stopped);
    }
  }

  @Test
  void whatFailsLeavesItsTurnToOthers() throws IOException {
    for (int i = 0; i < 10; i++) {
      try {
        turns.make(() -> {
          throw new IOException("the disk is gone");
        });
      } catch (IOException expected) {
        assertThat(expected).hasMessage("the disk is gone");
      }
    }
    assertThat(turns.make(() -> DONE)).isEqualTo(DONE);
  }
}
