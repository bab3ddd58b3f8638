package io.bytebucket.core.value;

/**
 * Texts that are sent back in the header of an answer. What cannot stand there is not taken in: an
 * object that was stored and can never be read is lost.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#name-fields">RFC 9110, fields</a>
 */
public final class FieldText {
  private FieldText() {}

  /** Whether it can be the value of a field: no control character but the tab would let it end. */
  public static boolean isValue(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c < ' ' && c != '\t') || c == 0x7F) {
        return false;
      }
    }
    return true;
  }

  /** Whether it can be the name of a field, or the end of one: a token, which may be empty here. */
  public static boolean isNamePart(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean isWord = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
      if (!isWord && "!#$%&'*+-.^_`|~".indexOf(c) < 0) {
        return false;
      }
    }
    return true;
  }
}
