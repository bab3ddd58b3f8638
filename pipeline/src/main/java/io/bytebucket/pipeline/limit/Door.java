package io.bytebucket.pipeline.limit;

import io.bytebucket.core.user.UserId;
import java.util.Optional;

/**
 * Where requests are turned away before anybody looks at what they ask for. All addresses of a
 * server have one. Thread-safe.
 */
public interface Door {
  /** Everybody passes. */
  Door OPEN =
      new Door() {
        @Override
        public Optional<TurnedAway> enter(String remoteAddress) {
          return Optional.empty();
        }

        @Override
        public void failedToSignIn(String remoteAddress) {
          // Nobody counts.
        }

        @Override
        public void followedBadLink(String remoteAddress, String accessKeyId) {
          // Nobody counts.
        }

        @Override
        public boolean holdsUsers() {
          return false;
        }

        @Override
        public Pace enter(UserId user) {
          return Pace.FREE;
        }
      };

  /** Counts a request, and says whether it is turned away. */
  Optional<TurnedAway> enter(String remoteAddress);

  /** Hears that a request could not prove whom it is from. */
  void failedToSignIn(String remoteAddress);

  /**
   * Hears that a link that somebody followed does not hold.
   *
   * @param accessKeyId the key that it names
   */
  void followedBadLink(String remoteAddress, String accessKeyId);

  /** Whether any user is held to anything. */
  boolean holdsUsers();

  /**
   * Counts a request whose user is known by now.
   *
   * @return how fast its bodies may move
   * @throws TurnedAwayException when the user asks for too much
   */
  Pace enter(UserId user);

  /** A door that turns away who is banned, who asks too often, and users who do. */
  static Door of(Bans bans, RateLimiter limiter, UserThrottle users) {
    return new Door() {
      @Override
      public Optional<TurnedAway> enter(String remoteAddress) {
        return bans.left(remoteAddress)
            .map(seconds -> new TurnedAway(TurnedAway.Why.BANNED, seconds))
            .or(() ->
                limiter
                    .take(remoteAddress)
                    .map(seconds -> new TurnedAway(TurnedAway.Why.TOO_MANY, seconds)));
      }

      @Override
      public void failedToSignIn(String remoteAddress) {
        bans.failed(remoteAddress);
      }

      @Override
      public void followedBadLink(String remoteAddress, String accessKeyId) {
        bans.followedBadLink(remoteAddress, accessKeyId);
      }

      @Override
      public boolean holdsUsers() {
        return users.isInUse();
      }

      @Override
      public Pace enter(UserId user) {
        return users.enter(user);
      }
    };
  }
}
