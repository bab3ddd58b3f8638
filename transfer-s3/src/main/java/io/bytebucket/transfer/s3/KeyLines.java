package io.bytebucket.transfer.s3;

import io.bytebucket.transfer.report.Outcome;
import io.bytebucket.transfer.report.ReportLine;
import io.bytebucket.transfer.s3.bucket.Loss;
import io.bytebucket.transfer.s3.listing.KeyPlan.Pair;
import io.bytebucket.transfer.s3.listing.Version;
import io.bytebucket.transfer.s3.object.Moved;

/** What reports say of the versions of a key. */
record KeyLines(String bucket, String key) {
  /** It was there already. */
  ReportLine.OfObject equal(Pair pair) {
    Version target = pair.target();
    return ReportLine.OfObject.of(
            bucket,
            key,
            target.id(),
            pair.source().id(),
            target.isMarker(),
            target.sizeBytes(),
            target.etag())
        .withOutcome(
            Outcome.SKIPPED_EQUAL,
            target.etag().equals(pair.source().etag())
                ? ""
                : "its ETag at the source is " + pair.source().etag());
  }

  /** It was moved. */
  ReportLine.OfObject moved(Version source, Moved moved) {
    return ReportLine.OfObject.of(
            bucket,
            key,
            moved.versionId(),
            source.id(),
            source.isMarker(),
            moved.sizeBytes(),
            moved.etag())
        .withChecksum(moved.checksumAlgorithm(), moved.checksum())
        .withOutcome(moved.isProven() ? Outcome.COPIED : Outcome.DIFFERS, moved.note());
  }

  /** A version of the source could not be moved, or not be looked at. */
  ReportLine.OfObject failed(Version source, String reason) {
    return ofSource(source).withOutcome(Outcome.FAILED, reason);
  }

  /** A version of the source is not at the target. */
  ReportLine.OfObject missing(Version source, String reason) {
    return ofSource(source).withOutcome(Outcome.DIFFERS, reason);
  }

  /** A version of the target is none of the source's. */
  ReportLine.OfObject extra(Version target, String reason) {
    return ofTarget(target).withOutcome(Outcome.DIFFERS, reason);
  }

  /** It could not be found out what is to become of a version of the target. */
  ReportLine.OfObject extraFailed(Version target, String reason) {
    return ofTarget(target).withOutcome(Outcome.FAILED, reason);
  }

  private ReportLine.OfObject ofSource(Version version) {
    return ReportLine.OfObject.of(
        bucket, key, "", version.id(), version.isMarker(), version.sizeBytes(), version.etag());
  }

  private ReportLine.OfObject ofTarget(Version version) {
    return ReportLine.OfObject.of(
        bucket, key, version.id(), "", version.isMarker(), version.sizeBytes(), version.etag());
  }

  /** The source has more versions than are moved. */
  ReportLine.NotCarried leftOut(int count) {
    return new ReportLine.NotCarried(
        "object versions", bucket + "/" + key, "the oldest " + count + " are too many for one key");
  }

  static ReportLine.NotCarried loss(Loss loss) {
    return new ReportLine.NotCarried(loss.kind(), loss.name(), loss.reason());
  }
}
