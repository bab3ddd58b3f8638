package io.bytebucket.server.acme;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Why an ACME server issued no certificate, in words for the operator. */
final class NotIssuedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Optional<Instant> retryAfter;

  NotIssuedException(String reason, @Nullable Throwable cause) {
    this(reason, cause, Optional.empty());
  }

  /**
   * The same of an ACME server that wants to be left alone.
   *
   * @param retryAfter until then
   */
  NotIssuedException(String reason, @Nullable Throwable cause, Optional<Instant> retryAfter) {
    super(reason, cause);
    this.retryAfter = retryAfter;
  }

  /** Until when the ACME server wants to be left alone, if it says so. */
  Optional<Instant> retryAfter() {
    return retryAfter;
  }
}
