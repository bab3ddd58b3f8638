package io.bytebucket.server;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.bytebucket.core.access.Caller;
import io.bytebucket.core.access.User;
import io.bytebucket.core.access.Users;
import io.bytebucket.s3.CallerSource;
import java.time.Duration;
import java.util.Optional;

/**
 * The users of the store, remembered for a moment: a user who is changed or deleted is so for every
 * request after that moment, in every process. Thread-safe.
 */
final class CachedCallers implements CallerSource {
  /** How long a change of a user may take to be heeded. */
  private static final Duration TIME_TO_LIVE = Duration.ofSeconds(2);

  private static final int USERS_MAX = 1_000;

  private final LoadingCache<String, Optional<User>> users;

  CachedCallers(Users users) {
    this.users =
        Caffeine.newBuilder()
            .maximumSize(USERS_MAX)
            .expireAfterWrite(TIME_TO_LIVE)
            .build(users::find);
  }

  @Override
  public Optional<String> secretOf(String accessKeyId) {
    return users.get(accessKeyId).map(User::secretAccessKey);
  }

  @Override
  public Optional<Caller.Known> callerOf(String accessKeyId) {
    return users.get(accessKeyId).map(user -> new Caller.Known(user.accessKeyId(), user.rules()));
  }
}
