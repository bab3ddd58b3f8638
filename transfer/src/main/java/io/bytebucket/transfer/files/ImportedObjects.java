package io.bytebucket.transfer.files;

import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.moving.ImportedVersion;
import io.bytebucket.core.moving.ObjectImporter;
import io.bytebucket.core.object.ContentStream;
import io.bytebucket.core.object.ObjectReader;
import io.bytebucket.core.object.VersionSelector;
import io.bytebucket.transfer.report.Outcome;
import io.bytebucket.transfer.report.ReportLine;
import io.bytebucket.transfer.source.SameBytes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import java.util.OptionalLong;

/** Takes single versions in, and says what became of each. Thread-safe. */
final class ImportedObjects {
  /** How often another commit may be in the way. */
  private static final int ATTEMPTS_MAX = 20;

  private final ObjectImporter importer;
  private final Optional<ObjectReader> compared;

  /**
   * Into that store.
   *
   * @param compared reads each object back, to be compared byte for byte; none for no comparison
   */
  ImportedObjects(ObjectImporter importer, Optional<ObjectReader> compared) {
    this.importer = importer;
    this.compared = compared;
  }

  /**
   * Takes a version in.
   *
   * @throws StoreException when the store cannot go on
   */
  ReportLine.OfObject take(BucketName bucket, ImportedVersion version, ObjectImporter.Body body) {
    for (int attempt = 1; ; attempt++) {
      try {
        ReportLine.OfObject told = told(bucket, version, importer.put(bucket, version, body));
        return told.outcome().isThere() && !version.isDeleteMarker() && compared.isPresent()
            ? compared(compared.get(), bucket, version, body, told)
            : told;
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

  private static ReportLine.OfObject compared(
      ObjectReader reader,
      BucketName bucket,
      ImportedVersion version,
      ObjectImporter.Body body,
      ReportLine.OfObject told)
      throws IOException {
    VersionSelector selector =
        version.version().isNull()
            ? new VersionSelector.Null()
            : new VersionSelector.Exactly(version.version().sequence());
    try (ObjectReader.Content content =
            reader.open(new ObjectReader.Source(bucket, version.key(), selector));
        InputStream stored = new ContentStream(content, 0, content.object().sizeBytes());
        InputStream source = body.open()) {
      OptionalLong where = SameBytes.mismatch(source, stored);
      return where.isEmpty()
          ? told
          : VersionReports.of(
              bucket.value(),
              version,
              Outcome.DIFFERS,
              "its bytes are others from offset " + where.getAsLong());
    }
  }

  private static ReportLine.OfObject failed(
      BucketName bucket, ImportedVersion version, String reason) {
    return VersionReports.of(bucket.value(), version, Outcome.FAILED, reason);
  }

  private static String reason(IOException e) {
    return switch (e) {
      case NoSuchFileException _ -> "its file is missing";
      case AccessDeniedException _ -> "its file cannot be read: permission denied";
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
      case Failure.InvalidBucketName _ -> "no bucket can be called as its bucket is";
      case Failure.Corrupt _ -> "what was stored of it is damaged";
      default -> throw e;
    };
  }
}
