package io.bytebucket.s3.op.value;

import io.bytebucket.core.access.Demand;
import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.object.ObjectKey;
import io.bytebucket.core.object.ObjectReader;
import io.bytebucket.core.object.ReadConditions;
import io.bytebucket.core.object.VersionSelector;
import io.bytebucket.http.PercentCoding;
import io.bytebucket.s3.error.S3ErrorCode;
import io.bytebucket.s3.error.S3Exception;
import io.bytebucket.s3.route.S3Request;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The {@code x-amz-copy-source} of a request. The version is cut off before the rest is decoded, so
 * an escaped question mark is part of the key. The bucket ends at the first slash, which some
 * libraries escape; no bucket has a slash in its name.
 *
 * @param source what is to be copied
 * @param conditions what must hold of it
 * @param expectedOwner who must own its bucket, if the client says so
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html">CopyObject</a>
 */
public record CopySource(
    ObjectReader.Source source, ReadConditions conditions, Optional<String> expectedOwner) {
  static final String HEADER = "x-amz-copy-source";

  /** The header field of an answer that tells which version was copied. */
  public static final String VERSION_HEADER = "x-amz-copy-source-version-id";

  private static final String VERSION = "?versionId=";

  /**
   * The source that a request names.
   *
   * @throws S3Exception with {@link S3ErrorCode#INVALID_ARGUMENT}, or {@link
   *     S3ErrorCode#INVALID_REQUEST} when the request has a body
   * @throws StoreException when no object can have such a name
   */
  public static CopySource decode(S3Request request) {
    refuseBody(request);
    String header = request.header(HEADER).orElse("");
    int question = header.lastIndexOf(VERSION);
    String path = decoded(header, question < 0 ? header : header.substring(0, question));
    VersionSelector version =
        question < 0
            ? VersionSelector.current()
            : VersionParameter.parse(
                HEADER, decoded(header, header.substring(question + VERSION.length())));
    String name = path.startsWith("/") ? path.substring(1) : path;
    int slash = name.indexOf('/');
    if (slash <= 0 || slash == name.length() - 1) {
      throw invalid(header, "Invalid copy source object key");
    }
    ObjectKey key = new ObjectKey(name.substring(slash + 1));
    return new CopySource(
        new ObjectReader.Source(bucket(header, name.substring(0, slash)), key, version),
        ConditionHeaders.copySource(request),
        request.header("x-amz-source-expected-bucket-owner"));
  }

  /** A copy takes its bytes from the source, so a body would be lost. */
  private static void refuseBody(S3Request request) {
    if (request.body().lengthBytes() > 0 || request.header("transfer-encoding").isPresent()) {
      throw new S3Exception(
          S3ErrorCode.INVALID_REQUEST,
          "The request included a body. Requests of this type must not include a non-empty body.");
    }
  }

  /** Decodes as AWS does, like a query parameter: a plus sign is a space. */
  private static String decoded(String header, String part) {
    return PercentCoding.decode(part, true)
        .orElseThrow(() -> invalid(header, "Invalid copy source encoding."));
  }

  private static BucketName bucket(String header, String name) {
    try {
      return new BucketName(name);
    } catch (StoreException impossible) {
      throw invalid(header, "Invalid copy source bucket name");
    }
  }

  private static S3Exception invalid(String header, String message) {
    return new S3Exception(S3ErrorCode.INVALID_ARGUMENT, message)
        .with("ArgumentName", HEADER)
        .with("ArgumentValue", header);
  }

  /**
   * Runs a copy of this source.
   *
   * @throws S3Exception with {@link S3ErrorCode#INVALID_REQUEST} when the request names a version
   *     that is a delete marker, which has no bytes
   */
  public <T> T copied(Supplier<T> copy) {
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

  /** The source, for deciding who may read it. */
  public Demand.Source demanded() {
    return new Demand.Source(source.bucket(), source.key(), source.version(), expectedOwner);
  }
}
