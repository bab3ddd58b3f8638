package io.bytebucket.s3.op.value;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.object.ObjectAttributes;
import io.bytebucket.core.object.SystemMetadata;
import io.bytebucket.http.Headers;
import io.bytebucket.s3.error.S3ErrorCode;
import io.bytebucket.s3.error.S3Exception;
import java.nio.charset.StandardCharsets;

/**
 * Refuses metadata that could not be sent back: an object that was stored and can never be read is
 * lost. All of an object's metadata must fit the header of one answer, whether it came in a header
 * field, in a field of a form, or in the query of a link.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingMetadata.html">Working
 *     with object metadata</a>
 */
public final class SendableHeaders {
  private SendableHeaders() {}

  /**
   * Refuses a value that is too long by itself, before it is parsed.
   *
   * @throws StoreException with {@link Failure.MetadataTooLarge}
   */
  static void requireFit(String value) {
    if (value.length() > SystemMetadata.LIMIT_BYTES) {
      throw tooLarge(value.length(), SystemMetadata.LIMIT_BYTES);
    }
  }

  private static StoreException tooLarge(int size, int limitBytes) {
    return new StoreException(new Failure.MetadataTooLarge(size, limitBytes));
  }

  /**
   * Refuses user metadata whose names or values cannot be sent back. The store checks how much
   * there is in all.
   *
   * @param prefix what the names begin with, in lower case
   * @throws StoreException with {@link Failure.MetadataTooLarge} or {@link
   *     Failure.InvalidUserMetadata}
   */
  static void requireNames(Headers headers, String prefix) {
    int[] chars = {0};
    headers.forEach((name, value) -> {
      if (name.startsWith(prefix)) {
        String own = name.substring(prefix.length());
        ObjectAttributes.requireSendable(own, value);
        // Counted here, before the values of a repeated name are joined.
        chars[0] += own.length() + value.length();
      }
    });
    if (chars[0] > ObjectAttributes.USER_METADATA_LIMIT_BYTES) {
      throw tooLarge(chars[0], ObjectAttributes.USER_METADATA_LIMIT_BYTES);
    }
  }

  /**
   * Checks the fields that a request wants in its answer, and returns them.
   *
   * @throws S3Exception with {@link S3ErrorCode#INVALID_ARGUMENT} when they are too long
   */
  static Headers requireFit(Headers overrides) {
    int[] size = {0};
    overrides.forEach((name, value) -> size[0] += value.getBytes(StandardCharsets.UTF_8).length);
    if (size[0] > SystemMetadata.LIMIT_BYTES) {
      throw new S3Exception(
          S3ErrorCode.INVALID_ARGUMENT, "The response headers that were asked for are too long.");
    }
    return overrides;
  }
}
