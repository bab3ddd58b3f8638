package io.bytebucket.core.object;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * The conditions of a GET or HEAD. A tag condition that is given decides; the date condition of the
 * same sense then has no say.
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
  /** What the names of conditions on the source of a copy begin with. */
  private static final String COPY_SOURCE = "x-amz-copy-source-";

  /** No conditions. */
  public static final ReadConditions NONE =
      new ReadConditions(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /**
   * Holds the conditions against the source of a copy, where a copy that is still good is a
   * condition that does not hold.
   *
   * @throws StoreException with {@link Failure.PreconditionFailed}
   */
  public void requireWanted(ObjectRecord object) {
    if (!isWanted(object, COPY_SOURCE)) {
      throw broken(COPY_SOURCE, ifNoneMatch.isPresent() ? "If-None-Match" : "If-Modified-Since");
    }
  }

  /**
   * Holds the conditions against an object.
   *
   * @return whether it has to be sent; false means that the client's copy is still good
   * @throws StoreException with {@link Failure.PreconditionFailed}
   */
  boolean isWanted(ObjectRecord object) {
    return isWanted(object, "");
  }

  private boolean isWanted(ObjectRecord object, String prefix) {
    // Dates in headers have whole seconds; the fraction of the record must not count as newer.
    Instant lastModified = object.lastModified().truncatedTo(ChronoUnit.SECONDS);
    if (ifMatch.isPresent()) {
      if (!ifMatch.get().matches(object.etag())) {
        throw broken(prefix, "If-Match");
      }
    } else if (ifUnmodifiedSince.filter(lastModified::isAfter).isPresent()) {
      throw broken(prefix, "If-Unmodified-Since");
    }
    if (ifNoneMatch.isPresent()) {
      return !ifNoneMatch.get().matches(object.etag());
    }
    return ifModifiedSince.isEmpty() || lastModified.isAfter(ifModifiedSince.get());
  }

  private static StoreException broken(String prefix, String condition) {
    return new StoreException(new Failure.PreconditionFailed(prefix + condition));
  }
}
