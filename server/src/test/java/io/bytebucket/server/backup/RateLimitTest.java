package io.bytebucket.server.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RateLimitTest {
  private long now = 5;
  private final RateLimit limit = new RateLimit(1_000, () -> now, wait -> now += wait);

  private double seconds() {
    return (double) now / TimeUnit.SECONDS.toNanos(1);
  }

  @Test
  void bytesPassNoFasterThanTheRate() {
    for (int i = 0; i < 100; i++) {
      limit.take(100);
    }
    assertThat(seconds()).isBetween(9.8, 10.1);
  }

  @Test
  void whatWasNotUsedIsMadeUpForATenthOfASecondAtTheMost() {
    limit.take(1_000);
    now += TimeUnit.MINUTES.toNanos(1);
    long before = now;
    for (int i = 0; i < 20; i++) {
      limit.take(100);
    }
    assertThat((double) (now - before) / TimeUnit.SECONDS.toNanos(1)).isBetween(1.8, 2.1);
  }

  @Test
  void withoutALimitNobodyWaits() {
    RateLimit.NONE.take(Long.MAX_VALUE);
    assertThat(now).isEqualTo(5);
  }
}
