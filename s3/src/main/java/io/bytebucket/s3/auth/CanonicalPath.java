package io.bytebucket.s3.auth;

import io.bytebucket.http.PercentCoding;
import io.bytebucket.s3.error.S3ErrorCode;
import io.bytebucket.s3.error.S3Exception;

/**
 * A path as S3 signs it. Each segment is encoded once, however it was encoded when it was sent.
 * Dots and double slashes are kept, and so is a slash that was sent as {@code %2F}.
 */
final class CanonicalPath {
  private CanonicalPath() {}

  /**
   * The canonical form of a raw path.
   *
   * @throws S3Exception InvalidURI when it is not percent-encoded UTF-8
   */
  static String of(String rawPath) {
    if (rawPath.indexOf('%') < 0) {
      return PercentCoding.encode(rawPath, true);
    }
    StringBuilder out = new StringBuilder(rawPath.length() + 16);
    int start = 0;
    while (true) {
      int slash = rawPath.indexOf('/', start);
      int end = slash < 0 ? rawPath.length() : slash;
      String segment =
          PercentCoding.decode(rawPath.substring(start, end), false)
              .orElseThrow(() -> new S3Exception(S3ErrorCode.INVALID_URI));
      out.append(PercentCoding.encode(segment, false));
      if (slash < 0) {
        return out.toString();
      }
      out.append('/');
      start = slash + 1;
    }
  }
}
