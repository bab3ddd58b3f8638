package io.bytebucket.s3.op;

import io.bytebucket.core.access.Action;
import io.bytebucket.core.access.Resource;
import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.failure.StoreException;
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

/**
 * The {@code x-amz-copy-source} of a request: split at its slashes first, and decoded then, so that
 * an escaped slash or question mark belongs to the key.
 *
 * @param source what is to be copied
 * @param conditions what must hold of it
 * @param expectedOwner who must own its bucket, if the client says so
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html">CopyObject</a>
 */
record CopySource(
    ObjectReader.Source source, ReadConditions conditions, Optional<String> expectedOwner) {
  static final String HEADER = "x-amz-copy-source";
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
    path = path.startsWith("/") ? path.substring(1) : path;
    int slash = path.indexOf('/');
    if (slash <= 0 || slash == path.length() - 1) {
      throw invalid(header, "Invalid copy source object key");
    }
    String bucket = part(header, path.substring(0, slash));
    ObjectKey key = new ObjectKey(part(header, path.substring(slash + 1)));
    return new CopySource(
        new ObjectReader.Source(new BucketName(bucket), key, version),
        ConditionHeaders.copySource(request),
        request.header("x-amz-source-expected-bucket-owner"));
  }

  private static String part(String header, String encoded) {
    return PercentCoding.decode(encoded, false)
        .orElseThrow(() -> invalid(header, "Invalid copy source encoding."));
  }

  private static S3Exception invalid(String header, String message) {
    return new S3Exception(S3ErrorCode.INVALID_ARGUMENT, message)
        .with("ArgumentName", HEADER)
        .with("ArgumentValue", header);
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
