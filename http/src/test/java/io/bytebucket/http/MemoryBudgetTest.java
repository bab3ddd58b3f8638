package io.bytebucket.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class MemoryBudgetTest {
  @Test
  void theLastByteCanBeTakenAndNoMore() {
    MemoryBudget budget = new MemoryBudget(10);
    try (MemoryBudget.Share one = budget.share();
        MemoryBudget.Share other = budget.share()) {
      assertThat(one.tryGrow(4)).isTrue();
      assertThat(other.tryGrow(7)).isFalse();
      assertThat(other.bytes()).isZero();
      assertThat(other.tryGrow(6)).isTrue();
      assertThat(one.tryGrow(1)).isFalse();
      assertThat(budget.takenBytes()).isEqualTo(10);
    }
    assertThat(budget.takenBytes()).isZero();
  }

  @Test
  void whoHasNotProvedWhoTheyAreLeaveHalfOfItToUsers() {
    MemoryBudget budget = new MemoryBudget(10);
    try (MemoryBudget.Share stranger = budget.share();
        MemoryBudget.Share user = budget.share()) {
      assertThat(stranger.tryGrowUnproved(6)).isFalse();
      assertThat(stranger.tryGrowUnproved(4)).isTrue();
      assertThat(stranger.tryGrowUnproved(2)).isFalse();
      assertThat(user.tryGrow(5)).isTrue();
      assertThat(stranger.tryGrowUnproved(1)).isFalse();
      assertThat(stranger.tryGrowUnproved(0)).isFalse();
      assertThat(user.tryGrow(1)).isTrue();
      assertThat(budget.takenBytes()).isEqualTo(10);
    }
    assertThat(budget.takenBytes()).isZero();
  }

  @Test
  void aShareGivesBackOnceAndCanGrowAgain() {
    MemoryBudget budget = new MemoryBudget(10);
    MemoryBudget.Share share = budget.share();
    assertThat(share.tryGrow(10)).isTrue();
    share.close();
    share.close();
    assertThat(budget.takenBytes()).isZero();
    assertThat(share.tryGrow(10)).isTrue();
  }

  @Test
  void whatIsLargeLeavesAnEighthOfItToWhatIsSmall() {
    MemoryBudget budget = new MemoryBudget(80);
    try (MemoryBudget.Share large = budget.share();
        MemoryBudget.Share small = budget.share()) {
      assertThat(large.tryGrowLarge(70)).isTrue();
      assertThat(large.tryGrowLarge(1)).isFalse();
      assertThat(small.tryGrow(10)).isTrue();
    }
  }

  @Test
  void aShareOfTwoBudgetsTakesOfBothOrOfNone() {
    MemoryBudget all = new MemoryBudget(10);
    MemoryBudget part = new MemoryBudget(6);
    MemoryBudget least = new MemoryBudget(5);
    try (MemoryBudget.Share share = all.share()) {
      assertThat(share.tryGrow(1)).isTrue();
      share.alsoOf(part);
      share.alsoOf(least);
      assertThat(share.tryGrow(6)).isFalse();
      assertThat(List.of(all.takenBytes(), part.takenBytes(), least.takenBytes()))
          .containsExactly(1L, 0L, 0L);
      assertThat(share.tryGrow(5)).isTrue();
      assertThat(share.bytes()).isEqualTo(6);
      assertThat(List.of(all.takenBytes(), part.takenBytes(), least.takenBytes()))
          .containsExactly(6L, 5L, 5L);
    }
    assertThat(List.of(all.takenBytes(), part.takenBytes(), least.takenBytes()))
        .containsExactly(0L, 0L, 0L);
  }

  @Test
  void aSumThatOverflowsIsRefused() {
    MemoryBudget budget = new MemoryBudget(Long.MAX_VALUE);
    MemoryBudget.Share share = budget.share();
    assertThat(share.tryGrow(Long.MAX_VALUE)).isTrue();
    assertThat(share.tryGrow(1)).isFalse();
  }

  @Test
  void negativeNumbersAreRefused() {
    MemoryBudget.Share share = new MemoryBudget(1).share();
    assertThatThrownBy(() -> share.tryGrow(-1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new MemoryBudget(-1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void manyThreadsTogetherNeverTakeMoreThanThereIs() throws InterruptedException {
    MemoryBudget budget = new MemoryBudget(1_000);
    AtomicLong most = new AtomicLong();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      threads.add(
          Thread.ofVirtual()
              .start(() -> {
                for (int round = 0; round < 2_000; round++) {
                  try (MemoryBudget.Share share = budget.share()) {
                    share.tryGrow(300);
                    share.tryGrow(45);
                    most.accumulateAndGet(budget.takenBytes(), Math::max);
                  }
                }
              }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(most.get()).isPositive().isLessThanOrEqualTo(1_000);
    assertThat(budget.takenBytes()).isZero();
  }
}
