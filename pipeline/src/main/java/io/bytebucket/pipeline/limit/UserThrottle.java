package io.bytebucket.pipeline.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.bytebucket.core.user.LimitedUsers;
import io.bytebucket.core.user.UserId;
import io.bytebucket.core.user.UserLimits;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * Holds users to their limits, over all addresses of the server together. While no user has any it
 * costs one read. Thread-safe.
 *
 * <p>Requests beyond their number are turned away. Bytes beyond their rate wait; so that a user
 * cannot have any number of requests wait, those who are behind by {@value #BEHIND_MAX_SECONDS}
 * seconds are turned away as well.
 */
public final class UserThrottle {
  /** By how much a user may be behind who begins another request. */
  static final int BEHIND_MAX_SECONDS = 10;

  /** After so long without a request every bucket is full again. */
  private static final Duration IDLE = Duration.ofMinutes(30);

  private static final long SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final LimitedUsers users;
  private final LongSupplier nanos;
  private final LongConsumer sleep;
  private volatile State state;

  /** What is counted while the limits are these. */
  private record State(Map<UserId, UserLimits> limits, Cache<UserId, Buckets> buckets) {
    static State of(Map<UserId, UserLimits> limits, LongSupplier nanos) {
      return new State(
          limits,
          Caffeine.newBuilder()
              .maximumSize(LimitedUsers.USERS_MAX)
              .expireAfterAccess(IDLE)
              .ticker(nanos::getAsLong)
              .build());
    }
  }

  private record Buckets(Optional<Bucket> requests, Optional<Bucket> up, Optional<Bucket> down) {
    static Buckets of(UserLimits limits, LongSupplier nanos) {
      return new Buckets(
          limits
              .requests()
              .map(rate -> TokenBuckets.bucket(rate.burst(), (double) rate.perSecond(), nanos)),
          limits
              .uploadBytesPerSecond()
              .map(rate -> TokenBuckets.bucket(rate, (double) rate, nanos)),
          limits
              .downloadBytesPerSecond()
              .map(rate -> TokenBuckets.bucket(rate, (double) rate, nanos)));
    }
  }

  /** By the limits that those users have. */
  public UserThrottle(LimitedUsers users) {
    this(users, System::nanoTime, UserThrottle::sleep);
  }

  UserThrottle(LimitedUsers users, LongSupplier nanos, LongConsumer sleep) {
    this.users = users;
    this.nanos = nanos;
    this.sleep = sleep;
    this.state = State.of(users.all(), nanos);
  }

  private static void sleep(long nanos) {
    long end = System.nanoTime() + nanos;
    for (long left = nanos; left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
      if (Thread.currentThread().isInterrupted()) {
        return;
      }
    }
  }

  /** Whether any user has limits. */
  boolean isInUse() {
    return !users.all().isEmpty();
  }

  /**
   * Counts a request of a user.
   *
   * @return how fast its bodies may move
   * @throws TurnedAwayException when there were too many, or their bytes are too far behind
   */
  @SuppressWarnings("ReferenceEquality") // there is another map whenever anything changed
  Pace enter(UserId id) {
    Map<UserId, UserLimits> limits = users.all();
    UserLimits own = limits.get(id);
    if (own == null) {
      return Pace.FREE;
    }
    State current = state;
    if (current.limits() != limits) {
      current = State.of(limits, nanos);
      state = current;
    }
    Buckets buckets = current.buckets().get(id, _ -> Buckets.of(own, nanos));
    buckets.requests().ifPresent(UserThrottle::take);
    own.uploadBytesPerSecond().ifPresent(rate -> requireNear(buckets.up(), rate));
    own.downloadBytesPerSecond().ifPresent(rate -> requireNear(buckets.down(), rate));
    return new Pace(buckets.up(), buckets.down(), sleep);
  }

  private static void take(Bucket requests) {
    ConsumptionProbe probe = requests.tryConsumeAndReturnRemaining(1);
    if (!probe.isConsumed()) {
      throw tooMany(Math.ceilDiv(probe.getNanosToWaitForRefill(), SECOND_NANOS));
    }
  }

  private static void requireNear(Optional<Bucket> bytes, long rate) {
    long left = bytes.orElseThrow().getAvailableTokens();
    if (left < -rate * BEHIND_MAX_SECONDS) {
      throw tooMany(-left / rate - BEHIND_MAX_SECONDS);
    }
  }

  private static TurnedAwayException tooMany(long seconds) {
    return new TurnedAwayException(
        new TurnedAway(TurnedAway.Why.TOO_MANY, Math.clamp(seconds, 1, Integer.MAX_VALUE)));
  }
}
