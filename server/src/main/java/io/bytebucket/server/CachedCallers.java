package io.bytebucket.server;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.bytebucket.core.access.Caller;
import io.bytebucket.core.figure.Figure;
import io.bytebucket.core.user.Credential;
import io.bytebucket.core.user.LastUses;
import io.bytebucket.core.user.Users;
import io.bytebucket.s3.CallerSource;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The users of the store, remembered for a moment. What this process changes about a user or a key
 * is heeded by every request that begins after it; what another process changed, after that moment.
 * Thread-safe.
 */
final class CachedCallers implements CallerSource {
  /** How long a change of another process may take to be heeded. */
  private static final Duration TIME_TO_LIVE = Duration.ofSeconds(2);

  private static final int KEYS_MAX = 1_000;

  private final Users users;
  private final LastUses uses;
  private final InstantSource clock;
  private final LoadingCache<String, Found> found;

  /** What was found under the id of a key. */
  private static final class Found {
    final Optional<Credential> credential;

    /** Of users, when it was looked for. */
    final long changes;

    /** Whether its use was noted: once while it is remembered is as good as always. */
    volatile boolean isNoted;

    Found(Optional<Credential> credential, long changes) {
      this.credential = credential;
      this.changes = changes;
    }
  }

  /**
   * The users of a store.
   *
   * @param uses is told when a key was used
   */
  CachedCallers(Users users, LastUses uses, InstantSource clock) {
    this.users = users;
    this.uses = uses;
    this.clock = clock;
    this.found =
        Caffeine.newBuilder()
            .maximumSize(KEYS_MAX)
            .expireAfterWrite(TIME_TO_LIVE)
            .build(this::look);
  }

  /** How many keys it remembers. */
  List<Figure> figures() {
    return List.of(
        new Figure.Level(
            "bytebucket_cache_entries",
            "Entries in a cache.",
            Map.of("cache", "callers"),
            found::estimatedSize));
  }

  @Override
  public Optional<String> secretOf(String accessKeyId) {
    return usable(found(accessKeyId)).map(Credential::secret);
  }

  @Override
  public Optional<Caller.Known> callerOf(String accessKeyId) {
    Found known = found(accessKeyId);
    Optional<Credential> usable = usable(known);
    // A secret is asked for by whoever names the key; a caller, by who has proved to hold it.
    if (usable.isPresent() && !known.isNoted) {
      known.isNoted = true;
      uses.note(usable.get().key());
    }
    return usable
        .map(Credential::user)
        .map(user -> new Caller.Known(user.id(), user.name(), user.rules()));
  }

  private Optional<Credential> usable(Found known) {
    return known.credential.filter(credential -> credential.isUsable(clock));
  }

  private Found found(String accessKeyId) {
    Found known = found.get(accessKeyId);
    if (known.changes != users.changes()) {
      known = look(accessKeyId);
      found.put(accessKeyId, known);
    }
    return known;
  }

  private Found look(String accessKeyId) {
    // Before the look: what changes meanwhile makes this one old.
    long changes = users.changes();
    return new Found(users.find(accessKeyId), changes);
  }
}
