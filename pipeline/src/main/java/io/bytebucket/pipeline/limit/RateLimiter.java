package io.bytebucket.pipeline.limit;

import io.bytebucket.core.saved.Changeable;
import io.bytebucket.pipeline.client.Source;
import io.github.bucket4j.ConsumptionProbe;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Holds each client to the rate that is in force, over all addresses of the server together. While
 * it is off it costs one read. Thread-safe.
 */
public final class RateLimiter {
  /** How many clients are told apart at once; see docs/configuration.md. */
  static final int CLIENTS_MAX = 16_384;

  private final LongSupplier nanos;
  private volatile @Nullable TokenBuckets<Source> buckets;

  /** A limiter by what is in force; a change begins with full buckets. */
  public RateLimiter(Changeable<RateLimit> limit) {
    this(System::nanoTime);
    limit.listen(this::set);
  }

  RateLimiter(LongSupplier nanos) {
    this.nanos = nanos;
  }

  void set(RateLimit limit) {
    buckets =
        limit.isEnabled()
            ? new TokenBuckets<>(limit.burst(), limit.perSecond(), CLIENTS_MAX, nanos)
            : null;
  }

  /**
   * Counts a request.
   *
   * @param remoteAddress of its client; where that is no address all such clients are one
   * @return after how many seconds, at least 1, another try may pass; empty when this one may
   */
  Optional<Integer> take(String remoteAddress) {
    TokenBuckets<Source> current = buckets;
    if (current == null) {
      return Optional.empty();
    }
    Source source = Source.of(remoteAddress).orElse(Source.UNKNOWN);
    ConsumptionProbe probe = current.of(source).tryConsumeAndReturnRemaining(1);
    if (probe.isConsumed()) {
      return Optional.empty();
    }
    long seconds = Math.ceilDiv(probe.getNanosToWaitForRefill(), TimeUnit.SECONDS.toNanos(1));
    return Optional.of(Math.clamp(seconds, 1, Integer.MAX_VALUE));
  }

  /** How many clients are told apart now, about; 0 while it is off. */
  public long clients() {
    TokenBuckets<Source> current = buckets;
    return current == null ? 0 : current.size();
  }
}
