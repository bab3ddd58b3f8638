package io.bytebucket.core.object;

import java.util.HexFormat;

/**
 * The entity tag of an object, without quotes: the MD5 of its bytes in lower-case hex, or for an
 * upload in parts {@code hex-N}.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_Object.html">Object</a>
 */
public record ETag(String value) {
  /** The tag of an object that was put as a whole. */
  public static ETag ofMd5(byte[] md5) {
    return new ETag(HexFormat.of().formatHex(md5));
  }

  /** The tag as it stands in headers and documents. */
  public String quoted() {
    return '"' + value + '"';
  }
}
