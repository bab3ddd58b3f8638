package io.bytebucket.core.user;

import java.util.List;
import java.util.Optional;

/**
 * A user that is to be made, with its first key.
 *
 * @param name what people will call it; none for its id
 * @param rules what it may do
 */
public record NewUser(Optional<String> name, List<AccessRule> rules, NewKey key) {
  /** Of that name, with a key that is brought along. */
  public static NewUser of(String name, List<AccessRule> rules, String keyId, String secret) {
    return new NewUser(Optional.of(name), rules, NewKey.of(keyId, secret));
  }
}
