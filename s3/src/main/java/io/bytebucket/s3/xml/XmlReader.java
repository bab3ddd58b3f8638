package io.bytebucket.s3.xml;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the documents that clients send, into a tree of bounded depth; the caller bounds their
 * length. Used by one thread, for one document.
 *
 * <p>It reads what S3's documents need of XML 1.0: elements, text, CDATA, the five predefined
 * entities, comments. Document types are refused, and with them every entity of a document's own.
 * It differs from XML in one thing, and is there for that: a key may hold any character, and
 * clients send those that XML cannot carry all the same, raw or as references. They are read as
 * what they stand for. No parser of the JDK can do that.
 */
public final class XmlReader {
  private static final int DEPTH_LIMIT = 16;
  private static final int REFERENCE_CHARS_MAX = 12;
  private static final Pattern ENCODING = Pattern.compile("encoding\\s*=\\s*[\"']([^\"']*)[\"']");
  private static final Pattern NUMBER = Pattern.compile("#(?:x([0-9a-fA-F]+)|([0-9]+))");
  private static final Map<String, String> ENTITIES =
      Map.of("lt", "<", "gt", ">", "amp", "&", "quot", "\"", "apos", "'");

  private final String in;
  private int at;

  private XmlReader(String in) {
    this.in = in;
  }

  /**
   * Reads a document.
   *
   * @param root the local name its root must have
   * @throws MalformedXmlException when it is not well-formed, not in UTF-8, or has another root
   */
  public static XmlElement read(byte[] document, String root) throws MalformedXmlException {
    XmlReader reader = new XmlReader(decode(document));
    reader.declaration();
    reader.passOver();
    XmlElement element = reader.element(1);
    reader.passOver();
    if (reader.at < reader.in.length()) {
      throw new MalformedXmlException("something follows the root");
    }
    if (!element.name().equals(root)) {
      throw new MalformedXmlException("the document has another root");
    }
    return element;
  }

