package io.bytebucket.core.failure;

import org.jspecify.annotations.Nullable;

/**
 * Carries a {@link Failure} to the front end. It has a stack trace only when the failure is a fault
 * of the server: a missing key is traffic, not a bug.
 */
public final class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Failure failure;

  /** A failure that no other exception caused. */
  public StoreException(Failure failure) {
    this(failure, null);
  }

  /** A failure with the exception that caused it, which goes to the log. */
  public StoreException(Failure failure, @Nullable Throwable cause) {
    super(failure.getClass().getSimpleName(), cause, false, failure.isFault());
    this.failure = failure;
  }

  /** What went wrong. */
  public Failure failure() {
    return failure;
  }

  @Override
  public String toString() {
    return "StoreException: " + failure;
  }
}
