package io.bytebucket.s3.xml;

import java.util.List;
import java.util.Optional;

/**
 * An element of a document that was read; namespaces are passed over, because clients send S3's
 * documents with and without.
 *
 * @param name the local name
 * @param text the text directly in it
 * @param children the elements directly in it, in order
 */
public record XmlElement(String name, String text, List<XmlElement> children) {
  /** The first child of that name. */
  public Optional<XmlElement> child(String childName) {
    return children.stream().filter(child -> child.name().equals(childName)).findFirst();
  }

  /** The text of the first child of that name. */
  public Optional<String> childText(String childName) {
    return child(childName).map(XmlElement::text);
  }

  /** All children of that name, in order. */
  public List<XmlElement> children(String childName) {
    return children.stream().filter(child -> child.name().equals(childName)).toList();
  }
}