  /** The text of a document, without a byte order mark, with the line ends that XML makes equal. */
  private static String decode(byte[] document) throws MalformedXmlException {
    try {
      String text =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(document)).toString();
      String unmarked = text.startsWith("\uFEFF") ? text.substring(1) : text;
      return unmarked.replace("\r\n", "\n").replace('\r', '\n');
    } catch (CharacterCodingException notUtf8) {
      throw new MalformedXmlException("the document is not in UTF-8");
    }
  }

  private void declaration() throws MalformedXmlException {
    if (!in.startsWith("<?xml") || in.length() < 6 || !isSpace(in.charAt(5))) {
      return;
    }
    String declaration = upTo("?>");
    Matcher encoding = ENCODING.matcher(declaration);
    if (encoding.find()
        && !encoding.group(1).equalsIgnoreCase("UTF-8")
        && !encoding.group(1).equalsIgnoreCase("US-ASCII")) {
      throw new MalformedXmlException("the document is not in UTF-8");
    }
  }

  /** Skips what may stand around the root and means nothing. */
  private void passOver() throws MalformedXmlException {
    skipSpace();
    while (comment() || instruction()) {
      skipSpace();
    }
  }

  private XmlElement element(int depth) throws MalformedXmlException {
    if (depth > DEPTH_LIMIT) {
      throw new MalformedXmlException("the document is too deep");
    }
    require("<");
    String name = name();
    StringBuilder text = new StringBuilder();
    List<XmlElement> children = new ArrayList<>();
    if (!attributes()) {
      while (!take("</")) {
        content(text, children, depth);
      }
      require(name);
      skipSpace();
      require(">");
    }
    return new XmlElement(name.substring(name.indexOf(':') + 1), text.toString(), children);
  }

  private void content(StringBuilder text, List<XmlElement> children, int depth)
      throws MalformedXmlException {
    if (at == in.length()) {
      throw new MalformedXmlException("an element has no end");
    }
    if (in.charAt(at) == '&') {
      reference(text);
    } else if (in.charAt(at) != '<') {
      int start = at;
      while (at < in.length() && in.charAt(at) != '<' && in.charAt(at) != '&') {
        at++;
      }
      if (in.substring(start, at).contains("]]>")) {
        throw new MalformedXmlException("the end of a section has no begin");
      }
      text.append(in, start, at);
    } else if (take("<![CDATA[")) {
      String section = upTo("]]>");
      text.append(section, 0, section.length() - 3);
    } else if (!comment() && !instruction()) {
      children.add(element(depth + 1));
    }
  }

  /**
   * Reads the attributes of an element up to the end of its tag; they mean nothing here.
   *
   * @return whether the element ends with its tag
   */
  private boolean attributes() throws MalformedXmlException {
    Set<String> names = new HashSet<>();
    while (true) {
      boolean spaced = skipSpace();
      if (take("/>")) {
        return true;
      }
      if (take(">")) {
        return false;
      }
      if (!spaced || !names.add(name())) {
        throw new MalformedXmlException("an attribute is not well-formed");
      }
      skipSpace();
      require("=");
      skipSpace();
      String value = upTo(take("'") ? "'" : quote());
      if (value.contains("<")) {
        throw new MalformedXmlException("an attribute is not well-formed");
      }
    }
  }

  private String quote() throws MalformedXmlException {
    require("\"");
    return "\"";
  }

  private String name() throws MalformedXmlException {
    int start = at;
    while (at < in.length() && isNameCharacter(in.charAt(at))) {
      at++;
    }
    String name = in.substring(start, at);
    int colon = name.indexOf(':');
    if (name.isEmpty()
        || !(Character.isLetter(name.charAt(0)) || name.charAt(0) == '_')
        || colon == name.length() - 1
        || colon != name.lastIndexOf(':')) {
      throw new MalformedXmlException("a name is not well-formed");
    }
    return name;
  }

  private void reference(StringBuilder text) throws MalformedXmlException {
    int end = in.indexOf(';', at);
    if (end < 0 || end - at > REFERENCE_CHARS_MAX) {
      throw new MalformedXmlException("a reference has no end");
    }
    String name = in.substring(at + 1, end);
    at = end + 1;
    if (name.startsWith("#")) {
      text.appendCodePoint(codePoint(name));
    } else if (ENTITIES.containsKey(name)) {
      text.append(ENTITIES.get(name));
    } else {
      throw new MalformedXmlException("an entity is not known");
    }
  }

  private static int codePoint(String name) throws MalformedXmlException {
    Matcher number = NUMBER.matcher(name);
    if (number.matches()) {
      boolean isHex = number.group(1) != null;
      // The length of a reference keeps it within a long.
      long code = Long.parseLong(number.group(isHex ? 1 : 2), isHex ? 16 : 10);
      if (code <= Character.MAX_CODE_POINT && !(code >= 0xD800 && code <= 0xDFFF)) {
        return (int) code;
      }
    }
    throw new MalformedXmlException("a reference stands for no character");
  }

  private boolean comment() throws MalformedXmlException {
    if (!take("<!--")) {
      return false;
    }
    upTo("--");
    require(">");
    return true;
  }

  private boolean instruction() throws MalformedXmlException {
    if (!take("<?")) {
      return false;
    }
    if (name().equalsIgnoreCase("xml")) {
      throw new MalformedXmlException("the declaration is not at the begin");
    }
    upTo("?>");
    return true;
  }

  /** Takes everything up to and including {@code end}. */
  private String upTo(String end) throws MalformedXmlException {
    int found = in.indexOf(end, at);
    if (found < 0) {
      throw new MalformedXmlException("the document ends too early");
    }
    String taken = in.substring(at, found + end.length());
    at = found + end.length();
    return taken;
  }

  private boolean take(String expected) {
    if (!in.startsWith(expected, at)) {
      return false;
    }
    at += expected.length();
    return true;
  }

  private void require(String expected) throws MalformedXmlException {
    if (!take(expected)) {
      throw new MalformedXmlException("the document is not well-formed");
    }
  }

  private boolean skipSpace() {
    int start = at;
    while (at < in.length() && isSpace(in.charAt(at))) {
      at++;
    }
    return at > start;
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\t' || c == '\n';
  }

  private static boolean isNameCharacter(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.' || c == ':';
  }
}
