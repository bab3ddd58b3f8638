package io.bytebucket.pipeline.limit;

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
      };

  /** Counts a request, and says whether it is turned away. */
  Optional<TurnedAway> enter(String remoteAddress);

  /** Hears that a request could not prove whom it is from. */
  void failedToSignIn(String remoteAddress);

  /** A door that turns away who is banned, and then who asks too often. */
  static Door of(Bans bans, RateLimiter limiter) {
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
    };
  }
}
