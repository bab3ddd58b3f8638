package io.bytebucket.transfer.files;

import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.moving.ImportedVersion;
import io.bytebucket.core.moving.ObjectImporter;
import io.bytebucket.transfer.report.Outcome;
import io.bytebucket.transfer.report.ReportLine;
import java.io.IOException;
import java.nio.file.NoSuchFileException;

/** Takes single versions in, and says what became of each. Thread-safe. */
final class ImportedObjects {
  /** How often another commit may be in the way. */
  private static final int ATTEMPTS_MAX = 20;

  private final ObjectImporter importer;

  ImportedObjects(ObjectImporter importer) {
    this.importer = importer;
  }

  /**
   * Takes a version in.
   *
   * @throws StoreException when the store cannot go on
   */
  ReportLine.OfObject take(BucketName bucket, ImportedVersion version, ObjectImporter.Body body) {
    for (int attempt = 1; ; attempt++) {
      try {
        return told(bucket, version, importer.put(bucket, version, body));
      } catch (IOException e) {
        return failed(bucket, version, reason(e));
      } catch (StoreException e) {
        if (!(e.failure() instanceof Failure.Busy) || attempt == ATTEMPTS_MAX) {
          return failed(bucket, version, reason(e));
        }
      }
    }
  }

  private static ReportLine.OfObject told(
      BucketName bucket, ImportedVersion version, ObjectImporter.Result result) {
    return switch (result) {
      case ObjectImporter.Result.Put(var record) ->
          ReportLine.OfObject.of(bucket.value(), version.key(), record, Outcome.COPIED, "");
      case ObjectImporter.Result.Equal(var record) ->
          ReportLine.OfObject.of(bucket.value(), version.key(), record, Outcome.SKIPPED_EQUAL, "");
      case ObjectImporter.Result.Different(String what) ->
          VersionReports.of(
              bucket.value(), version, Outcome.DIFFERS, "what is there has another " + what);
    };
  }

  private static ReportLine.OfObject failed(
      BucketName bucket, ImportedVersion version, String reason) {
    return VersionReports.of(bucket.value(), version, Outcome.FAILED, reason);
  }

  private static String reason(IOException e) {
    return switch (e) {
      case NoSuchFileException _ -> "its file is missing";
      case UnsafePathException unsafe -> unsafe.explanation();
      default -> "its file cannot be read: " + e;
    };
  }

  /** What is wrong with the object alone; all else ends the run. */
  private static String reason(StoreException e) {
    return switch (e.failure()) {
      case Failure.IncompleteBody _ -> "its file is not as long as it was";
      case Failure.BadDigest _ -> "the bytes of its file do not have its ETag";
      case Failure.ChecksumMismatch _ -> "the bytes of its file do not have its checksum";
      case Failure.NoSuchBucket _ -> "its bucket is not there";
      default -> throw e;
    };
  }
}
