package io.bytebucket.s3.op;

import io.bytebucket.s3.error.S3ErrorCode;
import io.bytebucket.s3.error.S3Exception;
import io.bytebucket.s3.route.S3Request;
import java.util.List;
import java.util.Set;

/**
 * Header fields that ask for something this server does not do. They are refused: a client that
 * asks for encryption or a lock must not be told that all went well.
 */
final class UnsupportedHeaders {
  private static final List<String> PREFIXES =
      List.of(
          "x-amz-server-side-encryption",
          "x-amz-object-lock-",
          "x-amz-bucket-object-lock-enabled",
          "x-amz-grant-",
          "x-amz-website-redirect-location",
          "x-amz-tagging",
          "x-amz-write-offset-bytes",
          "x-amz-object-ownership");

  /** What an access control list may say: only what is so in any case. */
  private static final Set<String> ACLS =
      Set.of("private", "bucket-owner-full-control", "bucket-owner-read");

  private UnsupportedHeaders() {}

  /**
   * Refuses a write that carries such a field.
   *
   * @throws S3Exception with {@link S3ErrorCode#NOT_IMPLEMENTED}
   */
  static void refuse(S3Request request) {
    request
        .headers()
        .forEach((name, value) -> {
          boolean refused =
              PREFIXES.stream().anyMatch(name::startsWith) && !value.equalsIgnoreCase("false");
          if (refused || (name.equals("x-amz-acl") && !ACLS.contains(value))) {
            throw new S3Exception(
                    S3ErrorCode.NOT_IMPLEMENTED,
                    "A header you provided implies functionality that is not implemented")
                .with("Header", name);
          }
        });
  }
}
