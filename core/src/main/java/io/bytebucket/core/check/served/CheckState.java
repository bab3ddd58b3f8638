package io.bytebucket.core.check.served;

import io.bytebucket.core.check.Finding;
import io.bytebucket.core.check.Finding.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a check of a store that is served fares: the one under way, or else the last one.
 *
 * @param isDeep whether it reads all bytes
 * @param bytesPerSecond how many bytes it reads in a second; 0 for as many as can be
 * @param startedAt empty when there was none
 * @param counts how far it is, and what it found
 */
public record CheckState(
    Status status,
    boolean isDeep,
    long bytesPerSecond,
    Optional<Instant> startedAt,
    Optional<Instant> endedAt,
    Counts counts) {
  /** There was none. */
  static final CheckState NONE =
      new CheckState(Status.NONE, false, 0, Optional.empty(), Optional.empty(), Counts.NONE);

  /** Where it is. */
  public enum Status {
    /** There was none since the process began. */
    NONE,
    /** It goes on. */
    RUNNING,
    /** It looked at everything. */
    DONE,
    /** It was stopped. */
    STOPPED,
    /** The store could not be looked at; the log says why. */
    FAILED
  }

  /**
   * How far it is, and what it found.
   *
   * @param rows how many rows were read
   * @param totalObjects how many objects, versions and parts there were when it began
   * @param totalBytes what they had together
   * @param objects how many of them were looked at
   * @param bytes what these have together
   * @param found how much is wrong, by its kind
   * @param findings the first of them
   */
  public record Counts(
      long rows,
      long totalObjects,
      long totalBytes,
      long objects,
      long bytes,
      Map<Kind, Long> found,
      List<Finding> findings) {
    static final Counts NONE = new Counts(0, 0, 0, 0, 0, Map.of(), List.of());
  }

  static CheckState begun(boolean isDeep, long bytesPerSecond, Instant now) {
    return new CheckState(
        Status.RUNNING, isDeep, bytesPerSecond, Optional.of(now), Optional.empty(), Counts.NONE);
  }

  CheckState with(Counts other) {
    return new CheckState(status, isDeep, bytesPerSecond, startedAt, endedAt, other);
  }

  CheckState ended(Status how, Instant now) {
    return new CheckState(how, isDeep, bytesPerSecond, startedAt, Optional.of(now), counts);
  }
}
