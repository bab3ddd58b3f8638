package io.bytebucket.s3.op;

import io.bytebucket.s3.error.S3ErrorCode;
import io.bytebucket.s3.error.S3Exception;
import io.bytebucket.s3.xml.XmlElement;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The tags of an object in a form: a document, as PutObjectTagging takes it.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-tagging.html">Categorizing
 *     your storage using tags</a>
 */
final class TaggingField {
  /** The most tags an object may have. */
  static final int TAGS_LIMIT = 10;

  /** The longest key of a tag. */
  static final int KEY_LIMIT_CHARS = 128;

  /** The longest value of a tag. */
  static final int VALUE_LIMIT_CHARS = 256;

  private TaggingField() {}

  static Map<String, String> decode(String document) {
    XmlElement tagging = DocumentBody.parse(document.getBytes(StandardCharsets.UTF_8), "Tagging");
    List<XmlElement> found =
        tagging
            .child("TagSet")
            .orElseThrow(() -> new S3Exception(S3ErrorCode.MALFORMED_XML))
            .children("Tag");
    Map<String, String> tags = new LinkedHashMap<>();
    for (XmlElement tag : found) {
      String key = text(tag, "Key");
      String value = text(tag, "Value");
      require(
          !key.isEmpty() && length(key) <= KEY_LIMIT_CHARS,
          "The TagKey you have provided is invalid");
      require(length(value) <= VALUE_LIMIT_CHARS, "The TagValue you have provided is invalid");
      require(tags.put(key, value) == null, "Cannot provide multiple Tags with the same key");
    }
    require(tags.size() <= TAGS_LIMIT, "Object tags cannot be greater than 10");
    return tags;
  }

  private static String text(XmlElement tag, String name) {
    return tag.childText(name).orElseThrow(() -> new S3Exception(S3ErrorCode.MALFORMED_XML));
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  private static void require(boolean holds, String problem) {
    if (!holds) {
      throw new S3Exception(S3ErrorCode.INVALID_TAG, problem);
    }
  }
}
