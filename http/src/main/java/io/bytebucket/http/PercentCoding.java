package io.bytebucket.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Percent-encoding of RFC 3986, exact: every byte sequence has one encoded form, and text that is
 * not valid UTF-8 is refused rather than replaced.
 */
public final class PercentCoding {
  private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);

  private PercentCoding() {}

  /**
   * Encodes all but the unreserved characters {@code A-Z a-z 0-9 - . _ ~}, with upper-case hex.
   * This is the {@code UriEncode} of Signature Version 4.
   *
   * @param keepSlash whether {@code /} stays as it is
   */
  public static String encode(String text, boolean keepSlash) {
    if (isPlain(text, keepSlash)) {
      return text;
    }
    byte[] raw = text.getBytes(StandardCharsets.UTF_8);
    byte[] out = new byte[Math.multiplyExact(raw.length, 3)];
    int count = 0;
    for (byte b : raw) {
      if (isUnreserved(b) || (keepSlash && b == '/')) {
        out[count++] = b;
      } else {
        out[count++] = '%';
        out[count++] = HEX[b >> 4 & 0xF];
        out[count++] = HEX[b & 0xF];
      }
    }
    return new String(out, 0, count, StandardCharsets.US_ASCII);
  }

  /**
   * Decodes {@code %XX}.
   *
   * @param plusIsSpace true in a query, where {@code +} stands for a space; false in a path
   * @return empty when an escape is cut short or not hex, or the bytes are not valid UTF-8
   */
  public static Optional<String> decode(String text, boolean plusIsSpace) {
    if (isLiteral(text, plusIsSpace)) {
      return Optional.of(text);
    }
    byte[] raw = text.getBytes(StandardCharsets.UTF_8);
    byte[] bytes = new byte[raw.length];
    int count = 0;
    boolean ascii = true;
    for (int i = 0; i < raw.length; i++) {
      if (raw[i] == '%') {
        if (i + 2 >= raw.length) {
          return Optional.empty();
        }
        int high = Character.digit(raw[i + 1], 16);
        int low = Character.digit(raw[i + 2], 16);
        if (high < 0 || low < 0) {
          return Optional.empty();
        }
        bytes[count] = (byte) (high << 4 | low);
        i += 2;
      } else {
        bytes[count] = plusIsSpace && raw[i] == '+' ? (byte) ' ' : raw[i];
      }
      ascii &= bytes[count] >= 0;
      count++;
    }
    return ascii
        ? Optional.of(new String(bytes, 0, count, StandardCharsets.US_ASCII))
        : utf8(bytes, count);
  }

  private static Optional<String> utf8(byte[] bytes, int count) {
    try {
      return Optional.of(
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(bytes, 0, count))
              .toString());
    } catch (CharacterCodingException notUtf8) {
      return Optional.empty();
    }
  }

  private static boolean isPlain(String text, boolean keepSlash) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!isUnreserved(c) && !(keepSlash && c == '/')) {
        return false;
      }
    }
    return true;
  }

  /** Whether decoding leaves the text as it is; most text is so, and is not copied. */
  private static boolean isLiteral(String text, boolean plusIsSpace) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '%' || c > 0x7F || (plusIsSpace && c == '+')) {
        return false;
      }
    }
    return true;
  }

  private static boolean isUnreserved(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '.'
        || c == '_'
        || c == '~';
  }
}
