package io.bytebucket.transfer.s3.client;

import io.bytebucket.transfer.remote.StopRequest;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.BlockingStrategy;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Holds work to a rate. What was not used in the last second may be used in this one, and no more.
 * Thread-safe.
 */
public final class Pace {
  private static final Pace FREE = new Pace(null, 1, null);

  private final @Nullable Bucket bucket;
  private final long most;
  private final @Nullable BlockingStrategy waiting;

  private Pace(@Nullable Bucket bucket, long most, @Nullable BlockingStrategy waiting) {
    this.bucket = bucket;
    this.most = most;
    this.waiting = waiting;
  }

  /**
   * So many a second; 0 for no limit.
   *
   * @param stop ends all waiting
   */
  public static Pace of(long perSecond, StopRequest stop) {
    return of(perSecond, stop, TimeMeter.SYSTEM_NANOTIME);
  }

  /** The same by another clock. */
  static Pace of(long perSecond, StopRequest stop, TimeMeter clock) {
    if (perSecond == 0) {
      return FREE;
    }
    Bucket bucket =
        Bucket.builder()
            .addLimit(
                Bandwidth.builder()
                    .capacity(perSecond)
                    .refillGreedy(perSecond, Duration.ofSeconds(1))
                    .build())
            .withCustomTimePrecision(clock)
            .build();
    return new Pace(
        bucket,
        perSecond,
        nanos -> {
          if (stop.await(Duration.ofNanos(nanos))) {
            throw new StoppedException();
          }
        });
  }

  /**
   * Takes so many, and waits until there are as many.
   *
   * @throws StoppedException when told to stop meanwhile
   */
  public void take(long count) {
    if (bucket == null || waiting == null) {
      return;
    }
    try {
      for (long left = count; left > 0; left -= most) {
        bucket.asBlocking().consume(Math.min(left, most), waiting);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoppedException();
    }
  }
}
