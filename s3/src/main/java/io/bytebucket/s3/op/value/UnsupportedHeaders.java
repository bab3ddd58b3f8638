package io.bytebucket.s3.op.value;

import io.bytebucket.s3.error.S3ErrorCode;
import io.bytebucket.s3.error.S3Exception;
import io.bytebucket.s3.route.S3Request;
import java.util.List;

/**
 * Header fields that ask for something this server does not do. They are refused: a client that
 * asks for encryption or a lock must not be told that all went well.
 */
public final class UnsupportedHeaders {
  private static final String ENCRYPTION = "x-amz-server-side-encryption";

  private static final List<String> PREFIXES =
      List.of(
          ENCRYPTION,
          "x-amz-object-lock-",
          "x-amz-bucket-object-lock-enabled",
          "x-amz-website-redirect-location",
          "x-amz-write-offset-bytes");

  private static final String BYPASS = "x-amz-bypass-governance-retention";

  private UnsupportedHeaders() {}

  /**
   * Refuses a deletion that says whether it may bypass a lock: no bucket has locks.
   *
   * @throws S3Exception with {@link S3ErrorCode#INVALID_ARGUMENT}
   */
  public static void refuseBypass(S3Request request) {
    if (request.header(BYPASS).isPresent()) {
      throw new S3Exception(
              S3ErrorCode.INVALID_ARGUMENT,
              BYPASS + " is only applicable to Object Lock enabled buckets.")
          .with("ArgumentName", BYPASS);
    }
  }

  /**
   * Refuses a write that carries such a field. An empty field asks for nothing and is accepted.
   *
   * @throws S3Exception with {@link S3ErrorCode#NOT_IMPLEMENTED}
   */
  public static void refuse(S3Request request) {
    request
        .headers()
        .forEach((name, value) -> {
          if (!value.isEmpty() && !value.equalsIgnoreCase("false") && hasRefusedPrefix(name)) {
            throw new S3Exception(S3ErrorCode.NOT_IMPLEMENTED).with("Header", name);
          }
        });
  }

  private static boolean hasRefusedPrefix(String name) {
    for (String prefix : PREFIXES) {
      if (name.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Refuses a read that says how the object is encrypted. No object is encrypted, and the client
   * believes otherwise.
   *
   * @throws S3Exception with {@link S3ErrorCode#INVALID_REQUEST}
   */
  public static void refuseEncryption(S3Request request) {
    request
        .headers()
        .forEach((name, value) -> {
          if (name.startsWith(ENCRYPTION) && !value.isEmpty()) {
            throw new S3Exception(
                S3ErrorCode.INVALID_REQUEST,
                "The encryption parameters are not applicable to this object.");
          }
        });
  }
}
