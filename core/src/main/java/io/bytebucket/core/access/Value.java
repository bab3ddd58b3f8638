package io.bytebucket.core.access;

import java.util.Optional;

/**
 * Something that a decision asks about a request. That it was not said, and that nobody can tell
 * what was said, are two things: what forbids on a condition has to forbid when the condition
 * cannot be looked at.
 */
public sealed interface Value<T> {
  /** It was said, or is known otherwise. */
  record Present<T>(T value) implements Value<T> {}

  /** It was not said. */
  record Absent<T>() implements Value<T> {}

  /** It may have been said; it cannot be looked at, or not yet. */
  record Unavailable<T>() implements Value<T> {}

  /** What was said, if something was. */
  static <T> Value<T> of(Optional<T> said) {
    return said.<Value<T>>map(Present::new).orElseGet(Absent::new);
  }

  /** What is known, if something is. */
  default Optional<T> known() {
    return switch (this) {
      case Present<T>(T value) -> Optional.of(value);
      case Absent<T> absent -> Optional.empty();
      case Unavailable<T> unavailable -> Optional.empty();
    };
  }
}
