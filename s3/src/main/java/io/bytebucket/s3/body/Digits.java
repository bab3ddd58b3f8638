package io.bytebucket.s3.body;

/** Decimal digits as protocols mean them: only those of ASCII. */
public final class Digits {
  private Digits() {}

  /** Whether a text has no other characters than digits. The empty text has none. */
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
