package io.bytebucket.transfer.minio;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * A small document in XML: names without their namespaces, texts, and what is inside. Nothing that
 * it refers to is looked at.
 */
record XmlTree(String name, String text, List<XmlTree> children) {
  private static final int DEPTH_MAX = 16;
  private static final int ELEMENTS_MAX = 10_000;

  /**
   * Reads a document.
   *
   * @throws IOException when it is none; the message says why
   */
  static XmlTree parse(byte[] document) throws IOException {
    XMLInputFactory factory = XMLInputFactory.newFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    try {
      XMLStreamReader in = factory.createXMLStreamReader(new ByteArrayInputStream(document));
      try {
        int event = in.nextTag();
        return event == XMLStreamConstants.START_ELEMENT
            ? element(in, new int[1], 0)
            : new XmlTree("", "", List.of());
      } finally {
        in.close();
      }
    } catch (XMLStreamException e) {
      throw new IOException("no XML", e);
    }
  }

  private static XmlTree element(XMLStreamReader in, int[] count, int depth)
      throws XMLStreamException, IOException {
    count[0]++;
    if (depth > DEPTH_MAX || count[0] > ELEMENTS_MAX) {
      throw new IOException("more in it than such a document can have");
    }
    String name = in.getLocalName();
    StringBuilder text = new StringBuilder();
    List<XmlTree> children = new ArrayList<>();
    for (int event = in.next(); event != XMLStreamConstants.END_ELEMENT; event = in.next()) {
      if (event == XMLStreamConstants.START_ELEMENT) {
        children.add(element(in, count, depth + 1));
      } else if (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA) {
        text.append(in.getText());
      } else if (event == XMLStreamConstants.ENTITY_REFERENCE) {
        throw new IOException("an entity that is not looked at");
      }
    }
    return new XmlTree(name, text.toString(), List.copyOf(children));
  }

  /** What is inside under that name. */
  List<XmlTree> all(String child) {
    return children.stream().filter(one -> one.name().equals(child)).toList();
  }

  /** The text of the first one inside of that name; empty when there is none. */
  String textOf(String child) {
    return all(child).stream().findFirst().map(XmlTree::text).orElse("");
  }

  /** The texts of all of that name inside. */
  List<String> textsOf(String child) {
    return all(child).stream().map(XmlTree::text).toList();
  }
}
