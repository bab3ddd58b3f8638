package io.bytebucket.transfer.remote;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is to be moved, and how.
 *
 * @param command what the report is headed with, such as {@code import s3}
 * @param buckets patterns of names, with {@code *} and {@code ?}; none for all
 * @param report the file of the report; where an unfinished one is, its run goes on. Empty only for
 *     a dry run
 * @param mode what kind of run it is
 * @param wishes what else is wanted
 * @param limits how fast
 */
public record TransferOrder(
    String command,
    RemoteEndpoint source,
    RemoteEndpoint target,
    List<String> buckets,
    Optional<Path> report,
    Mode mode,
    Set<Wish> wishes,
    Limits limits) {
  /** Takes copies. */
  public TransferOrder {
    buckets = List.copyOf(buckets);
    wishes = Set.copyOf(wishes);
  }

  /** What kind of run it is. */
  public sealed interface Mode {
    /** All is moved, into buckets that are not there or hold nothing. */
    record First() implements Mode {}

    /**
     * Buckets may be there already, and only the difference is moved.
     *
     * @param alignsSettings whether tags and access control lists of what is there already are
     *     compared, and made the same
     * @param deletes whether what is gone from the source goes from the target, if a transfer
     *     brought it
     */
    record Continued(boolean alignsSettings, boolean deletes) implements Mode {}

    /** It is only said what would be done. */
    record Dry() implements Mode {}
  }

  /** What may be wanted of every run. */
  public enum Wish {
    /** Older versions and delete markers are moved, too. */
    VERSIONS,
    /** The access control lists of objects are moved. */
    ACLS,
    /** Every byte of every version is read at both ends and compared. */
    COMPARED_BYTES
  }

  /** Whether only the difference is moved. */
  public boolean isContinued() {
    return mode instanceof Mode.Continued;
  }

  /** Whether tags and access control lists of what is there already are made the same. */
  public boolean alignsSettings() {
    return mode instanceof Mode.Continued continued && continued.alignsSettings();
  }

  /** Whether what is gone from the source goes from the target. */
  public boolean deletes() {
    return mode instanceof Mode.Continued continued && continued.deletes();
  }

  /** Whether it is only said what would be done. */
  public boolean isDryRun() {
    return mode instanceof Mode.Dry;
  }

  /** Whether older versions and delete markers are moved, too. */
  public boolean movesVersions() {
    return wishes.contains(Wish.VERSIONS);
  }

  /** Whether the access control lists of objects are. */
  public boolean movesAcls() {
    return wishes.contains(Wish.ACLS);
  }

  /** Whether every byte of every version is read at both ends and compared. */
  public boolean comparesBytes() {
    return wishes.contains(Wish.COMPARED_BYTES);
  }

  /**
   * How fast and how stubborn.
   *
   * @param parallel objects at once
   * @param bytesPerSecond of bodies read from the source; 0 for no limit
   * @param requestsPerSecond to each end; 0 for no limit
   * @param attempts how often a request is made at the most before its object counts as failed
   */
  public record Limits(int parallel, long bytesPerSecond, long requestsPerSecond, int attempts) {}
}
