package io.bytebucket.core.policy;

import io.bytebucket.core.user.UserId;
import java.util.Optional;

/** Who is meant by the name that a policy has for somebody. */
@FunctionalInterface
public interface PrincipalNames {
  /** What a name stands for. */
  sealed interface Meaning {
    /** All users of the store. */
    record Account() implements Meaning {}

    /** One of them. */
    record User(UserId id) implements Meaning {}
  }

  /** The kinds of names. */
  enum Kind {
    /** The name of a resource, an account, or the id of a user. */
    AWS,
    /** The name by which clients know owners. */
    CANONICAL
  }

  /** What that name stands for; empty when nobody is called so. */
  Optional<Meaning> find(Kind kind, String name);
}
