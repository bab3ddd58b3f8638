package io.bytebucket.s3;

import io.bytebucket.core.user.UserId;
import io.bytebucket.pipeline.limit.Door;
import io.bytebucket.pipeline.limit.Pace;
import io.bytebucket.pipeline.limit.TurnedAway;
import java.util.List;
import java.util.Optional;

/** A door that lets everybody in, and writes down what it hears of failures to sign in. */
record Listening(List<String> failures) implements Door {
  @Override
  public Optional<TurnedAway> enter(String remoteAddress) {
    return Optional.empty();
  }

  @Override
  public void failedToSignIn(String remoteAddress) {
    failures.add("otherwise");
  }

  @Override
  public void followedBadLink(String remoteAddress, String accessKeyId) {
    failures.add("by link " + accessKeyId);
  }

  @Override
  public boolean holdsUsers() {
    return false;
  }

  @Override
  public Pace enter(UserId user) {
    return Pace.FREE;
  }
}
