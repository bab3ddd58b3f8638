package io.bytebucket.s3.op;

import io.bytebucket.core.checksum.Checksum;
import io.bytebucket.core.checksum.ChecksumAlgorithm;
import io.bytebucket.core.checksum.DigestClaims;
import io.bytebucket.s3.error.S3ErrorCode;
import io.bytebucket.s3.error.S3Exception;
import io.bytebucket.s3.route.S3Request;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a client says about the bytes it sends, and what it is told about those it gets.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity.html">Checking
 *     object integrity in Amazon S3</a>
 */
final class ChecksumHeaders {
  private static final String PREFIX = "x-amz-checksum-";
  private static final String SDK_ALGORITHM = "x-amz-sdk-checksum-algorithm";
  private static final int MD5_BYTES = 16;

  private ChecksumHeaders() {}

  /** The claims of a request with a body. The trailer is looked at when the body has ended. */
  static DigestClaims decode(S3Request request) {
    Optional<String> contentMd5 = request.headers().first("content-md5");
    contentMd5.ifPresent(ChecksumHeaders::requireMd5);
    List<String> named = new ArrayList<>();
    request
        .headers()
        .forEach((name, value) -> {
          if (name.startsWith(PREFIX) && isValueHeader(name)) {
            named.add(name);
          }
        });
    Optional<String> trailer =
        request
            .header("x-amz-trailer")
            .map(name -> name.strip().toLowerCase(Locale.ROOT))
            .filter(name -> name.startsWith(PREFIX));
    trailer.ifPresent(named::add);
    if (named.size() > 1) {
      throw new S3Exception(
          S3ErrorCode.INVALID_REQUEST,
          "Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.");
    }
    Optional<ChecksumAlgorithm> announced = announced(request);
    if (named.isEmpty()) {
      return withoutValue(request, contentMd5, announced);
    }
    String header = named.getFirst();
    ChecksumAlgorithm algorithm =
        ChecksumAlgorithm.named(header.substring(PREFIX.length()))
            .orElseThrow(ChecksumHeaders::unknownAlgorithm);
    if (announced.filter(other -> other != algorithm).isPresent()) {
      throw new S3Exception(
          S3ErrorCode.INVALID_REQUEST, "Value for " + SDK_ALGORITHM + " header is invalid.");
    }
    if (trailer.isPresent()) {
      return new DigestClaims(
          contentMd5,
          algorithm,
          () -> request.body().trailers().first(header).map(v -> require(algorithm, header, v)));
    }
    String value = require(algorithm, header, request.headers().first(header).orElse(""));
    return new DigestClaims(contentMd5, algorithm, () -> Optional.of(value));
  }

  /** {@code x-amz-checksum-algorithm}, {@code -type} and {@code -mode} carry no value of a body. */
  private static boolean isValueHeader(String name) {
    return !name.equals(PREFIX + "algorithm")
        && !name.equals(PREFIX + "type")
        && !name.equals(PREFIX + "mode");
  }

  /** The algorithm that the client's library says it used. */
  private static Optional<ChecksumAlgorithm> announced(S3Request request) {
    return request
        .header(SDK_ALGORITHM)
        .map(name ->
            ChecksumAlgorithm.named(name)
                .orElseThrow(() ->
                    new S3Exception(
                        S3ErrorCode.INVALID_REQUEST,
                        "Checksum algorithm provided is unsupported. Please try again with any of"
                            + " the valid types: "
                            + Arrays.toString(ChecksumAlgorithm.values()))));
  }

  private static DigestClaims withoutValue(
      S3Request request, Optional<String> contentMd5, Optional<ChecksumAlgorithm> announced) {
    if (announced.isPresent()) {
      throw new S3Exception(
          S3ErrorCode.INVALID_REQUEST,
          SDK_ALGORITHM
              + " specified, but no corresponding x-amz-checksum-* or x-amz-trailer headers were"
              + " found.");
    }
    ChecksumAlgorithm algorithm =
        request
            .header("x-amz-checksum-algorithm")
            .map(name ->
                ChecksumAlgorithm.named(name).orElseThrow(ChecksumHeaders::unknownAlgorithm))
            .orElse(ChecksumAlgorithm.CRC64NVME);
    return new DigestClaims(contentMd5, algorithm, Optional::empty);
  }

  private static S3Exception unknownAlgorithm() {
    return new S3Exception(
        S3ErrorCode.INVALID_REQUEST,
        "The algorithm type you specified in x-amz-checksum- header is invalid.");
  }

  private static String require(ChecksumAlgorithm algorithm, String header, String value) {
    if (Checksum.parse(algorithm, value).isEmpty()) {
      throw new S3Exception(
          S3ErrorCode.INVALID_REQUEST, "Value for " + header + " header is invalid.");
    }
    return value;
  }

  private static void requireMd5(String value) {
    try {
      if (Base64.getDecoder().decode(value).length == MD5_BYTES) {
        return;
      }
    } catch (IllegalArgumentException notBase64) {
      // Answered below, like a value of another length.
    }
    throw new S3Exception(S3ErrorCode.INVALID_DIGEST).with("Content-MD5", value);
  }

  /** The checksum of a whole object. */
  static void encode(Optional<Checksum> checksum, S3Response response) {
    checksum.ifPresent(value ->
        response
            .header(PREFIX + value.algorithm().headerSuffix(), value.base64())
            .header(PREFIX + "type", value.type().name()));
  }

  /**
   * Whether the client asked for checksums, in a header or, as presigned URLs have it, in the
   * query; the value is taken in any case, as S3 does.
   */
  static boolean isWanted(S3Request request) {
    return request
        .header(PREFIX + "mode")
        .or(() -> request.parameter(PREFIX + "mode"))
        .filter("ENABLED"::equalsIgnoreCase)
        .isPresent();
  }
}
