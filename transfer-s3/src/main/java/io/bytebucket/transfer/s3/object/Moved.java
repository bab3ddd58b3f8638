package io.bytebucket.transfer.s3.object;

import io.bytebucket.transfer.s3.bucket.Loss;
import java.util.List;

/**
 * What came of moving a version.
 *
 * @param versionId at the target; empty where it keeps none
 * @param etag at the target, without quotes
 * @param checksumAlgorithm of the checksum that went along and was verified there; empty for none
 * @param checksum in Base64; empty for none
 * @param isProven whether it is known that the target has the source's bytes
 * @param note what is to be said of it; empty for nothing
 * @param losses what could not go along
 */
public record Moved(
    String versionId,
    long sizeBytes,
    String etag,
    String checksumAlgorithm,
    String checksum,
    boolean isProven,
    String note,
    List<Loss> losses) {
  /** Takes a copy. */
  public Moved {
    losses = List.copyOf(losses);
  }

  /** The same with what could not go along. */
  Moved losing(List<Loss> what) {
    return new Moved(versionId, sizeBytes, etag, checksumAlgorithm, checksum, isProven, note, what);
  }
}
