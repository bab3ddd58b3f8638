package io.bytebucket.pipeline.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many requests pass, by a clock that is stepped. */
class RateLimiterTest {
  private static final String CLIENT = "203.0.113.9";

  private long nanos = 1;
  private final RateLimiter limiter = new RateLimiter(() -> nanos);

  private void step(double seconds) {
    nanos += Math.round(seconds * TimeUnit.SECONDS.toNanos(1));
  }

  private int passed(String client, int tries) {
    int passed = 0;
    for (int i = 0; i < tries; i++) {
      passed += limiter.take(client).isEmpty() ? 1 : 0;
    }
    return passed;
  }

  @Test
  void withoutALimitAllPassAndNobodyIsCounted() {
    assertThat(passed(CLIENT, 1_000)).isEqualTo(1_000);
    assertThat(limiter.clients()).isZero();
  }

  @Test
  void aClientMayMakeItsBurstAndThenItsRate() {
    limiter.set(new RateLimit(true, 2, 5));

    assertThat(passed(CLIENT, 20)).isEqualTo(5);
    assertThat(limiter.take(CLIENT)).contains(1);
    step(0.5);
    assertThat(passed(CLIENT, 20)).isEqualTo(1);
    step(60);
    assertThat(passed(CLIENT, 20)).isEqualTo(5);
  }

  @ParameterizedTest
  @CsvSource({"1,1", "2.5,10", "50,100", "333.3,20", "7000,7000"})
  void overAMinuteTheRateHoldsToAPercent(double perSecond, int burst) {
    limiter.set(new RateLimit(true, perSecond, burst));
    int passed = 0;
    for (int tick = 0; tick < 60_000; tick++) {
      passed += passed(CLIENT, 1 + (int) (2 * perSecond / 1_000));
      step(0.001);
    }

    double allowed = burst + 60 * perSecond;
    assertThat((double) passed).isBetween(allowed * 0.99 - 1, allowed * 1.01);
  }

  @Test
  void itSaysWhenAnotherTryMayPass() {
    limiter.set(new RateLimit(true, 1, 1));
    assertThat(limiter.take(CLIENT)).isEmpty();
    assertThat(limiter.take(CLIENT)).contains(1);
    step(1);
    assertThat(limiter.take(CLIENT)).isEmpty();
  }

  @Test
  void clientsDoNotTakeFromEachOtherButThoseOfOneNetworkDo() {
    limiter.set(new RateLimit(true, 1, 3));

    assertThat(passed(CLIENT, 10)).isEqualTo(3);
    assertThat(passed("203.0.113.10", 10)).isEqualTo(3);
    assertThat(passed("::ffff:203.0.113.9", 10)).isZero();
    assertThat(passed("2001:db8::1", 2)).isEqualTo(2);
    assertThat(passed("2001:db8::ffff:1", 10)).isEqualTo(1);
    assertThat(passed("nobody", 10)).isEqualTo(3);
  }

  @Test
  void noMoreClientsAreToldApartThanThereMayBe() {
    limiter.set(new RateLimit(true, 1, 1));
    for (int i = 0; i < 3 * RateLimiter.CLIENTS_MAX; i++) {
      assertThat(limiter.take("10." + (i >> 16) + "." + ((i >> 8) & 255) + "." + (i & 255)))
          .isEmpty();
    }

    assertThat(limiter.clients()).isPositive().isLessThanOrEqualTo(RateLimiter.CLIENTS_MAX);
  }

  @Test
  void whoHasBeenQuietIsForgottenOnceItsBucketIsFull() {
    limiter.set(new RateLimit(true, 1, 100));
    assertThat(passed(CLIENT, 100)).isEqualTo(100);
    step(99);
    assertThat(limiter.clients()).isEqualTo(1);
    step(2);
    assertThat(limiter.clients()).isZero();
    assertThat(passed(CLIENT, 200)).isEqualTo(100);
  }

  @Test
  void aChangeCountsAtOnce() {
    limiter.set(new RateLimit(true, 1, 1));
    assertThat(passed(CLIENT, 10)).isEqualTo(1);
    limiter.set(new RateLimit(true, 1, 4));
    assertThat(passed(CLIENT, 10)).isEqualTo(4);
    limiter.set(RateLimit.NONE);
    assertThat(passed(CLIENT, 10)).isEqualTo(10);
  }

  @ParameterizedTest
  @CsvSource({
    "false, -1, 0",
    "false, 1000001, 0",
    "false, NaN, 0",
    "false, 0, -1",
    "false, 0, 1000001",
    "true, 0.5, 1",
    "true, 1, 0"
  })
  void whatIsOutOfRangeIsRefused(boolean isEnabled, double perSecond, long burst) {
    assertThatThrownBy(() -> new RateLimit(isEnabled, perSecond, burst))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whatIsSavedIsReadBack() {
    RateLimit limit = new RateLimit(true, 2.5, 10);

    assertThat(RateLimit.FORM.read(RateLimit.FORM.write(limit))).isEqualTo(limit);
  }
}
