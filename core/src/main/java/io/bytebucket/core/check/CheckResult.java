package io.bytebucket.core.check;

import io.bytebucket.core.check.Finding.Kind;
import java.util.Map;

/**
 * What came of a check.
 *
 * @param isComplete false when it was stopped
 * @param found how much is wrong, by its kind; what is held is not among it
 * @param held how many bytes are kept, blob by blob, only because rows in quarantine might need
 *     them
 * @param rows how many rows there are
 * @param objects how many objects, versions and parts were looked at
 * @param bytes how many bytes these have; all were read if it went deep
 * @param blobs how many blobs there are outside the metadata
 * @param quarantined how many rows are in quarantine
 */
public record CheckResult(
    boolean isComplete,
    Map<Kind, Long> found,
    long held,
    long rows,
    long objects,
    long bytes,
    long blobs,
    long quarantined) {
  /** Whether all was looked at and nothing is wrong. */
  public boolean isClean() {
    return isComplete && found.isEmpty();
  }

  /** How much is wrong, of all kinds together. */
  public long findings() {
    return found.values().stream().mapToLong(Long::longValue).sum();
  }
}
