package io.bytebucket.testkit.model;

import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.listing.ListCursor;
import io.bytebucket.core.object.ETag;
import io.bytebucket.core.object.ObjectAttributes;
import io.bytebucket.core.object.ObjectKey;
import io.bytebucket.core.object.ObjectRemover;
import io.bytebucket.core.object.WriteCondition;
import java.time.Instant;
import java.util.List;
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

  /** An object or a range of it; a range past the end is empty. */
  String get(BucketName bucket, ObjectKey key, long offset, long length);

  /** The record of an object, if its tag is among those asked for and not among those refused. */
  String head(BucketName bucket, ObjectKey key, Optional<ETag> ifMatch, Optional<ETag> ifNoneMatch);

  String delete(BucketName bucket, ObjectRemover.Target target);

  String deleteAll(BucketName bucket, List<ObjectRemover.Target> targets);

  PageAnswer list(
      BucketName bucket,
      String prefix,
      Optional<String> delimiter,
      Optional<ListCursor> after,
      int limit);

  static String failure(Failure failure) {
    return "failure " + failure;
  }

  static String object(
      ETag etag, long sizeBytes, Instant lastModified, ObjectAttributes attributes) {
    return "object " + etag.quoted() + " " + sizeBytes + " " + lastModified + " " + attributes;
  }
}
