package io.bytebucket.testkit.model;

import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.bucket.Versioning;
import io.bytebucket.core.checksum.Checksum;
import io.bytebucket.core.checksum.ChecksumAlgorithm;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.layout.LocatedPart;
import io.bytebucket.core.listing.ListCursor;
import io.bytebucket.core.listing.VersionLister;
import io.bytebucket.core.object.ETag;
import io.bytebucket.core.object.ObjectAttributes;
import io.bytebucket.core.object.ObjectKey;
import io.bytebucket.core.object.ObjectReader;
import io.bytebucket.core.object.ObjectRemover;
import io.bytebucket.core.object.ReadConditions;
import io.bytebucket.core.object.VersionId;
import io.bytebucket.core.object.WriteCondition;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A store whose every answer is a text, so that the answers of two can be compared, and a
 * difference can be read.
 */
interface ObservedStore {
  /** What is put, and whether its body arrives as it was announced. */
  @SuppressWarnings("ArrayRecordComponent") // a carrier that is written once and never compared
  record PutInput(
      BucketName bucket,
      ObjectKey key,
      byte[] body,
      boolean lengthKnown,
      ChecksumAlgorithm algorithm,
      ObjectAttributes attributes,
      WriteCondition condition,
      Fault fault) {}

  /** What is wrong with a body. */
  enum Fault {
    NONE,
    OTHER_MD5,
    OTHER_CHECKSUM,
    CUT_SHORT
  }

  /** One page of a listing, or why there is none. */
  record PageAnswer(String text, Optional<ListCursor> next) {}

  String createBucket(BucketName name, String owner);

  String deleteBucket(BucketName name);

  String listBuckets(String prefix, String after, int limit);

  String put(PutInput input);

  /** What is copied. */
  record CopyInput(
      ObjectReader.Source source,
      ReadConditions conditions,
      BucketName bucket,
      ObjectKey key,
      Optional<ObjectAttributes> attributes,
      Optional<Map<String, String>> tags,
      String storageClass,
      Optional<ChecksumAlgorithm> checksum,
      WriteCondition condition) {}

  /** What is renamed. */
  record RenameInput(
      BucketName bucket,
      ObjectKey from,
      ReadConditions conditions,
      ObjectKey to,
      WriteCondition condition) {}

  /** Deletes all versions of a bucket, and aborts its uploads. */
  String purge(BucketName bucket);

  String setVersioning(BucketName bucket, Versioning versioning);

  /** An object or a range of it; a range past the end is empty. */
  String get(ObjectReader.Source source, long offset, long length);

  /** The record of an object, if it is as the conditions have it. */
  String head(ObjectReader.Source source, ReadConditions conditions);

  String copy(CopyInput input);

  String rename(RenameInput input);

  String tag(ObjectReader.Source source, Map<String, String> tags);

  /** Buckets, apart from what is in them. */
  ObservedSettings settings();

  /** Uploads in parts. */
  ObservedUploads uploads();

  String delete(BucketName bucket, ObjectRemover.Target target);

  String deleteAll(BucketName bucket, List<ObjectRemover.Target> targets);

  PageAnswer list(
      BucketName bucket,
      String prefix,
      Optional<String> delimiter,
      Optional<ListCursor> after,
      int limit);

  /** All versions after a marker, read in pages of that length. */
  String listVersions(
      BucketName bucket,
      String prefix,
      Optional<String> delimiter,
      Optional<VersionLister.Marker> after,
      int limit);

  static String failure(Failure failure) {
    return "failure " + failure;
  }

  static String object(
      ETag etag,
      VersionId version,
      long sizeBytes,
      Instant lastModified,
      ObjectAttributes attributes,
      Optional<Checksum> checksum,
      int partCount) {
    return "object "
        + etag.quoted()
        + " "
        + version
        + " "
        + sizeBytes
        + " "
        + lastModified
        + " "
        + attributes
        + " "
        + checksum
        + " "
        + partCount;
  }

  static String parts(List<LocatedPart> parts) {
    return " parts " + parts;
  }

  static String version(
      String key, boolean isMarker, boolean isLatest, ETag etag, VersionId version) {
    return key
        + (isMarker ? " marker" : " version")
        + (isLatest ? " latest " : " ")
        + etag.value()
        + " "
        + version;
  }
}
