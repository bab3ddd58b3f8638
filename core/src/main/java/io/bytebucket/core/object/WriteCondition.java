package io.bytebucket.core.object;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import java.util.Optional;

/**
 * The condition of a write. It is held against the current version inside the commit, so of many
 * writers with one condition exactly one can succeed.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html">Conditional
 *     writes</a>
 */
public sealed interface WriteCondition {
  /** Always holds. */
  record None() implements WriteCondition {}

  /** Holds while there is no object: {@code If-None-Match: *}. */
  record IfAbsent() implements WriteCondition {}

  /** Holds while the object has a matching tag. */
  record IfMatch(ETagMatcher matcher) implements WriteCondition {}

  /**
   * Holds the condition against the current version, if there is one.
   *
   * @throws StoreException with {@link Failure.PreconditionFailed}, or with {@link
   *     Failure.NoSuchKey} when a tag was asked for and there is no object
   */
  default void check(ObjectKey key, Optional<ObjectRecord> current) {
    switch (this) {
      case None none -> {}
      case IfAbsent absent -> {
        if (current.isPresent()) {
          throw new StoreException(new Failure.PreconditionFailed("If-None-Match"));
        }
      }
      case IfMatch(ETagMatcher matcher) -> {
        ObjectRecord object =
            current.orElseThrow(() -> new StoreException(new Failure.NoSuchKey(key.value())));
        if (!matcher.matches(object.etag())) {
          throw new StoreException(new Failure.PreconditionFailed("If-Match"));
        }
      }
    }
  }
}
