package io.bytebucket.admin.auth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.bytebucket.admin.error.AdminException;
import io.bytebucket.pipeline.client.Source;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Slows down who guesses credentials, at every place where they are shown. Thread-safe.
 *
 * <p>Failures are counted by where they come from: with the tenth within a quarter of an hour that
 * source is let in by nothing for as long again, and everybody else still is. Who signs in is
 * forgiven what was mistyped of that key, and nothing of another one: else whoever has a key could
 * guess at those of others without end. They are also counted by access key, wherever they come
 * from: when there are a hundred, only sources from which that key was signed in with before may go
 * on, so that many sources together do not guess either, and whom the key belongs to is not locked
 * out by them.
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
  private static final int KEY_ID_CHARS = 128;
  private static final int SOURCES = 16_384;
  private static final int KEYS = 16_384;
  private static final int FRIENDS = 16_384;

  /** Who is no address, which nobody should be. */
  private static final Source UNKNOWN = new Source(-1, false);

  private final InstantSource clock;
  private final Cache<Source, Tries> sources = table(SOURCES, WINDOW.multipliedBy(2));
  private final Cache<String, Count> keys = table(KEYS, WINDOW.multipliedBy(2));
  private final Cache<Friend, Boolean> friends = table(FRIENDS, REMEMBERED);

  /** Failures since a time. */
  private record Count(Instant since, int failures, Instant closedUntil) {}

  /** The same of a source, with the key of each failure while it is not closed. */
  private record Tries(Count count, List<String> keyIds) {}

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
  void requireOpen(Source source, String shownId) {
    String keyId = bounded(shownId);
    Instant now = clock.instant();
    Tries tries = sources.getIfPresent(source);
    requireOpen(tries == null ? null : tries.count(), now);
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

  private AdminException failed(Source source, String shownId, AdminException answer) {
    String keyId = bounded(shownId);
    Instant now = clock.instant();
    keys.asMap().compute(keyId, (_, there) -> counted(there, now, KEY_MAX));
    Count count = sources.asMap().compute(source, (_, there) -> counted(there, now, keyId)).count();
    return now.isBefore(count.closedUntil())
        ? closed(Duration.between(now, count.closedUntil()))
        : answer;
  }

  /**
   * Counts that credentials were right.
   *
   * @param isByHand whether a person typed them: then what was mistyped of that key before is
   *     forgiven. What programs send all the time must not make room for others to guess
   * @throws AdminException with 429 when the source was locked out meanwhile
   */
  void succeeded(Source source, String shownId, boolean isByHand) {
    String keyId = bounded(shownId);
    requireOpen(source, keyId);
    friends.put(new Friend(source, keyId), true);
    if (isByHand) {
      sources.asMap().computeIfPresent(source, (_, there) -> forgiven(there, keyId));
    }
  }

  private static @Nullable Tries forgiven(Tries there, String keyId) {
    List<String> others = there.keyIds().stream().filter(other -> !other.equals(keyId)).toList();
    Count count = there.count();
    boolean isClosed = there.keyIds().isEmpty();
    return others.isEmpty() && !isClosed
        ? null
        : new Tries(new Count(count.since(), others.size(), count.closedUntil()), others);
  }

  /** No key has a longer id: those that are count as one, so that the tables stay small. */
  private static String bounded(String keyId) {
    return keyId.length() <= KEY_ID_CHARS ? keyId : "";
  }

  private static Tries counted(@Nullable Tries there, Instant now, String keyId) {
    Count count = counted(there == null ? null : there.count(), now, SOURCE_MAX);
    if (count.failures() == 0) {
      return new Tries(count, List.of());
    }
    // The first of a count that begins anew stands alone.
    List<String> before = there == null || count.failures() == 1 ? List.of() : there.keyIds();
    return new Tries(count, Stream.concat(before.stream(), Stream.of(keyId)).toList());
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
