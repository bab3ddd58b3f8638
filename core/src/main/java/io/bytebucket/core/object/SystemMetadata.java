package io.bytebucket.core.object;

import java.util.Optional;

/**
 * The header fields that S3 keeps with an object and returns as they were given.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingMetadata.html">Working
 *     with object metadata</a>
 */
public record SystemMetadata(
    String contentType,
    Optional<String> cacheControl,
    Optional<String> contentDisposition,
    Optional<String> contentEncoding,
    Optional<String> contentLanguage,
    Optional<String> expires) {
  /** What S3 returns for an object that was put without a type. */
  public static final String DEFAULT_CONTENT_TYPE = "binary/octet-stream";

  /** What is kept of an object about which nothing was said. */
  public static final SystemMetadata NONE =
      new SystemMetadata(
          DEFAULT_CONTENT_TYPE,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());
}
