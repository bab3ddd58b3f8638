package io.bytebucket.transfer.s3.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytebucket.transfer.remote.StopRequest;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.model.S3Exception;

class PatienceTest {
  private final FakeTime time = new FakeTime();

  /** A clock that goes on when somebody waits. */
  private static final class FakeTime implements StopRequest, TimeMeter {
    private long nanos;
    private boolean isAsked;
    private final List<Duration> waits = new ArrayList<>();

    @Override
    public boolean isAsked() {
      return isAsked;
    }

    @Override
    public boolean await(Duration wait) {
      nanos += wait.toNanos();
      waits.add(wait);
      return isAsked;
    }

    @Override
    public long currentTimeNanos() {
      return nanos;
    }

    @Override
    public boolean isWallClockBased() {
      return false;
    }
  }

  @Test
  void requestsAreHeldToTheirRate() {
    Pace pace = Pace.of(50, time, time);
    for (int i = 0; i < 550; i++) {
      pace.take(1);
    }

    // A second's worth is there at the beginning.
    assertThat(TimeUnit.NANOSECONDS.toMillis(time.nanos)).isBetween(9_900L, 10_100L);
  }

  @Test
  void bytesAreHeldToTheirRateInPiecesOfAnySize() {
    Pace pace = Pace.of(1_000, time, time);
    pace.take(10_000);
    pace.take(1_000);

    assertThat(TimeUnit.NANOSECONDS.toMillis(time.nanos)).isBetween(9_900L, 10_100L);
  }

  @Test
  void withoutALimitNobodyWaits() {
    Pace.of(0, time, time).take(Long.MAX_VALUE);

    assertThat(time.waits).isEmpty();
  }

  @Test
  void whoIsToldToStopWaitsNoMore() {
    Pace pace = Pace.of(1, time, time);
    pace.take(1);
    time.isAsked = true;

    assertThatThrownBy(() -> pace.take(1)).isInstanceOf(StoppedException.class);
  }

  @Test
  void whatFailsForAMomentIsTriedAgainAfterLongerAndLongerWaits() {
    AtomicInteger calls = new AtomicInteger();
    String answer =
        new Attempts(8, time)
            .of(
                "source",
                "a call",
                () -> {
                  if (calls.incrementAndGet() < 6) {
                    throw failure(503, "SlowDown");
                  }
                  return "done";
                });

    assertThat(answer).isEqualTo("done");
    assertThat(time.waits).hasSize(5);
    assertThat(time.waits.get(4)).isGreaterThan(time.waits.get(0).multipliedBy(4));
  }

  @Test
  void whatGoesOnFailingFailsWithItsReason() {
    AtomicInteger calls = new AtomicInteger();

    assertThatThrownBy(() ->
            new Attempts(3, time)
                .of(
                    "source",
                    "a call",
                    () -> {
                      calls.incrementAndGet();
                      throw SdkClientException.create("no route");
                    }))
        .isInstanceOfSatisfying(
            CallFailedException.class, e -> assertThat(e.reason()).contains("no route"));
    assertThat(calls).hasValue(3);
  }

  @Test
  void aRefusalIsNotTriedAgain() {
    for (S3Exception refusal :
        List.of(
            failure(403, "AccessDenied"),
            failure(404, "NoSuchKey"),
            failure(501, "NotImplemented"))) {
      AtomicInteger calls = new AtomicInteger();

      assertThatThrownBy(() ->
              new Attempts(9, time)
                  .of(
                      "source",
                      "a call",
                      () -> {
                        calls.incrementAndGet();
                        throw refusal;
                      }))
          .isInstanceOf(CallFailedException.class);
      assertThat(calls).hasValue(1);
    }
  }

  private static S3Exception failure(int status, String code) {
    return (S3Exception)
        S3Exception.builder()
            .statusCode(status)
            .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
            .build();
  }
}
