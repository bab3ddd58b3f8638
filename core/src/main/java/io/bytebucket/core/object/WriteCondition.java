package io.bytebucket.core.object;

import io.bytebucket.core.failure.Condition;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The condition of a write. It is checked inside the commit, against the current version. So of
 * many writers with the same condition, exactly one can succeed.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html">Conditional
 *     writes</a>
 */
public sealed interface WriteCondition {
  /** Always holds. */
  record None() implements WriteCondition {}

  /** Holds while there is no object. */
  record IfAbsent() implements WriteCondition {}

  /** Holds while the object has a matching tag. */
  record IfMatch(ETagMatcher matcher) implements WriteCondition {}

  /** Holds while the object has that length or is gone. For deletions only. */
  record IfSize(long sizeBytes) implements WriteCondition {}

  /**
   * Holds while the object is the one that was made in that second, or is gone. For deletions only.
   */
  record IfLastModified(Instant time) implements WriteCondition {}

  /** Holds while all of these do. */
  record All(List<WriteCondition> conditions) implements WriteCondition {}

  /** The tags that it asks for, as a client writes them; empty when it asks for none. */
  default Optional<String> tagsAsked() {
    return switch (this) {
      case IfMatch(ETagMatcher.Any()) -> Optional.of("*");
      case IfMatch(ETagMatcher.OneOf(String list)) -> Optional.of(list);
      case All(List<WriteCondition> conditions) ->
          conditions.stream().flatMap(one -> one.tagsAsked().stream()).findFirst();
      case None _, IfAbsent _, IfSize _, IfLastModified _ -> Optional.empty();
    };
  }

  /**
   * Checks the condition for the current version, if there is one.
   *
   * @throws StoreException with {@link Failure.PreconditionFailed}, or with {@link
   *     Failure.NoSuchKey} when a tag was asked for and there is no object
   */
  default void check(ObjectKey key, Optional<ObjectRecord> current) {
    switch (this) {
      case None none -> {}
      case IfAbsent absent -> {
        if (current.isPresent()) {
          throw new StoreException(new Failure.PreconditionFailed(Condition.TAG_IS_NOT));
        }
      }
      case IfMatch(ETagMatcher matcher) -> {
        ObjectRecord object =
            current.orElseThrow(() -> new StoreException(new Failure.NoSuchKey(key.value())));
        if (!matcher.matches(object.etag())) {
          throw new StoreException(new Failure.PreconditionFailed(Condition.TAG_IS));
        }
      }
      case IfSize(long sizeBytes) -> {
        if (current.filter(object -> object.sizeBytes() != sizeBytes).isPresent()) {
          throw new StoreException(new Failure.PreconditionFailed(Condition.SIZE_IS));
        }
      }
      case IfLastModified(Instant time) -> {
        if (current.filter(object -> !isSameSecond(object.lastModified(), time)).isPresent()) {
          throw new StoreException(new Failure.PreconditionFailed(Condition.MODIFIED_AT));
        }
      }
      case All(List<WriteCondition> conditions) ->
          conditions.forEach(condition -> condition.check(key, current));
    }
  }

  private static boolean isSameSecond(Instant one, Instant other) {
    return one.getEpochSecond() == other.getEpochSecond();
  }
}
