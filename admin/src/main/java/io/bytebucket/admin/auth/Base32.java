package io.bytebucket.admin.auth;

/**
 * How apps on phones want secrets: in groups of five bits, which Java's library does not write.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4648#section-6">RFC 4648, section 6</a>
 */
final class Base32 {
  private static final String DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final int BITS = 5;

  private Base32() {}

  /** Bytes of a number that is a multiple of five, so that nothing has to be filled up. */
  static String encode(byte[] bytes) {
    if (bytes.length % BITS != 0) {
      throw new IllegalArgumentException("what is encoded has a multiple of five bytes");
    }
    StringBuilder text = new StringBuilder(bytes.length * Byte.SIZE / BITS);
    int held = 0;
    int count = 0;
    for (byte b : bytes) {
      held = held << Byte.SIZE | (b & 0xFF);
      for (count += Byte.SIZE; count >= BITS; count -= BITS) {
        text.append(DIGITS.charAt(held >> (count - BITS) & 31));
      }
    }
    return text.toString();
  }

  /** What {@link #encode} wrote. */
  static byte[] decode(String text) {
    byte[] bytes = new byte[text.length() * BITS / Byte.SIZE];
    int held = 0;
    int count = 0;
    int at = 0;
    for (int i = 0; i < text.length(); i++) {
      int digit = DIGITS.indexOf(text.charAt(i));
      if (digit < 0) {
        throw new IllegalArgumentException("no digit of Base32");
      }
      held = held << BITS | digit;
      count += BITS;
      if (count >= Byte.SIZE) {
        count -= Byte.SIZE;
        bytes[at++] = (byte) (held >> count);
      }
    }
    return bytes;
  }
}
