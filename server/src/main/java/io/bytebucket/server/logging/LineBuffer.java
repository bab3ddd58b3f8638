package io.bytebucket.server.logging;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes of lines that are being made; grows with the longest batch. Used by one thread. */
final class LineBuffer {
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final int INITIAL_BYTES = 16 << 10;

  private byte[] bytes = new byte[INITIAL_BYTES];
  private int length;

  /** How many bytes are held. */
  int length() {
    return length;
  }

  /** Appends text that is known to be ASCII. */
  void ascii(String text) {
    raw(text.getBytes(StandardCharsets.US_ASCII));
  }

  /** Appends one ASCII character. */
  void ascii(char c) {
    reserve(1);
    bytes[length++] = (byte) c;
  }

  /**
   * Appends text as UTF-8. What moves a terminal's cursor, ends a line or turns the direction of
   * writing is an escape: control and format characters, the separators of lines and paragraphs.
   */
  void line(String text) {
    escaped(text, false);
  }

  /** Appends text as a JSON string, with its quotes; escapes as {@link #line} does. */
  void json(String text) {
    ascii('"');
    escaped(text, true);
    ascii('"');
  }

  /** Appends text as UTF-8, as it is. */
  void raw(String text) {
    raw(text.getBytes(StandardCharsets.UTF_8));
  }

  private void raw(byte[] encoded) {
    reserve(encoded.length);
    System.arraycopy(encoded, 0, bytes, length, encoded.length);
    length += encoded.length;
  }

  /** Appends a number of fixed width, with leading zeros. */
  void digits(int number, int width) {
    reserve(width);
    int rest = number;
    for (int i = length + width - 1; i >= length; i--) {
      bytes[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    length += width;
  }

  /** Writes all bytes and forgets them. */
  void flushTo(OutputStream out) throws IOException {
    try {
      out.write(bytes, 0, length);
      out.flush();
    } finally {
      length = 0;
    }
  }

  @Override
  public String toString() {
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }

  private void escaped(String text, boolean quotes) {
    if (isPlain(text, quotes)) {
      ascii(text);
      return;
    }
    int count = text.length();
    for (int i = 0; i < count; i++) {
      char c = text.charAt(i);
      if (c >= 0x20 && c < 0x7F) {
        if (quotes && (c == '"' || c == '\\')) {
          ascii('\\');
        }
        ascii(c);
      } else {
        int end = i + Character.charCount(text.codePointAt(i));
        other(text.substring(i, end), text.codePointAt(i));
        i = end - 1;
      }
    }
  }

  /** Appends a character that is not printable ASCII. */
  private void other(String character, int codePoint) {
    switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          character.chars().forEach(unit -> control((char) unit));
      default -> raw(character);
    }
  }

  /** Whether nothing has to be escaped or encoded: so it is in almost all fields of a line. */
  private static boolean isPlain(String text, boolean quotes) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x20 || c >= 0x7F || (quotes && (c == '"' || c == '\\'))) {
        return false;
      }
    }
    return true;
  }

  private void control(char c) {
    switch (c) {
      case '\n' -> ascii("\\n");
      case '\r' -> ascii("\\r");
      case '\t' -> ascii("\\t");
      default -> {
        ascii("\\u");
        reserve(4);
        for (int shift = 12; shift >= 0; shift -= 4) {
          bytes[length++] = HEX[c >> shift & 0xF];
        }
      }
    }
  }

  private void reserve(int count) {
    if (bytes.length - length < count) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + count));
    }
  }
}
