package io.bytebucket.s3.body;

/** Decimal digits, as protocols mean them: those of ASCII and no others. */
public final class Digits {
  private Digits() {}

  /** Whether a text is nothing but digits; so the empty text is too. */
  public static boolean areAll(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        return false;
      }
    }
    return true;
  }
}
