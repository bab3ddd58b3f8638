package io.bytebucket.core.object;

import io.bytebucket.core.failure.Condition;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * The conditions of a read. When there is a condition on the tag, the condition on the date in the
 * same direction does not count.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-reads.html">Conditional
 *     reads</a>
 */
public record ReadConditions(
    Optional<ETagMatcher> ifMatch,
    Optional<ETagMatcher> ifNoneMatch,
    Optional<Instant> ifModifiedSince,
    Optional<Instant> ifUnmodifiedSince) {
  /** No conditions. */
  public static final ReadConditions NONE =
      new ReadConditions(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /**
   * Checks the conditions for the source of a copy. Where a read would answer that the client's
   * copy is still good, a copy fails.
   *
   * @throws StoreException with {@link Failure.PreconditionFailed}
   */
  public void requireWanted(ObjectRecord object) {
    if (!isWanted(object, true)) {
      throw broken(ifNoneMatch.isPresent() ? Condition.TAG_IS_NOT : Condition.MODIFIED_SINCE, true);
    }
  }

  /**
   * Checks the conditions for an object.
   *
   * @return whether it has to be sent; false if the client's copy is still good
   * @throws StoreException with {@link Failure.PreconditionFailed}
   */
  boolean isWanted(ObjectRecord object) {
    return isWanted(object, false);
  }

  private boolean isWanted(ObjectRecord object, boolean isSource) {
    // Clients know dates in whole seconds, so the fraction of a second in the record must not count
    // as newer.
    Instant lastModified = object.lastModified().truncatedTo(ChronoUnit.SECONDS);
    if (ifMatch.isPresent()) {
      if (!ifMatch.get().matches(object.etag())) {
        throw broken(Condition.TAG_IS, isSource);
      }
    } else if (ifUnmodifiedSince.filter(lastModified::isAfter).isPresent()) {
      throw broken(Condition.UNMODIFIED_SINCE, isSource);
    }
    if (ifNoneMatch.isPresent()) {
      return !ifNoneMatch.get().matches(object.etag());
    }
    return ifModifiedSince.isEmpty() || lastModified.isAfter(ifModifiedSince.get());
  }

  private static StoreException broken(Condition condition, boolean isSource) {
    return new StoreException(new Failure.PreconditionFailed(condition, isSource));
  }
}
