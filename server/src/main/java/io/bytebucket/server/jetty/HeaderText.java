package io.bytebucket.server.jetty;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Header values as text. On the wire they are bytes, which Jetty shows as ISO 8859-1; what clients
 * of S3 mean, and sign, is UTF-8.
 */
final class HeaderText {
  private HeaderText() {}

  /** What a value that was read means: UTF-8 where it is that, and otherwise ISO 8859-1. */
  static String fromWire(String value) {
    if (isAscii(value)) {
      return value;
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(value.getBytes(StandardCharsets.ISO_8859_1)))
          .toString();
    } catch (CharacterCodingException notUtf8) {
      return value;
    }
  }

  /** What to give to Jetty so that the value goes out as UTF-8. */
  static String toWire(String value) {
    return isAscii(value)
        ? value
        : new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  /** How long the value is on the wire. */
  static int wireBytes(String value) {
    return isAscii(value) ? value.length() : value.getBytes(StandardCharsets.UTF_8).length;
  }

  private static boolean isAscii(String value) {
    for (int i = 0; i < value.length(); i++) {
      if (value.charAt(i) > 0x7F) {
        return false;
      }
    }
    return true;
  }
}
