package io.bytebucket.engine.local.metadata.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CommitQueueTest {
  /** Room for one request inside, and for one outside. */
  private static final CommitLimits LIMITS =
      new CommitLimits(1_500, 1_500, Duration.ofDays(1), Duration.ofDays(1));

  private final CommitQueue queue = new CommitQueue(LIMITS, () -> 0);

  @Test
  void whoFindsTheWaitingRoomFullIsSentAwayAtOnce() throws InterruptedException {
    Thread inside = caller();
    await(inside, Thread.State.WAITING);
    Thread outside = caller();
    await(outside, Thread.State.TIMED_WAITING);
    requireBusy();
    queue.shut();
    outside.interrupt();
    inside.join();
    outside.join();
  }

  @Test
  void afterItIsShutEverybodyIsSentAway() {
    queue.shut();
    requireBusy();
  }

  private void requireBusy() {
    assertThatThrownBy(() -> queue.await(request()))
        .isInstanceOfSatisfying(
            StoreException.class, e -> assertThat(e.failure()).isInstanceOf(Failure.Busy.class));
  }

  private Thread caller() {
    return Thread.ofPlatform().daemon().start(this::requireBusy);
  }

  private static void await(Thread thread, Thread.State state) {
    while (thread.getState() != state) {
      Thread.onSpinWait();
    }
  }

  private static CommitRequest<String> request() {
    return new CommitRequest<>(_ -> "done");
  }
}
