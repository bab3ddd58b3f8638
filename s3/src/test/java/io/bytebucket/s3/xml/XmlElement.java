package io.bytebucket.s3.xml;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An element of a document that was read as a whole: how tests look at answers.
 *
 * @param name the local name
 * @param text the text directly in it; empty when there are elements in it
 * @param children the elements directly in it, in order
 */
public record XmlElement(String name, String text, List<XmlElement> children) {
  /**
   * Reads a document.
   *
   * @param root the local name its root must have
   */
  public static XmlElement read(byte[] document, String root) throws MalformedXmlException {
    try {
      return readAll(document, root);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static XmlElement readAll(byte[] document, String root)
      throws MalformedXmlException, IOException {
    // What an element holds, text or elements, is known only once it has been looked at.
    XmlReader shape = XmlReader.open(new ByteArrayInputStream(document), root);
    XmlReader texts = XmlReader.open(new ByteArrayInputStream(document), root);
    XmlElement element = element(shape, texts);
    shape.end();
    texts.end();
    return element;
  }

  private static XmlElement element(XmlReader shape, XmlReader texts)
      throws MalformedXmlException, IOException {
    String name = shape.name();
    List<XmlElement> children = new ArrayList<>();
    while (shape.next()) {
      texts.next();
      children.add(element(shape, texts));
    }
    String text = "";
    if (children.isEmpty()) {
      text = texts.text(Integer.MAX_VALUE);
    } else {
      texts.next();
    }
    return new XmlElement(name, text, children);
  }

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
