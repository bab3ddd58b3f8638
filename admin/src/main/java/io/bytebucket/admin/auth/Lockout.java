package io.bytebucket.admin.auth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.bytebucket.admin.error.AdminException;
import io.bytebucket.pipeline.client.Source;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Slows down who guesses credentials, at every place where they are shown. Thread-safe.
 *
 * <p>Failures are counted by where they come from: with the tenth within a quarter of an hour that
 * source is let in by nothing for as long again, and everybody else still is. They are also counted
 * by access key, wherever they come from: when there are a hundred, only sources from which that
 * key was signed in with before may go on, so that many sources together do not guess either, and
 * whom the key belongs to is not locked out by them.
 *
 * <p>What a try was worth is decided when it is counted, not when it began: of many at once no more
 * than the first nine are told anything, a right one among the others included.
 *
 * <p>All of it is of this process, and forgotten when it stops. Each table has a bound; a source
 * that is pushed out of it begins anew.
 */
public final class Lockout {
  /** So many failures lock a source out. */
  static final int SOURCE_MAX = 10;

  /** So many failures close a key to sources that it was never used from. */
  static final int KEY_MAX = 100;

  /** Failures of so long count, and for so long a source is locked out. */
  static final Duration WINDOW = Duration.ofMinutes(15);

  private static final Duration REMEMBERED = Duration.ofDays(30);
  private static final int SOURCES = 16_384;
  private static final int KEYS = 16_384;
  private static final int FRIENDS = 16_384;

  /** Who is no address, which nobody should be. */
  private static final Source UNKNOWN = new Source(-1, false);

  private final InstantSource clock;
  private final Cache<Source, Count> sources = table(SOURCES, WINDOW.multipliedBy(2));
  private final Cache<String, Count> keys = table(KEYS, WINDOW.multipliedBy(2));
  private final Cache<Friend, Boolean> friends = table(FRIENDS, REMEMBERED);

  /** Failures since a time. */
  private record Count(Instant since, int failures, Instant closedUntil) {}

  private record Friend(Source source, String keyId) {}

  /** A lockout that forgets as that clock goes. */
  public Lockout(InstantSource clock) {
    this.clock = clock;
  }

  private static <K, V> Cache<K, V> table(int size, Duration kept) {
    return Caffeine.newBuilder().maximumSize(size).expireAfterWrite(kept).build();
  }

  /** Whom an address counts as. */
  static Source sourceOf(String remoteAddress) {
    return Source.of(remoteAddress).orElse(UNKNOWN);
  }

  /**
   * Refuses who is locked out, before any work is done for them.
   *
   * @throws AdminException with 429
   */
  void requireOpen(Source source, String keyId) {
    Instant now = clock.instant();
    requireOpen(sources.getIfPresent(source), now);
    if (friends.getIfPresent(new Friend(source, keyId)) == null) {
      requireOpen(keys.getIfPresent(keyId), now);
    }
  }

  private static void requireOpen(@Nullable Count count, Instant now) {
    if (count != null && now.isBefore(count.closedUntil())) {
      throw closed(Duration.between(now, count.closedUntil()));
    }
  }

  /** Counts a failure. What comes back is what its sender is told. */
  AdminException failed(Source source, String keyId) {
    return failed(source, keyId, SignInErrors.wrong());
  }

  /** Counts that somebody who is signed in showed a wrong code. */
  AdminException wrongCode(Source source, String keyId) {
    return failed(source, keyId, SignInErrors.codeWrong());
  }

  private AdminException failed(Source source, String keyId, AdminException answer) {
    Instant now = clock.instant();
    keys.asMap().compute(keyId, (_, there) -> counted(there, now, KEY_MAX));
    Count count = sources.asMap().compute(source, (_, there) -> counted(there, now, SOURCE_MAX));
    return now.isBefore(count.closedUntil())
        ? closed(Duration.between(now, count.closedUntil()))
        : answer;
  }

  /**
   * Counts that credentials were right.
   *
   * @param isByHand whether a person typed them: then what was mistyped before is forgiven. What
   *     programs send all the time must not make room for others to guess
   * @throws AdminException with 429 when the source was locked out meanwhile
   */
  void succeeded(Source source, String keyId, boolean isByHand) {
    requireOpen(source, keyId);
    friends.put(new Friend(source, keyId), true);
    if (isByHand) {
      sources.invalidate(source);
    }
  }

  private static Count counted(@Nullable Count there, Instant now, int max) {
    if (there != null && now.isBefore(there.closedUntil())) {
      return there;
    }
    Count before =
        there == null || !now.isBefore(there.since().plus(WINDOW))
            ? new Count(now, 0, Instant.MIN)
            : there;
    int failures = before.failures() + 1;
    // Who has served the time begins anew.
    return failures < max
        ? new Count(before.since(), failures, Instant.MIN)
        : new Count(Instant.MIN, 0, now.plus(WINDOW));
  }

  /** How many entries all tables have. */
  long entries() {
    long all = 0;
    for (Cache<?, ?> table : List.of(sources, keys, friends)) {
      table.cleanUp();
      all += table.estimatedSize();
    }
    return all;
  }

  private static AdminException closed(Duration left) {
    long seconds = Math.max(1, left.plusMillis(999).toSeconds());
    return new AdminException(
            429, "TooManyFailures", "Too many failures to sign in; come back later.")
        .withHeader("retry-after", Long.toString(seconds));
  }
}
