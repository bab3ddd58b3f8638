package io.bytebucket.s3.xml;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a document that a client sends while it arrives, one element after the other. It holds a
 * few KiB whatever comes: what its caller does not ask for is passed over, depth, names and
 * attributes are bounded, and each text has the bound that it is asked for with. How much may pass
 * in all is the caller's to bound. Used by one thread, for one document.
 *
 * <p>It reads what S3's documents need of XML 1.0: elements, text, CDATA, the five predefined
 * entities, comments. Namespaces are passed over, because clients send S3's documents with and
 * without. Document types are refused, and with them every entity of a document's own. It differs
 * from XML in one thing, and is there for that: a key may hold any character, and clients send
 * those that XML cannot carry all the same, raw or as references. They are read as what they stand
 * for. No parser of the JDK can do that.
 *
 * <p>After {@link #open}, and after each {@link #next} that said yes, one element is open; it is
 * left by {@link #text}, by {@link #skip}, or by the {@link #next} that said no. All methods throw
 * {@link MalformedXmlException} when the document is not well-formed or not in UTF-8.
 */
public final class XmlReader {
  private static final int DEPTH_LIMIT = 16;
  private static final int ATTRIBUTES_LIMIT = 32;
  private static final int NAME_CHARS_MAX = 128;
  private static final int DECLARATION_CHARS_MAX = 256;
  private static final int REFERENCE_CHARS_MAX = 11;
  private static final Pattern ENCODING = Pattern.compile("encoding\\s*=\\s*[\"']([^\"']*)[\"']");
  private static final Pattern NUMBER = Pattern.compile("#(?:x([0-9a-fA-F]+)|([0-9]+))");
  private static final Map<String, String> ENTITIES =
      Map.of("lt", "<", "gt", ">", "amp", "&", "quot", "\"", "apos", "'");

  private final XmlSource in;

  /** The names of the elements that are open, as written, the root first. */
  private final String[] open = new String[DEPTH_LIMIT];

  private int depth;

  /** Whether the innermost open element ended with its tag. */
  private boolean isEmpty;

  /** The attribute called {@code type} of the element that was opened last; empty for none. */
  private String type = "";

  private XmlReader(InputStream document) {
    this.in = new XmlSource(document);
  }

  /**
   * Begins to read a document: on return its root is open.
   *
   * @param root the local name its root must have
   */
  public static XmlReader open(InputStream document, String root)
      throws MalformedXmlException, IOException {
    XmlReader reader = new XmlReader(document);
    reader.declaration();
    reader.passOver();
    reader.start();
    if (!reader.name().equals(root)) {
      throw new MalformedXmlException("the document has another root");
    }
    return reader;
  }

  /** The local name of the innermost element that is open. */
  public String name() {
    String name = open[depth - 1];
    return name.substring(name.indexOf(':') + 1);
  }

  /**
   * The value of the attribute called {@code type}, in whatever namespace, of the element that was
   * opened last; empty when it has none. It is the only one that means anything in S3's documents.
   */
  public String type() {
    return type;
  }

  /**
   * Goes to the next element directly in the one that is open, past the text between.
   *
   * @return whether there is one, which is open now; if not, the element it would be in has ended
   */
  public boolean next() throws MalformedXmlException, IOException {
    return toTag(null, 0);
  }

  /**
   * Reads the text directly in the open element, to its end.
   *
   * @param charsMax how long the text may be
   */
  public String text(int charsMax) throws MalformedXmlException, IOException {
    StringBuilder text = new StringBuilder();
    int outer = depth;
    while (depth >= outer) {
      toTag(depth == outer ? text : null, charsMax);
    }
    return text.toString();
  }

  /** Passes over the open element, to its end. */
  public void skip() throws MalformedXmlException, IOException {
    int outer = depth;
    while (depth >= outer) {
      toTag(null, 0);
    }
  }

  /** Requires that the document ends where its root has ended. */
  public void end() throws MalformedXmlException, IOException {
    passOver();
    if (in.peek() != XmlSource.END) {
      throw new MalformedXmlException("something follows the root");
    }
  }

  private void declaration() throws MalformedXmlException, IOException {
    if (!in.startsWith("<?xml") || !isSpace(in.peek(5))) {
      return;
    }
    StringBuilder declaration = new StringBuilder();
    while (!in.take("?>")) {
      declaration.append(in.take());
      if (declaration.length() > DECLARATION_CHARS_MAX) {
        throw new MalformedXmlException("the declaration is too long");
      }
    }
    Matcher encoding = ENCODING.matcher(declaration);
    if (encoding.find()
        && !encoding.group(1).equalsIgnoreCase("UTF-8")
        && !encoding.group(1).equalsIgnoreCase("US-ASCII")) {
      throw new MalformedXmlException("the document is not in UTF-8");
    }
  }

  /** Skips what may stand around the root and means nothing. */
  private void passOver() throws MalformedXmlException, IOException {
    skipSpace();
    while (comment() || instruction()) {
      skipSpace();
    }
  }

  /** Opens the element whose tag comes next. */
  private void start() throws MalformedXmlException, IOException {
    if (depth == DEPTH_LIMIT) {
      throw new MalformedXmlException("the document is too deep");
    }
    require("<");
    open[depth++] = readName();
    isEmpty = attributes();
  }

  /**
   * Reads content up to and including the next tag of an element.
   *
   * @param text takes the text, if anything does
   * @return whether an element was opened; if not, the innermost one has ended
   */
  private boolean toTag(@Nullable StringBuilder text, int charsMax)
      throws MalformedXmlException, IOException {
    if (isEmpty) {
      isEmpty = false;
      depth--;
      return false;
    }
    while (!in.take("</")) {
      int next = in.peek();
      if (next == '&') {
        reference(text);
      } else if (next != '<') {
        run(text, charsMax);
      } else if (in.take("<![CDATA[")) {
        section(text, charsMax);
      } else if (!comment() && !instruction()) {
        start();
        return true;
      }
      requireFits(text, charsMax);
    }
    require(open[depth - 1]);
    skipSpace();
    require(">");
    depth--;
    return false;
  }

  private void run(@Nullable StringBuilder text, int charsMax)
      throws MalformedXmlException, IOException {
    int brackets = 0;
    for (int next = in.peek(); next != '<' && next != '&'; next = in.peek()) {
      char c = in.take();
      if (c == '>' && brackets >= 2) {
        throw new MalformedXmlException("the end of a section has no begin");
      }
      brackets = c == ']' ? brackets + 1 : 0;
      append(text, c, charsMax);
    }
  }

  private void section(@Nullable StringBuilder text, int charsMax)
      throws MalformedXmlException, IOException {
    while (!in.take("]]>")) {
      append(text, in.take(), charsMax);
    }
  }

  private static void append(@Nullable StringBuilder text, char c, int charsMax)
      throws MalformedXmlException {
    if (text != null) {
      text.append(c);
      requireFits(text, charsMax);
    }
  }

  private static void requireFits(@Nullable StringBuilder text, int charsMax)
      throws MalformedXmlException {
    if (text != null && text.length() > charsMax) {
      throw new MalformedXmlException("a text is too long");
    }
  }

  /**
   * Reads the attributes of an element up to the end of its tag; they mean nothing here.
   *
   * @return whether the element ends with its tag
   */
  private boolean attributes() throws MalformedXmlException, IOException {
    Set<String> names = new HashSet<>();
    type = "";
    while (true) {
      boolean spaced = skipSpace();
      if (in.take("/>")) {
        return true;
      }
      if (in.take(">")) {
        return false;
      }
      String name = readName();
      if (!spaced || names.size() == ATTRIBUTES_LIMIT || !names.add(name)) {
        throw new MalformedXmlException("an attribute is not well-formed");
      }
      skipSpace();
      require("=");
      skipSpace();
      char quote = in.take();
      if (quote != '\'' && quote != '"') {
        throw new MalformedXmlException("an attribute is not well-formed");
      }
      String value = attributeValue(quote);
      if (name.substring(name.indexOf(':') + 1).equals("type")) {
        type = value;
      }
    }
  }

  /** The begin of a value, which is passed over to its end. */
  private String attributeValue(char quote) throws MalformedXmlException, IOException {
    StringBuilder value = new StringBuilder();
    for (char c = in.take(); c != quote; c = in.take()) {
      if (c == '<') {
        throw new MalformedXmlException("an attribute is not well-formed");
      }
      if (value.length() < NAME_CHARS_MAX) {
        value.append(c);
      }
    }
    return value.toString();
  }

  private String readName() throws MalformedXmlException, IOException {
    StringBuilder name = new StringBuilder();
    while (isNameCharacter(in.peek()) && name.length() <= NAME_CHARS_MAX) {
      name.append(in.take());
    }
    int colon = name.indexOf(":");
    if (name.isEmpty()
        || name.length() > NAME_CHARS_MAX
        || !(Character.isLetter(name.charAt(0)) || name.charAt(0) == '_')
        || colon == name.length() - 1
        || colon != name.lastIndexOf(":")) {
      throw new MalformedXmlException("a name is not well-formed");
    }
    return name.toString();
  }

  private void reference(@Nullable StringBuilder text) throws MalformedXmlException, IOException {
    require("&");
    StringBuilder reference = new StringBuilder();
    for (char c = in.take(); c != ';'; c = in.take()) {
      if (reference.append(c).length() > REFERENCE_CHARS_MAX) {
        throw new MalformedXmlException("a reference has no end");
      }
    }
    String name = reference.toString();
    String value = name.startsWith("#") ? character(name) : ENTITIES.get(name);
    if (value == null) {
      throw new MalformedXmlException("an entity is not known");
    }
    if (text != null) {
      text.append(value);
    }
  }

  private static String character(String name) throws MalformedXmlException {
    Matcher number = NUMBER.matcher(name);
    if (number.matches()) {
      boolean isHex = number.group(1) != null;
      // The length of a reference keeps it within a long.
      long code = Long.parseLong(number.group(isHex ? 1 : 2), isHex ? 16 : 10);
      if (code <= Character.MAX_CODE_POINT && !(code >= 0xD800 && code <= 0xDFFF)) {
        return Character.toString((int) code);
      }
    }
    throw new MalformedXmlException("a reference stands for no character");
  }

  private boolean comment() throws MalformedXmlException, IOException {
    if (!in.take("<!--")) {
      return false;
    }
    skipPast("--");
    require(">");
    return true;
  }

  private boolean instruction() throws MalformedXmlException, IOException {
    if (!in.take("<?")) {
      return false;
    }
    if (readName().equalsIgnoreCase("xml")) {
      throw new MalformedXmlException("the declaration is not at the begin");
    }
    skipPast("?>");
    return true;
  }

  private void skipPast(String end) throws MalformedXmlException, IOException {
    while (!in.take(end)) {
      in.take();
    }
  }

  private void require(String expected) throws MalformedXmlException, IOException {
    if (!in.take(expected)) {
      throw new MalformedXmlException("the document is not well-formed");
    }
  }

  private boolean skipSpace() throws MalformedXmlException, IOException {
    boolean skipped = false;
    while (isSpace(in.peek())) {
      in.take();
      skipped = true;
    }
    return skipped;
  }

  private static boolean isSpace(int c) {
    return c == ' ' || c == '\t' || c == '\n';
  }

  private static boolean isNameCharacter(int c) {
    // Not by code point: -1, the end, is none, and all others are characters.
    return c >= 0
        && (Character.isLetterOrDigit((char) c) || c == '_' || c == '-' || c == '.' || c == ':');
  }
}
