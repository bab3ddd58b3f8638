package io.bytebucket.s3.xml;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/**
 * The characters of a document as they arrive: in UTF-8 and nothing else, without a byte order
 * mark, with the line ends that XML makes equal. Memory is two small buffers. For one thread.
 */
final class XmlSource {
  /** What {@link #peek} gives when there is no further character. */
  static final int END = -1;

  private static final int BUFFER_LENGTH = 2_048;
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final InputStream in;
  private final CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder();
  private final ByteBuffer bytes = ByteBuffer.allocate(BUFFER_LENGTH).flip();
  private final CharBuffer decoded = CharBuffer.allocate(BUFFER_LENGTH);
  private final char[] chars = new char[2 * BUFFER_LENGTH];
  private int position;
  private int limit;
  private boolean isBegun;
  private boolean isEnded;
  private boolean wasReturn;

  XmlSource(InputStream in) {
    this.in = in;
  }

  /** The next character, which stays; or {@link #END}. */
  int peek() throws MalformedXmlException, IOException {
    return peek(0);
  }

  /** The character so many behind the next one; or {@link #END}. */
  int peek(int ahead) throws MalformedXmlException, IOException {
    return has(ahead + 1) ? chars[position + ahead] : END;
  }

  /**
   * Takes the next character.
   *
   * @throws MalformedXmlException when there is none
   */
  char take() throws MalformedXmlException, IOException {
    if (!has(1)) {
      throw new MalformedXmlException("the document ends too early");
    }
    return chars[position++];
  }

  /** Takes a text if it comes next. */
  boolean take(String expected) throws MalformedXmlException, IOException {
    if (!startsWith(expected)) {
      return false;
    }
    position += expected.length();
    return true;
  }

  /** Whether a text comes next; it must be much shorter than the buffer. */
  boolean startsWith(String expected) throws MalformedXmlException, IOException {
    for (int i = 0; i < expected.length(); i++) {
      // One by one, so that nothing is waited for that cannot change the answer.
      if (peek(i) != expected.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private boolean has(int count) throws MalformedXmlException, IOException {
    while (limit - position < count) {
      if (isEnded) {
        return false;
      }
      fill();
    }
    return true;
  }

  private void fill() throws MalformedXmlException, IOException {
    System.arraycopy(chars, position, chars, 0, limit - position);
    limit -= position;
    position = 0;
    bytes.compact();
    int read = in.read(bytes.array(), bytes.position(), bytes.remaining());
    isEnded = read < 0;
    bytes.position(bytes.position() + Math.max(0, read)).flip();
    decode();
  }

  private void decode() throws MalformedXmlException {
    decoded.clear();
    CoderResult result = utf8.decode(bytes, decoded, isEnded);
    // At the end of the input the rest of a character that was cut is reported here, too.
    if (result.isError()) {
      throw new MalformedXmlException("the document is not in UTF-8");
    }
    decoded.flip();
    while (decoded.hasRemaining()) {
      char c = decoded.get();
      if (!(wasReturn && c == '\n') && !(c == BYTE_ORDER_MARK && !isBegun)) {
        chars[limit++] = c == '\r' ? '\n' : c;
      }
      wasReturn = c == '\r';
      isBegun = true;
    }
  }
}
