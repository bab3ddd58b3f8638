package io.bytebucket.selftest.wire;

import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * The elements of a document, each with its path of local names and the text that stands directly
 * in it, in the order in which they end. Immutable.
 */
public final class Elements {
  /** More are in no answer of S3, and would take more memory than this has. */
  private static final int ELEMENTS_MAX = 50_000;

  private static final int DEPTH_MAX = 32;
  private static final Elements NONE = new Elements(List.of());

  private final List<Element> elements;

  private Elements(List<Element> elements) {
    this.elements = List.copyOf(elements);
  }

  private record Element(String path, String text) {
    boolean is(String name) {
      return path.endsWith("/" + name);
    }
  }

  /**
   * The elements of a document; none where the bytes are no well-formed XML, or have more of them
   * than answers of S3 do.
   */
  public static Elements of(byte[] document) {
    if (document.length == 0 || document[0] != '<') {
      return NONE;
    }
    XMLInputFactory factory = XMLInputFactory.newFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    try {
      return read(factory.createXMLStreamReader(new ByteArrayInputStream(document), "UTF-8"));
    } catch (XMLStreamException notWellFormed) {
      return NONE;
    }
  }

  private static Elements read(XMLStreamReader reader) throws XMLStreamException {
    List<Element> all = new ArrayList<>();
    Deque<StringBuilder> texts = new ArrayDeque<>();
    StringBuilder path = new StringBuilder();
    while (reader.hasNext()) {
      switch (reader.next()) {
        case XMLStreamConstants.START_ELEMENT -> {
          if (texts.size() >= DEPTH_MAX || all.size() >= ELEMENTS_MAX) {
            return NONE;
          }
          path.append('/').append(reader.getLocalName());
          texts.push(new StringBuilder());
        }
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
          if (!texts.isEmpty()) {
            texts.element().append(reader.getText());
          }
        }
        case XMLStreamConstants.END_ELEMENT -> {
          all.add(new Element(path.toString(), texts.pop().toString()));
          path.setLength(path.lastIndexOf("/"));
        }
        default -> {
          // Comments and the like say nothing.
        }
      }
    }
    return new Elements(all);
  }

  /** Whether there is none. */
  public boolean isEmpty() {
    return elements.isEmpty();
  }

  /** The texts of all elements whose path ends so, such as {@code Key} or {@code Contents/Key}. */
  public List<String> all(String pathEnd) {
    return elements.stream().filter(each -> each.is(pathEnd)).map(Element::text).toList();
  }

  /** The text of the first of them. */
  public Optional<String> first(String pathEnd) {
    return all(pathEnd).stream().findFirst();
  }
}
