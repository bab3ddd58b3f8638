package io.bytebucket.testkit.model;

import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.checksum.Checksum;
import io.bytebucket.core.checksum.ChecksumAlgorithm;
import io.bytebucket.core.object.ETag;
import io.bytebucket.core.object.ObjectAttributes;
import io.bytebucket.core.object.ObjectKey;
import io.bytebucket.core.object.ObjectReader;
import io.bytebucket.core.object.ReadConditions;
import io.bytebucket.core.object.VersionId;
import io.bytebucket.core.object.WriteCondition;
import io.bytebucket.core.upload.PartCopier;
import io.bytebucket.core.upload.Upload;
import io.bytebucket.core.upload.UploadCompleter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The uploads of an {@link ObservedStore}. They are known by the order in which they were begun.
 */
interface ObservedUploads {
  /**
   * Which upload, and where it is said to be.
   *
   * @param number how many were begun before it
   */
  record Handle(BucketName bucket, ObjectKey key, int number) {}

  /** A part in the list of a completion. */
  record Listed(int number, String etag, Optional<UploadCompleter.Claim> checksum) {}

  /** What is completed, and what is said about the object. */
  record CompleteInput(
      Handle upload,
      List<Listed> parts,
      OptionalLong sizeBytes,
      Optional<String> checksum,
      Optional<Checksum.Type> type,
      WriteCondition condition) {}

  /**
   * Where a listing of uploads begins: after that upload of a key, or after all of a key or common
   * prefix.
   */
  record Start(String key, boolean isPrefix, Optional<Integer> number) {}

  String create(
      BucketName bucket, ObjectKey key, ObjectAttributes attributes, Upload.ChecksumPlan checksum);

  /**
   * Puts a part.
   *
   * @param claimed the algorithm of a checksum that the client is said to send
   */
  String putPart(Handle upload, int number, byte[] body, Optional<ChecksumAlgorithm> claimed);

  String copyPart(
      Handle upload,
      int number,
      ObjectReader.Source source,
      ReadConditions conditions,
      Optional<PartCopier.Range> range);

  String complete(CompleteInput input);

  /** Aborts an upload; if a time is given, then only one that was begun in that second. */
  String abort(Handle upload, Optional<Instant> begunAt);

  /** All parts above a number, read in pages of that length. */
  String listParts(Handle upload, int after, int limit);

  /** All uploads from a start, read in pages of that length. */
  String list(
      BucketName bucket,
      String prefix,
      Optional<String> delimiter,
      Optional<Start> after,
      int limit);

  /** Aborts what is older than a week, and forgets what was completed more than a day ago. */
  String expire();

  static String completed(ETag etag, VersionId version, Checksum checksum) {
    return "completed " + etag.value() + " " + version + " " + checksum;
  }

  static String part(int number, String etag, long sizeBytes, Checksum checksum, Instant time) {
    return "part " + number + " " + etag + " " + sizeBytes + " " + checksum.base64() + " " + time;
  }
}
