package io.bytebucket.core.object;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.value.FieldText;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The standard fields that S3 keeps with an object and returns unchanged.
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
  /** How long these fields may be together, in bytes of UTF-8, as on AWS. */
  public static final int LIMIT_BYTES = 8 << 10;

  /** The type of an object that was put without one. */
  public static final String DEFAULT_CONTENT_TYPE = "binary/octet-stream";

  /** The fields of an object about which nothing was said. */
  public static final SystemMetadata NONE =
      new SystemMetadata(
          DEFAULT_CONTENT_TYPE,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  /**
   * Checks that the fields can be sent back. Stored records are read without this check.
   *
   * @return this
   * @throws StoreException with {@link Failure.MetadataTooLarge} or {@link
   *     Failure.InvalidMetadataValue}
   */
  public SystemMetadata requireSendable() {
    int size =
        sizeBytes(contentType)
            + sizeBytes(cacheControl)
            + sizeBytes(contentDisposition)
            + sizeBytes(contentEncoding)
            + sizeBytes(contentLanguage)
            + sizeBytes(expires);
    if (size > LIMIT_BYTES) {
      throw new StoreException(new Failure.MetadataTooLarge(size, LIMIT_BYTES));
    }
    return this;
  }

  private static int sizeBytes(Optional<String> value) {
    return value.isPresent() ? sizeBytes(value.get()) : 0;
  }

  private static int sizeBytes(String value) {
    if (!FieldText.isValue(value)) {
      throw new StoreException(new Failure.InvalidMetadataValue(value));
    }
    return value.getBytes(StandardCharsets.UTF_8).length;
  }
}
