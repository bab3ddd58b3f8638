package io.bytebucket.core.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class MaintenanceLoopTest {
  private static final Duration NO_PAUSE = Duration.ZERO;
  private static final Duration LONG_PAUSE = Duration.ofDays(1);

  /** Long enough for any machine; only a loop that died waits so long. */
  private static final long GIVE_UP_SECONDS = 60;

  @Test
  void theFirstRoundBeginsAtOnce() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    try (MaintenanceLoop loop = new MaintenanceLoop("test", LONG_PAUSE, begun::countDown)) {
      assertThat(begun.await(GIVE_UP_SECONDS, TimeUnit.SECONDS)).isTrue();
      assertThat(loop).isNotNull();
    }
  }

  @Test
  void aRoundThatFailsIsTriedAgain() throws InterruptedException {
    BlockingQueue<Integer> rounds = new LinkedBlockingQueue<>();
    AtomicInteger number = new AtomicInteger();
    Runnable round =
        () -> {
          int now = number.incrementAndGet();
          rounds.add(now);
          if (now == 1) {
            throw new IllegalStateException("planted");
          }
          if (now == 2) {
            throw new AssertionError("planted");
          }
        };
    try (MaintenanceLoop loop = new MaintenanceLoop("test", NO_PAUSE, round)) {
      for (int expected = 1; expected <= 3; expected++) {
        assertThat(rounds.poll(GIVE_UP_SECONDS, TimeUnit.SECONDS)).isEqualTo(expected);
      }
      assertThat(loop).isNotNull();
    }
  }

  @Test
  void closingWaitsForTheRoundUnderWayAndStartsNoOther() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch mayEnd = new CountDownLatch(1);
    AtomicBoolean ended = new AtomicBoolean();
    AtomicInteger rounds = new AtomicInteger();
    MaintenanceLoop loop =
        new MaintenanceLoop(
            "test",
            NO_PAUSE,
            () -> {
              rounds.incrementAndGet();
              begun.countDown();
              await(mayEnd);
              ended.set(true);
            });
    assertThat(begun.await(GIVE_UP_SECONDS, TimeUnit.SECONDS)).isTrue();
    AtomicBoolean endedBeforeClose = new AtomicBoolean();
    Thread closer =
        Thread.ofVirtual()
            .start(() -> {
              loop.close();
              endedBeforeClose.set(ended.get());
            });
    mayEnd.countDown();
    closer.join();
    assertThat(endedBeforeClose).isTrue();
    int after = rounds.get();
    loop.close();
    assertThat(rounds).hasValue(after);
  }

  @Test
  void closingEndsALongPause() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    MaintenanceLoop loop = new MaintenanceLoop("test", LONG_PAUSE, begun::countDown);
    assertThat(begun.await(GIVE_UP_SECONDS, TimeUnit.SECONDS)).isTrue();
    loop.close();
  }

  @Test
  void closingDoesNotWaitForARoundThatHangsNorForALogThatIsBroken() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch mayEnd = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    BrokenLog log = new BrokenLog();
    MaintenanceLoop loop =
        new MaintenanceLoop(
            "hung",
            NO_PAUSE,
            new MaintenanceLoop.Instruments(Duration.ofMillis(1), log),
            () -> {
              begun.countDown();
              await(mayEnd);
              ended.countDown();
              return true;
            });
    assertThat(begun.await(GIVE_UP_SECONDS, TimeUnit.SECONDS)).isTrue();

    loop.close();

    assertThat(ended.getCount()).as("the round is still under way").isOne();
    assertThat(log.lines.poll()).isEqualTo("WARN task=hung a maintenance round goes on");
    mayEnd.countDown();
    assertThat(ended.await(GIVE_UP_SECONDS, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void aLogThatThrowsDoesNotEndTheLoop() throws InterruptedException {
    CountDownLatch rounds = new CountDownLatch(3);
    BrokenLog log = new BrokenLog();
    try (MaintenanceLoop loop =
        new MaintenanceLoop(
            "test",
            NO_PAUSE,
            new MaintenanceLoop.Instruments(Duration.ofSeconds(GIVE_UP_SECONDS), log),
            () -> {
              rounds.countDown();
              throw new IllegalStateException("planted");
            })) {
      assertThat(rounds.await(GIVE_UP_SECONDS, TimeUnit.SECONDS)).isTrue();
      assertThat(log.lines.poll()).isEqualTo("ERROR task=test maintenance round failed");
      assertThat(loop).isNotNull();
    }
  }

  @Test
  void aRoundThatSaysThatMoreIsDueIsFollowedByTheNextWithoutAPause() throws InterruptedException {
    CountDownLatch rounds = new CountDownLatch(3);
    try (MaintenanceLoop loop =
        new MaintenanceLoop(
            "test",
            LONG_PAUSE,
            () -> {
              rounds.countDown();
              return rounds.getCount() > 0;
            })) {
      assertThat(rounds.await(GIVE_UP_SECONDS, TimeUnit.SECONDS)).isTrue();
      assertThat(loop).isNotNull();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
