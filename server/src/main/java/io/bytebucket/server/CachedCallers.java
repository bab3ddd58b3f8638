package io.bytebucket.server;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.bytebucket.core.access.Caller;
import io.bytebucket.core.user.Credential;
import io.bytebucket.core.user.Users;
import io.bytebucket.s3.CallerSource;
import java.time.Duration;
import java.time.InstantSource;
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
  private final InstantSource clock;
  private final LoadingCache<String, Found> found;

  /**
   * What was found under the id of a key.
   *
   * @param changes of users, when it was looked for
   */
  private record Found(Optional<Credential> credential, long changes) {}

  CachedCallers(Users users, InstantSource clock) {
    this.users = users;
    this.clock = clock;
    this.found =
        Caffeine.newBuilder()
            .maximumSize(KEYS_MAX)
            .expireAfterWrite(TIME_TO_LIVE)
            .build(this::look);
  }

  @Override
  public Optional<String> secretOf(String accessKeyId) {
    return usable(accessKeyId).map(Credential::secret);
  }

  @Override
  public Optional<Caller.Known> callerOf(String accessKeyId) {
    return usable(accessKeyId)
        .map(Credential::user)
        .map(user -> new Caller.Known(user.id(), user.name(), user.rules()));
  }

  private Optional<Credential> usable(String accessKeyId) {
    Found known = found.get(accessKeyId);
    if (known.changes() != users.changes()) {
      known = look(accessKeyId);
      found.put(accessKeyId, known);
    }
    return known.credential().filter(credential -> credential.isUsable(clock));
  }

  private Found look(String accessKeyId) {
    // Before the look: what changes meanwhile makes this one old.
    long changes = users.changes();
    return new Found(users.find(accessKeyId), changes);
  }
}
