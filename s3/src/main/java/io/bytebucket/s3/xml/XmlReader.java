package io.bytebucket.s3.xml;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads the documents that clients send, into a tree of bounded depth; the caller bounds their
 * length. Document types and external entities are refused. Thread-safe.
 *
 * <p>Keys may hold control characters, which XML 1.0 can carry in no form. Clients send them all
 * the same, raw or as references; so documents are read as XML 1.1, which knows such references,
 * with raw control characters written as references first.
 */
public final class XmlReader {
  private static final int DEPTH_LIMIT = 16;
  private static final byte[] DECLARATION =
      "<?xml version=\"1.1\" encoding=\"UTF-8\"?>".getBytes(StandardCharsets.US_ASCII);
  private static final XMLInputFactory FACTORY = newFactory();

  private XmlReader() {}

  private static XMLInputFactory newFactory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
    return factory;
  }

  /**
   * Reads a document.
   *
   * @param root the local name its root must have
   * @throws MalformedXmlException when it is not well-formed, in UTF-8, or has another root
   */
  public static XmlElement read(byte[] document, String root) throws MalformedXmlException {
    try {
      XMLStreamReader in =
          FACTORY.createXMLStreamReader(
              new ByteArrayInputStream(withReferences(document)), StandardCharsets.UTF_8.name());
      while (in.next() != XMLStreamConstants.START_ELEMENT) {
        if (in.getEventType() == XMLStreamConstants.DTD) {
          throw new MalformedXmlException("a document type is not allowed");
        }
      }
      XmlElement element = element(in, 1);
      while (in.hasNext()) {
        in.next();
      }
      if (!element.name().equals(root)) {
        throw new MalformedXmlException("the document has another root");
      }
      return element;
    } catch (XMLStreamException | RuntimeException e) {
      // The parser answers some malformed input with runtime exceptions of its own.
      throw new MalformedXmlException("the document is not well-formed");
    }
  }

  private static XmlElement element(XMLStreamReader in, int depth)
      throws XMLStreamException, MalformedXmlException {
    if (depth > DEPTH_LIMIT) {
      throw new MalformedXmlException("the document is too deep");
    }
    String name = in.getLocalName();
    StringBuilder text = new StringBuilder();
    List<XmlElement> children = new ArrayList<>();
    for (int event = in.next(); event != XMLStreamConstants.END_ELEMENT; event = in.next()) {
      switch (event) {
        case XMLStreamConstants.START_ELEMENT -> children.add(element(in, depth + 1));
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
            text.append(in.getText());
        case XMLStreamConstants.ENTITY_REFERENCE ->
            throw new MalformedXmlException("an entity is not known");
        default -> {
          // Comments and processing instructions mean nothing here.
        }
      }
    }
    return new XmlElement(name, text.toString(), children);
  }

  /** The document as XML 1.1, with references for what would not survive the parser raw. */
  private static byte[] withReferences(byte[] document) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(document.length + 64);
    out.writeBytes(DECLARATION);
    for (int at = afterDeclaration(document); at < document.length; at++) {
      int c = document[at] & 0xFF;
      if ((c < ' ' && c != '\t' && c != '\n' && c != '\r') || c == 0x7F) {
        reference(out, c);
      } else if (c == 0xC2 && at + 1 < document.length && isC1(document[at + 1] & 0xFF)) {
        // U+0080..U+009F: XML 1.1 allows them as references only, and reads U+0085 as a line end.
        reference(out, document[++at] & 0xFF);
      } else if (isLineSeparator(document, at)) {
        reference(out, 0x2028);
        at += 2;
      } else {
        out.write(c);
      }
    }
    return out.toByteArray();
  }

  private static int afterDeclaration(byte[] document) {
    int at = 0;
    if (document.length >= 3
        && document[0] == (byte) 0xEF
        && document[1] == (byte) 0xBB
        && document[2] == (byte) 0xBF) {
      at = 3;
    }
    if (document.length - at > 6
        && new String(document, at, 6, StandardCharsets.US_ASCII).equals("<?xml ")) {
      for (int end = at + 6; end + 1 < document.length; end++) {
        if (document[end] == '?' && document[end + 1] == '>') {
          return end + 2;
        }
      }
    }
    return at;
  }

  private static boolean isC1(int c) {
    return c >= 0x80 && c <= 0x9F;
  }

  private static boolean isLineSeparator(byte[] document, int at) {
    return at + 2 < document.length
        && document[at] == (byte) 0xE2
        && document[at + 1] == (byte) 0x80
        && document[at + 2] == (byte) 0xA8;
  }

  private static void reference(ByteArrayOutputStream out, int c) {
    out.writeBytes(("&#x" + Integer.toHexString(c) + ";").getBytes(StandardCharsets.US_ASCII));
  }
}
