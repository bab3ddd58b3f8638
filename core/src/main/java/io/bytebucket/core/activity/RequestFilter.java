package io.bytebucket.core.activity;

import java.time.Instant;
import java.util.Optional;

/**
 * Which past requests are wanted: those that have all that is given.
 *
 * @param port where they came in
 * @param bucket the bucket they named
 * @param operation what the protocol calls them
 * @param statusClass the class of their status, 1 to 5; 0 for those without an answer
 * @param requestId the id of their answer
 * @param from when they ended at the earliest
 * @param until when they ended at the latest
 */
public record RequestFilter(
    Optional<Port> port,
    Optional<String> bucket,
    Optional<String> operation,
    Optional<Integer> statusClass,
    Optional<String> requestId,
    Optional<Instant> from,
    Optional<Instant> until) {
  /** All of them. */
  public static final RequestFilter ALL =
      new RequestFilter(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  /** Whether it has what is asked of it, times aside. */
  public boolean matches(PastRequest request) {
    return port.filter(wanted -> wanted != request.port()).isEmpty()
        && bucket.filter(wanted -> !wanted.equals(request.bucket())).isEmpty()
        && operation.filter(wanted -> !wanted.equals(request.operation())).isEmpty()
        && statusClass.filter(wanted -> wanted != request.status() / 100).isEmpty()
        && requestId.filter(wanted -> !wanted.equals(request.requestId())).isEmpty();
  }
}
