package io.bytebucket.core.user;

import java.time.Instant;
import java.util.Optional;

/**
 * An access key that is to be made.
 *
 * @param id its id, 3 to {@value AccessKey#ID_LENGTH_MAX} characters; none to get one that nobody
 *     has
 * @param secret its secret, 8 to 128 characters of printed ASCII; none to get one that nobody
 *     guesses
 * @param expiresAt from when on it is as if it were not there; empty for never
 */
public record NewKey(Optional<String> id, Optional<String> secret, Optional<Instant> expiresAt) {
  /** A key that is generated, and never expires. */
  public static final NewKey GENERATED =
      new NewKey(Optional.empty(), Optional.empty(), Optional.empty());

  /** Of that id and secret, without an end. */
  public static NewKey of(String id, String secret) {
    return new NewKey(Optional.of(id), Optional.of(secret), Optional.empty());
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "NewKey[" + id.orElse("generated") + "]";
  }
}
