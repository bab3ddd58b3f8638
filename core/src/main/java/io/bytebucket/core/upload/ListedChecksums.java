package io.bytebucket.core.upload;

import io.bytebucket.core.checksum.Checksum;
import io.bytebucket.core.checksum.ChecksumAlgorithm;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;

/**
 * Checks what a list of parts says about their checksums when an upload is completed.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_CompletedPart.html">CompletedPart</a>
 */
final class ListedChecksums {
  private ListedChecksums() {}

  /**
   * Compares a part of the list with the part that was uploaded. The list may leave the checksum
   * out, unless the checksum of the object is computed from those of its parts.
   *
   * @throws StoreException with {@link Failure.PartChecksumMissing}, {@link
   *     Failure.PartChecksumOfOtherKind} or {@link Failure.InvalidPart}
   */
  static void require(Upload upload, UploadCompleter.Listed listed, UploadedPart part) {
    Upload.ChecksumPlan plan = upload.checksum();
    if (listed.checksum().isEmpty()) {
      if (plan.type() == Checksum.Type.COMPOSITE) {
        throw new StoreException(
            new Failure.PartChecksumMissing(plan.algorithm().name(), listed.number()));
      }
      return;
    }
    UploadCompleter.Claim claim = listed.checksum().get();
    ChecksumAlgorithm algorithm = claim.algorithm();
    if (algorithm != plan.algorithm() && plan.isAskedFor()) {
      throw new StoreException(
          new Failure.PartChecksumOfOtherKind(algorithm.name(), listed.number()));
    }
    if (algorithm != plan.algorithm() || !claim.base64().equals(part.checksum().base64())) {
      throw new StoreException(
          new Failure.InvalidPart(upload.id().text(), listed.number(), listed.etag()));
    }
  }
}
