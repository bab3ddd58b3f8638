package io.bytebucket.transfer.check;

import io.bytebucket.core.checksum.Checksum;
import io.bytebucket.core.object.ObjectRecord;
import io.bytebucket.transfer.report.ReportLine;
import java.util.Optional;

/** What a report says of an object, held against what there is. */
final class ReportedObject {
  private ReportedObject() {}

  /** In what they differ; empty when they do not. What the report does not know is passed over. */
  static Optional<String> difference(ReportLine.OfObject said, ObjectRecord there) {
    if (said.isDeleteMarker() != there.isDeleteMarker()) {
      return Optional.of(
          said.isDeleteMarker() ? "it is no delete marker" : "it is a delete marker");
    }
    if (said.sizeBytes() != there.sizeBytes()) {
      return Optional.of("it has " + there.sizeBytes() + " bytes, not " + said.sizeBytes());
    }
    if (!said.etag().isEmpty() && !said.etag().equals(there.etag().value())) {
      return Optional.of("its ETag is " + there.etag().value() + ", not " + said.etag());
    }
    if (said.checksum().isEmpty()) {
      return Optional.empty();
    }
    return checksum(said, there);
  }

  private static Optional<String> checksum(ReportLine.OfObject said, ObjectRecord there) {
    Optional<Checksum> kept =
        there.checksum().filter(sum -> sum.algorithm().name().equals(said.checksumAlgorithm()));
    if (kept.isEmpty()) {
      return Optional.of("it has no " + said.checksumAlgorithm());
    }
    boolean isSame =
        kept.get().base64().equals(said.checksum())
            || kept.get().text(there.partCount()).equals(said.checksum());
    return isSame
        ? Optional.empty()
        : Optional.of(
            "its "
                + said.checksumAlgorithm()
                + " is "
                + kept.get().base64()
                + ", not "
                + said.checksum());
  }
}
