package io.bytebucket.s3.xml;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Writes the documents of S3, element by element. Not thread-safe.
 *
 * <p>Characters that XML 1.0 forbids, but a key may hold, are written as numeric references, as S3
 * does; so is a carriage return, which a parser would otherwise turn into a line feed.
 */
public final class XmlWriter {
  /** The namespace of all documents but errors. */
  public static final String NAMESPACE = "http://s3.amazonaws.com/doc/2006-03-01/";

  private static final String DECLARATION = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

  private final StringBuilder out;

  private XmlWriter(int expectedChars) {
    out = new StringBuilder(expectedChars).append(DECLARATION);
  }

  /** A document whose root is in S3's namespace. */
  public static byte[] document(String root, Consumer<XmlWriter> body) {
    return document(root + " xmlns=\"" + NAMESPACE + '"', root, body);
  }

  /** A document whose root is in no namespace: errors. */
  public static byte[] documentWithoutNamespace(String root, Consumer<XmlWriter> body) {
    return document(root, root, body);
  }

  private static byte[] document(String start, String end, Consumer<XmlWriter> body) {
    XmlWriter xml = new XmlWriter(1_024);
    xml.out.append('<').append(start).append('>');
    body.accept(xml);
    xml.out.append("</").append(end).append('>');
    return xml.out.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** An element with text in it. */
  public XmlWriter element(String name, String text) {
    out.append('<').append(name).append('>');
    text(text);
    out.append("</").append(name).append('>');
    return this;
  }

  /** An element with a number in it. */
  public XmlWriter element(String name, long number) {
    out.append('<').append(name).append('>').append(number).append("</").append(name).append('>');
    return this;
  }

  /** An element with {@code true} or {@code false} in it. */
  public XmlWriter element(String name, boolean value) {
    return element(name, Boolean.toString(value));
  }

  /** An element with text in it, or nothing. */
  public XmlWriter optional(String name, Optional<String> text) {
    text.ifPresent(value -> element(name, value));
    return this;
  }

  /** An element with elements in it. */
  public XmlWriter element(String name, Consumer<XmlWriter> body) {
    out.append('<').append(name).append('>');
    body.accept(this);
    out.append("</").append(name).append('>');
    return this;
  }

  /** Text of the element that was begun. */
  public XmlWriter text(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        default -> {
          if (c < ' ' || c == 0x7F || c >= 0xFFFE) {
            out.append("&#x").append(Integer.toHexString(c)).append(';');
          } else {
            out.append(c);
          }
        }
      }
    }
    return this;
  }
}
