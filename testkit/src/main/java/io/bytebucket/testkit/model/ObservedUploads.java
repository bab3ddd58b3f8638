package io.bytebucket.testkit.model;

import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.object.ObjectAttributes;
import io.bytebucket.core.object.ObjectKey;
import io.bytebucket.core.object.ObjectReader;
import io.bytebucket.core.object.WriteCondition;
import io.bytebucket.core.upload.PartCopier;
import java.util.List;
import java.util.Optional;

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
  record Listed(int number, String etag) {}

  String create(BucketName bucket, ObjectKey key, ObjectAttributes attributes);

  String putPart(Handle upload, int number, byte[] body);

  String copyPart(
      Handle upload, int number, ObjectReader.Source source, Optional<PartCopier.Range> range);

  String complete(Handle upload, List<Listed> parts, WriteCondition condition);

  String abort(Handle upload);

  /** All parts, read in pages of that length. */
  String listParts(Handle upload, int limit);

  /** All uploads, read in pages of that length. */
  String list(BucketName bucket, String prefix, Optional<String> delimiter, int limit);

  /** Aborts what is older than a week, and forgets what was completed more than a day ago. */
  String expire();

  static String part(int number, String etag, long sizeBytes) {
    return "part " + number + " " + etag + " " + sizeBytes;
  }
}
