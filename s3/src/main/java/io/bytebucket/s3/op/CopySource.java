package io.bytebucket.s3.op;

import io.bytebucket.core.access.Action;
import io.bytebucket.core.access.Resource;
import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.object.HeldObject;
import io.bytebucket.core.object.ObjectKey;
import io.bytebucket.core.object.ObjectReader;
import io.bytebucket.core.object.ReadConditions;
import io.bytebucket.core.object.VersionSelector;
import io.bytebucket.http.PercentCoding;
import io.bytebucket.s3.error.S3ErrorCode;
import io.bytebucket.s3.error.S3Exception;
import io.bytebucket.s3.route.Operation;
import io.bytebucket.s3.route.S3Request;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The {@code x-amz-copy-source} of a request. The version is split off first, and the rest decoded
 * then, so that an escaped question mark belongs to the key; the bucket ends at the first slash,
 * which libraries send escaped or not, and no bucket has one in its name.
 *
 * @param source what is to be copied
 * @param conditions what must hold of it
 * @param expectedOwner who must own its bucket, if the client says so
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html">CopyObject</a>
 */
record CopySource(
    ObjectReader.Source source, ReadConditions conditions, Optional<String> expectedOwner) {
  static final String HEADER = "x-amz-copy-source";

  /** The header field of an answer that tells which version was copied. */
  static final String VERSION_HEADER = "x-amz-copy-source-version-id";

  private static final String VERSION = "?versionId=";

  /**
   * The source that a request names.
   *
   * @throws S3Exception with {@link S3ErrorCode#INVALID_ARGUMENT}
   * @throws StoreException when no bucket or object can have such a name
   */
  static CopySource decode(S3Request request) {
    String header = request.header(HEADER).orElse("");
    int question = header.lastIndexOf(VERSION);
    String path = question < 0 ? header : header.substring(0, question);
    VersionSelector version =
        question < 0
            ? VersionSelector.current()
            : VersionParameter.parse(HEADER, header.substring(question + VERSION.length()));
    String name =
        PercentCoding.decode(path, false)
            .map(text -> text.startsWith("/") ? text.substring(1) : text)
            .orElseThrow(() -> invalid(header, "Invalid copy source encoding."));
    int slash = name.indexOf('/');
    if (slash <= 0 || slash == name.length() - 1) {
      throw invalid(header, "Invalid copy source object key");
    }
    ObjectKey key = new ObjectKey(name.substring(slash + 1));
    return new CopySource(
        new ObjectReader.Source(new BucketName(name.substring(0, slash)), key, version),
        ConditionHeaders.copySource(request),
        request.header("x-amz-source-expected-bucket-owner"));
  }

  /** The version that was copied, as it is told: as on AWS the null version is not. */
  static Optional<String> versionId(HeldObject source) {
    return source.versionId().filter(_ -> !source.record().version().isNull());
  }

  private static S3Exception invalid(String header, String message) {
    return new S3Exception(S3ErrorCode.INVALID_ARGUMENT, message)
        .with("ArgumentName", HEADER)
        .with("ArgumentValue", header);
  }

  /**
   * What comes of a copy.
   *
   * @throws S3Exception with {@link S3ErrorCode#INVALID_REQUEST} when the source is a delete marker
   *     that the request names, which is there and has no bytes
   */
  <T> T copied(Supplier<T> copy) {
    try {
      return copy.get();
    } catch (StoreException e) {
      if (e.failure() instanceof Failure.DeleteMarker marker && marker.isNamed()) {
        throw new S3Exception(
            S3ErrorCode.INVALID_REQUEST,
            "The source of a copy request may not specifically refer to a delete marker by version"
                + " id.");
      }
      throw e;
    }
  }

  /** What the caller must be allowed to do to the source. */
  List<Operation.Permission> permissions() {
    Action action =
        source.version() instanceof VersionSelector.Current
            ? Action.GET_OBJECT
            : Action.GET_OBJECT_VERSION;
    return List.of(
        new Operation.Permission(
            action, new Resource.OfObject(source.bucket(), source.key()), expectedOwner));
  }
}
