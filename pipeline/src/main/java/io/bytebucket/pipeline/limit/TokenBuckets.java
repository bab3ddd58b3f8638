package io.bytebucket.pipeline.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * A bucket of tokens for each of many: it holds so many at most, and gets so many a second. The
 * number of buckets is bounded; one that is not used for as long as it takes to be full again is
 * forgotten, and when there are too many, those that are used least. Thread-safe.
 *
 * @param <K> whose they are
 */
final class TokenBuckets<K> {
  /** Kept at least so long, so that few are made anew. */
  private static final Duration IDLE_MIN = Duration.ofMinutes(1);

  private static final double NANOS = TimeUnit.SECONDS.toNanos(1);

  /** Tokens come evenly; over so many seconds their number is whole, whatever the rate is. */
  private static final int PERIOD_SECONDS = 1_000;

  private final Cache<K, Bucket> buckets;
  private final long capacity;
  private final double perSecond;
  private final LongSupplier nanos;

  /**
   * Buckets that are full.
   *
   * @param capacity how many tokens one holds at most
   * @param perSecond how many it gets a second
   * @param bucketsMax how many buckets are kept
   * @param nanos a clock that only goes forward
   */
  TokenBuckets(long capacity, double perSecond, int bucketsMax, LongSupplier nanos) {
    Duration refill = Duration.ofNanos(Math.round(Math.min(capacity / perSecond, 1e6) * NANOS));
    this.capacity = capacity;
    this.perSecond = perSecond;
    this.nanos = nanos;
    Ticker ticker = nanos::getAsLong;
    this.buckets =
        Caffeine.newBuilder()
            .maximumSize(bucketsMax)
            .expireAfterAccess(refill.compareTo(IDLE_MIN) > 0 ? refill : IDLE_MIN)
            .ticker(ticker)
            .build();
  }

  /** A single bucket, which is full. */
  static Bucket bucket(long capacity, double perSecond, LongSupplier nanos) {
    Bandwidth bandwidth =
        Bandwidth.builder()
            .capacity(capacity)
            .refillGreedy(
                Math.round(perSecond * PERIOD_SECONDS), Duration.ofSeconds(PERIOD_SECONDS))
            .build();
    return Bucket.builder().addLimit(bandwidth).withCustomTimePrecision(new Meter(nanos)).build();
  }

  private record Meter(LongSupplier nanos) implements TimeMeter {
    @Override
    public long currentTimeNanos() {
      return nanos.getAsLong();
    }

    @Override
    public boolean isWallClockBased() {
      return false;
    }
  }

  /** The bucket of {@code key}. */
  Bucket of(K key) {
    return buckets.get(key, _ -> bucket(capacity, perSecond, nanos));
  }

  /** How many buckets there are, about. */
  long size() {
    buckets.cleanUp();
    return buckets.estimatedSize();
  }
}
