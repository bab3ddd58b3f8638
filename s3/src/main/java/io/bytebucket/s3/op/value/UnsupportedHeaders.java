package io.bytebucket.s3.op.value;

import io.bytebucket.s3.error.S3ErrorCode;
import io.bytebucket.s3.error.S3Exception;
import io.bytebucket.s3.route.S3Request;
import java.util.List;
import java.util.Set;

/**
 * Header fields that ask for something this server does not do. They are refused: a client that
 * asks for encryption or a lock must not be told that all went well.
 */
public final class UnsupportedHeaders {
  private static final String GRANT = "x-amz-grant-";
  private static final String ENCRYPTION = "x-amz-server-side-encryption";

  private static final List<String> PREFIXES =
      List.of(
          ENCRYPTION,
          "x-amz-object-lock-",
          "x-amz-bucket-object-lock-enabled",
          GRANT,
          "x-amz-website-redirect-location",
          "x-amz-write-offset-bytes",
          "x-amz-object-ownership");

  private static final String ACL = "x-amz-acl";

  /** The access control lists that are accepted: those that grant nothing beyond the owner. */
  private static final Set<String> ACLS_OF_ALL =
      Set.of("private", "bucket-owner-full-control", "bucket-owner-read");

  /** The access control lists of AWS that would let others in. */
  private static final Set<String> ACLS_OF_OTHERS =
      Set.of(
          "public-read",
          "public-read-write",
          "authenticated-read",
          "aws-exec-read",
          "log-delivery-write");

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
   * @throws S3Exception with {@link S3ErrorCode#NOT_IMPLEMENTED}, or {@link
   *     S3ErrorCode#INVALID_ARGUMENT} for an access control list that S3 does not have
   */
  public static void refuse(S3Request request) {
    refuseTwoKindsOfAccess(request);
    request
        .headers()
        .forEach((name, value) -> {
          if (!value.isEmpty() && !value.equalsIgnoreCase("false") && isRefused(name, value)) {
            throw new S3Exception(S3ErrorCode.NOT_IMPLEMENTED).with("Header", name);
          }
        });
  }

  private static void refuseTwoKindsOfAccess(S3Request request) {
    if (request.header(ACL).isPresent()) {
      request
          .headers()
          .forEach((name, value) -> {
            if (name.startsWith(GRANT)) {
              throw new S3Exception(
                  S3ErrorCode.INVALID_REQUEST,
                  "Specifying both Canned ACLs and Header Grants is not allowed");
            }
          });
    }
  }

  private static boolean isRefused(String name, String value) {
    if (!name.equals(ACL)) {
      return hasRefusedPrefix(name);
    }
    if (!ACLS_OF_ALL.contains(value) && !ACLS_OF_OTHERS.contains(value)) {
      // AWS sends no message here.
      throw new S3Exception(S3ErrorCode.INVALID_ARGUMENT, "")
          .with("ArgumentName", ACL)
          .with("ArgumentValue", value);
    }
    return ACLS_OF_OTHERS.contains(value);
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
