package io.bytebucket.engine.local.metadata.commit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CommitWatchTest {
  @Test
  void itLooksAgainWhateverALookThrows() throws InterruptedException {
    CountDownLatch looks = new CountDownLatch(2);
    try (CommitWatch watch =
        new CommitWatch(
            Thread.ofPlatform().daemon().factory(),
            () -> {
              looks.countDown();
              throw new StackOverflowError("planted");
            })) {
      looks.await();
      watch.requireAlive();
      assertThat(looks.getCount()).isZero();
    }
  }

  @Test
  void aThreadThatIsGoneIsReplacedByWhoeverCalls() throws InterruptedException {
    CountDownLatch looks = new CountDownLatch(1);
    AtomicInteger made = new AtomicInteger();
    ThreadFactory firstIsStillborn =
        body ->
            made.getAndIncrement() == 0
                ? Thread.ofPlatform().unstarted(() -> {})
                : Thread.ofPlatform().daemon().unstarted(body);
    try (CommitWatch watch = new CommitWatch(firstIsStillborn, looks::countDown)) {
      while (made.get() == 1) {
        watch.requireAlive();
      }
      looks.await();
      assertThat(made).hasValue(2);
    }
  }
}
