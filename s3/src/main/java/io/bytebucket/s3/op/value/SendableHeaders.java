package io.bytebucket.s3.op.value;

import io.bytebucket.core.object.ObjectAttributes;
import io.bytebucket.core.object.SystemMetadata;
import io.bytebucket.http.Headers;
import io.bytebucket.s3.error.S3ErrorCode;
import io.bytebucket.s3.error.S3Exception;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Refuses metadata that could not be sent back: an object that was stored and can never be read is
 * lost. All of an object's metadata must fit the header of one answer, whether it came in a header
 * field, in a field of a form, or in the query of a link.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingMetadata.html">Working
 *     with object metadata</a>
 */
public final class SendableHeaders {
  /** How long the header of a PUT may be in all, as on AWS. */
  public static final int SYSTEM_LIMIT_BYTES = 8 << 10;

  private SendableHeaders() {}

  /**
   * Refuses fields that cannot be sent back.
   *
   * @throws S3Exception with {@link S3ErrorCode#METADATA_TOO_LARGE}, or with {@link
   *     S3ErrorCode#INVALID_ARGUMENT} when a value would end its field
   */
  static void requireFit(SystemMetadata system) {
    int size =
        Stream.of(
                Optional.of(system.contentType()),
                system.cacheControl(),
                system.contentDisposition(),
                system.contentEncoding(),
                system.contentLanguage(),
                system.expires())
            .flatMap(Optional::stream)
            .mapToInt(SendableHeaders::size)
            .sum();
    requireFit(size);
  }

  /**
   * Refuses a value that is too long by itself, before it is parsed.
   *
   * @throws S3Exception with {@link S3ErrorCode#METADATA_TOO_LARGE}
   */
  static void requireFit(String value) {
    requireFit(value.length());
  }

  private static void requireFit(int size) {
    if (size > SYSTEM_LIMIT_BYTES) {
      throw tooLarge(size, SYSTEM_LIMIT_BYTES);
    }
  }

  private static S3Exception tooLarge(int size, int limitBytes) {
    return new S3Exception(S3ErrorCode.METADATA_TOO_LARGE)
        .with("Size", Integer.toString(size))
        .with("MaxSizeAllowed", Integer.toString(limitBytes));
  }

  private static int size(String value) {
    if (!isOneField(value)) {
      throw cannotBeSent(value);
    }
    return bytes(value);
  }

  /** The length of a value as it is sent, in UTF-8. */
  private static int bytes(String value) {
    return value.getBytes(StandardCharsets.UTF_8).length;
  }

  /**
   * Refuses user metadata whose names or values cannot be sent back. The store checks how much
   * there is in all.
   *
   * @param prefix what the names begin with, in lower case
   * @throws S3Exception with {@link S3ErrorCode#METADATA_TOO_LARGE} or {@link
   *     S3ErrorCode#INVALID_ARGUMENT}
   */
  static void requireNames(Headers headers, String prefix) {
    int[] chars = {0};
    headers.forEach((name, value) -> {
      if (name.startsWith(prefix)) {
        if (!isToken(name) || !isOneField(value)) {
          throw cannotBeSent(name);
        }
        // Counted here, before the values of a repeated name are joined.
        chars[0] += name.length() - prefix.length() + value.length();
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
    overrides.forEach((name, value) -> size[0] += bytes(value));
    if (size[0] > SYSTEM_LIMIT_BYTES) {
      throw new S3Exception(
          S3ErrorCode.INVALID_ARGUMENT, "The response headers that were asked for are too long.");
    }
    return overrides;
  }

  private static boolean isOneField(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if ((c < ' ' && c != '\t') || c == 0x7F) {
        return false;
      }
    }
    return true;
  }

  /** Whether RFC 9110 allows it as the name of a field. */
  private static boolean isToken(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean isWord = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
      if (!isWord && "!#$%&'*+-.^_`|~".indexOf(c) < 0) {
        return false;
      }
    }
    return !name.isEmpty();
  }

  private static S3Exception cannotBeSent(String what) {
    return new S3Exception(
            S3ErrorCode.INVALID_ARGUMENT, "The metadata cannot be sent as a header field.")
        .with("ArgumentValue", what);
  }
}
