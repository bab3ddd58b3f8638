package io.bytebucket.s3.xml;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The texts of the elements directly in one, by their names: of those that were asked for, and of
 * one that stands twice the first. Immutable.
 */
public final class XmlFields {
  private final Map<String, String> texts;

  private XmlFields(Map<String, String> texts) {
    this.texts = texts;
  }

  /**
   * Reads the open element to its end.
   *
   * @param charsMax what is asked for, and how long each may be; all else is passed over
   * @throws MalformedXmlException when a text is longer, or the document is not well-formed
   */
  public static XmlFields read(XmlReader in, Map<String, Integer> charsMax)
      throws MalformedXmlException, IOException {
    Map<String, String> texts = new HashMap<>();
    while (in.next()) {
      String name = in.name();
      Integer most = charsMax.get(name);
      if (most == null || texts.containsKey(name)) {
        in.skip();
      } else {
        texts.put(name, in.text(most));
      }
    }
    return new XmlFields(texts);
  }

  /** The text of that element. */
  public Optional<String> text(String name) {
    return Optional.ofNullable(texts.get(name));
  }

  /** How many characters the texts have together. */
  public int chars() {
    return texts.values().stream().mapToInt(String::length).sum();
  }
}
