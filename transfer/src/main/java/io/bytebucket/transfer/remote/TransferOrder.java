package io.bytebucket.transfer.remote;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What is to be moved, and how.
 *
 * @param command what the report is headed with, such as {@code import s3}
 * @param buckets patterns of names, with {@code *} and {@code ?}; none for all
 * @param report the file of the report; where an unfinished one is, its run goes on. Empty only for
 *     a dry run
 * @param isContinued whether buckets may be there already, and only the difference is moved
 * @param alignsSettings whether tags and access control lists of what is there already are
 *     compared, and made the same
 * @param comparesBytes whether every byte of every version is read at both ends and compared
 * @param movesVersions whether older versions and delete markers are moved, too
 * @param movesAcls whether the access control lists of objects are
 * @param deletes whether what is gone from the source goes from the target, if a transfer brought
 *     it
 * @param isDryRun whether it is only said what would be done
 * @param limits how fast
 */
public record TransferOrder(
    String command,
    RemoteEndpoint source,
    RemoteEndpoint target,
    List<String> buckets,
    Optional<Path> report,
    boolean isContinued,
    boolean alignsSettings,
    boolean comparesBytes,
    boolean movesVersions,
    boolean movesAcls,
    boolean deletes,
    boolean isDryRun,
    Limits limits) {
  /** Takes a copy. */
  public TransferOrder {
    buckets = List.copyOf(buckets);
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
