package io.bytebucket.transfer.files;

import io.bytebucket.core.checksum.Checksum;
import io.bytebucket.core.moving.ImportedVersion;
import io.bytebucket.core.object.ETag;
import io.bytebucket.transfer.report.Outcome;
import io.bytebucket.transfer.report.ReportLine;
import java.util.Optional;

/** Versions as reports tell of them. */
final class VersionReports {
  private VersionReports() {}

  static ReportLine.OfObject of(
      String bucket, ImportedVersion version, Outcome outcome, String reason) {
    Optional<Checksum> checksum = version.checksum();
    return ReportLine.OfObject.of(
            bucket,
            version.key().value(),
            version.version().text(),
            "",
            version.isDeleteMarker(),
            version.sizeBytes(),
            version.etag().map(ETag::value).orElse(""))
        .withChecksum(
            checksum.map(sum -> sum.algorithm().name()).orElse(""),
            checksum.map(sum -> sum.text(version.parts().size())).orElse(""))
        .withOutcome(outcome, reason);
  }
}
