package io.bytebucket.core.object;

import io.bytebucket.core.checksum.Hash;
import java.util.HexFormat;
import java.util.List;

/**
 * The entity tag of an object, without quotes: the MD5 of its bytes in lower-case hex. For an
 * object that was uploaded in N parts it has the form {@code hex-N}.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_Object.html">Object</a>
 */
public record ETag(String value) {
  /** The tag of an object that was put as a whole. */
  public static ETag ofMd5(byte[] md5) {
    return new ETag(HexFormat.of().formatHex(md5));
  }

  /**
   * The tag of an object that was uploaded in parts: the MD5 of the MD5s of its parts, and the
   * number of parts.
   *
   * @param partTags the tags of the parts, each an MD5
   */
  public static ETag ofParts(List<ETag> partTags) {
    Hash md5 = Hash.digest("MD5");
    for (ETag part : partTags) {
      byte[] value = HexFormat.of().parseHex(part.value());
      md5.update(value, 0, value.length);
    }
    return new ETag(HexFormat.of().formatHex(md5.finish()) + "-" + partTags.size());
  }

  /**
   * Whether it is of an object that was uploaded in parts. Where the object came from elsewhere,
   * its record may know of no parts nevertheless, so that nothing can be compared with the tag.
   */
  public boolean isOfParts() {
    return value.indexOf('-') >= 0;
  }

  /** The tag in quotes, as clients see it. */
  public String quoted() {
    return '"' + value + '"';
  }
}
