package io.bytebucket.transfer.original;

import io.bytebucket.core.value.Tags;
import io.bytebucket.transfer.source.SourceJson;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The tags that stand beside an object. */
final class TagsFile {
  /** The end of its name. */
  static final String SUFFIX = ".tags.json";

  static final int LIMIT_BYTES = 1 << 18;

  private TagsFile() {}

  /**
   * The tags of a document, in their order. The original takes any characters in them; those that
   * XML can carry, and so a client can read, are kept.
   *
   * @throws IOException when it is none, or holds what no object can have; the message says why
   */
  static Map<String, String> parse(byte[] document) throws IOException {
    Map<String, String> tags = new LinkedHashMap<>();
    for (JsonNode tag : SourceJson.read(document)) {
      String key = SourceJson.text(tag, "key");
      String value = SourceJson.text(tag, "value");
      requireKept(key, 1, Tags.KEY_LIMIT_CHARS);
      requireKept(value, 0, Tags.VALUE_LIMIT_CHARS);
      if (tags.putIfAbsent(key, value) != null) {
        throw new IOException("two tags '" + key + "'");
      }
    }
    if (tags.size() > Tags.OBJECT_LIMIT) {
      throw new IOException(tags.size() + " tags, and an object has at most " + Tags.OBJECT_LIMIT);
    }
    return Collections.unmodifiableMap(tags);
  }

  private static void requireKept(String text, int least, int most) throws IOException {
    int length = text.codePointCount(0, text.length());
    if (length < least || length > most) {
      throw new IOException("a text of " + length + " characters");
    }
    if (!text.codePoints().allMatch(TagsFile::isOfXml)) {
      throw new IOException("a character that no client can read");
    }
  }

  private static boolean isOfXml(int character) {
    return character == '\t'
        || character == '\n'
        || character == '\r'
        || (character >= ' ' && character <= 0xD7FF)
        || (character >= 0xE000 && character <= 0xFFFD)
        || character >= 0x10000;
  }
}
