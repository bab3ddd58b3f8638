package io.bytebucket.s3.op.object;

import io.bytebucket.core.access.Caller;
import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.layout.PartIndex;
import io.bytebucket.core.object.HeldObject;
import io.bytebucket.core.object.ObjectKey;
import io.bytebucket.core.object.ObjectReader;
import io.bytebucket.core.object.ObjectRecord;
import io.bytebucket.core.object.ReadConditions;
import io.bytebucket.core.object.VersionSelector;
import io.bytebucket.http.Headers;
import io.bytebucket.pipeline.object.RangeField;
import io.bytebucket.s3.error.S3ErrorCode;
import io.bytebucket.s3.error.S3Exception;
import io.bytebucket.s3.op.value.AttributeHeaders;
import io.bytebucket.s3.op.value.ChecksumHeaders;
import io.bytebucket.s3.op.value.ConditionHeaders;
import io.bytebucket.s3.op.value.PartNumber;
import io.bytebucket.s3.op.value.UnsupportedHeaders;
import io.bytebucket.s3.op.value.VersionParameter;
import io.bytebucket.s3.route.ObjectInput;
import io.bytebucket.s3.route.S3Request;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What GetObject and HeadObject ask for: which version of which object, how much of it, and under
 * which conditions.
 *
 * @param partNumber the part to be read, if the client names one
 * @param range the range of bytes as the client wrote it, if any
 * @param ifRange what the object must be for the range to count
 * @param overrides header fields that take the place of the object's own in the answer
 * @param wantsChecksum whether the answer is to carry the checksum
 */
record ObjectRead(
    BucketName bucket,
    ObjectKey key,
    VersionSelector version,
    OptionalInt partNumber,
    ReadConditions conditions,
    Optional<String> range,
    Optional<String> ifRange,
    Headers overrides,
    boolean wantsChecksum)
    implements ObjectInput {
  static ObjectRead decode(S3Request request) {
    PartNumber.refuseWithRange(request);
    VersionSelector version = VersionParameter.decode(request);
    UnsupportedHeaders.refuseEncryption(request);
    return new ObjectRead(
        request.bucket(),
        request.key(),
        version,
        PartNumber.optional(request),
        ConditionHeaders.read(request),
        request.header("range"),
        request.header("if-range"),
        AttributeHeaders.overrides(request),
        ChecksumHeaders.isWanted(request));
  }

  ObjectReader.Source source() {
    return new ObjectReader.Source(bucket, key, version);
  }

  @Override
  public VersionSelector addressedVersion() {
    return version;
  }

  /** Which bytes of the object are to be sent. */
  Selection selection(HeldObject held, PartIndex parts) {
    ObjectRecord object = held.record();
    if (partNumber.isPresent()) {
      return Selection.ofPart(object, parts, partNumber.getAsInt());
    }
    return Selection.of(
        object,
        ifRange.filter(validator -> !RangeField.isCurrent(validator, object)).isPresent()
            ? Optional.empty()
            : RangeHeader.resolve(range, object.sizeBytes()));
  }

  /**
   * Refuses what an anonymous caller may not ask for.
   *
   * @throws S3Exception with {@link S3ErrorCode#INVALID_REQUEST}
   */
  void requireNamed(Caller caller) {
    if (caller instanceof Caller.Anonymous && overrides.size() > 0) {
      throw new S3Exception(
          S3ErrorCode.INVALID_REQUEST,
          "Request specific response headers cannot be used for anonymous GET requests.");
    }
  }
}
