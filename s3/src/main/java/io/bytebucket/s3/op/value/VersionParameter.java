package io.bytebucket.s3.op.value;

import io.bytebucket.core.object.VersionId;
import io.bytebucket.core.object.VersionSelector;
import io.bytebucket.s3.error.S3ErrorCode;
import io.bytebucket.s3.error.S3Exception;
import io.bytebucket.s3.route.S3Request;
import java.util.Optional;

/** The {@code versionId} of a request. */
public final class VersionParameter {
  /** The header field of an answer that names the version. */
  public static final String HEADER = "x-amz-version-id";

  private static final String NAME = "versionId";

  private VersionParameter() {}

  /**
   * The version that the request names.
   *
   * @throws S3Exception with {@link S3ErrorCode#INVALID_ARGUMENT}
   */
  public static VersionSelector decode(S3Request request) {
    Optional<String> text = request.query().first(NAME);
    return text.isEmpty() ? VersionSelector.current() : parse(NAME, text.get());
  }

  /**
   * The version that a text names.
   *
   * @throws S3Exception with {@link S3ErrorCode#INVALID_ARGUMENT} when no version has such a name
   */
  public static VersionSelector parse(String argument, String text) {
    if (text.isEmpty()) {
      throw invalid(argument, "Version id cannot be the empty string", text);
    }
    return VersionId.parse(text)
        .orElseThrow(() -> invalid(argument, "Invalid version id specified", text));
  }

  /**
   * Refuses a version in a request that cannot choose one.
   *
   * @throws S3Exception with {@link S3ErrorCode#INVALID_ARGUMENT}
   */
  public static void refuse(S3Request request) {
    if (request.query().contains(NAME)) {
      throw invalid(
          NAME,
          "This operation does not accept a version-id.",
          request.query().first(NAME).orElse(""));
    }
  }

  private static S3Exception invalid(String argument, String message, String text) {
    return new S3Exception(S3ErrorCode.INVALID_ARGUMENT, message)
        .with("ArgumentName", argument)
        .with("ArgumentValue", text);
  }
}
