package io.bytebucket.server.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PaceTest {
  private final Pace pace =
      new Pace(ConnectionLimits.standard(1_000).withStallGrace(Duration.ofSeconds(10)));

  @Test
  void atTheMinimumRateATransferMayGoOnForEver() {
    for (int second = 0; second < 1_000_000; second++) {
      pace.waited(TimeUnit.SECONDS.toNanos(1));
      pace.moved(1_000);
    }

    assertThat(pace.allowanceNanos()).isPositive();
  }

  @Test
  void belowItTheGraceIsUsedUpInTime() {
    for (int second = 0; second < 20; second++) {
      assertThat(pace.allowanceNanos()).isPositive();
      pace.waited(TimeUnit.SECONDS.toNanos(1));
      pace.moved(500);
    }

    assertThat(pace.allowanceNanos()).isNotPositive();
  }

  @Test
  void aFastStartEarnsNoLongerStall() {
    pace.moved(5L << 30);

    assertThat(pace.allowanceNanos()).isEqualTo(TimeUnit.SECONDS.toNanos(10));
  }

  @Test
  void unevenTransfersAreJudgedByTheirAverage() {
    for (int burst = 0; burst < 1_000; burst++) {
      pace.waited(TimeUnit.SECONDS.toNanos(8));
      assertThat(pace.allowanceNanos()).isPositive();
      pace.moved(8_000);
    }
  }
}
