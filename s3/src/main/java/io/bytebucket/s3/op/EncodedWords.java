package io.bytebucket.s3.op;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * User metadata beyond US-ASCII as S3 returns it: encoded words of RFC 2047, in UTF-8. Plain ASCII
 * stays as it is.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingMetadata.html">Working
 *     with object metadata</a>
 */
final class EncodedWords {
  /** An encoded word has at most 75 characters, 12 of them around the Base64 of these bytes. */
  private static final int WORD_BYTES_MAX = 45;

  private EncodedWords() {}

  static String encode(String text) {
    if (isAscii(text)) {
      return text;
    }
    StringBuilder out = new StringBuilder();
    StringBuilder word = new StringBuilder();
    int wordBytes = 0;
    for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
      String character = Character.toString(text.codePointAt(at));
      int bytes = character.getBytes(StandardCharsets.UTF_8).length;
      if (wordBytes + bytes > WORD_BYTES_MAX) {
        append(out, word);
        word.setLength(0);
        wordBytes = 0;
      }
      word.append(character);
      wordBytes += bytes;
    }
    return append(out, word).toString();
  }

  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > 0x7F) {
        return false;
      }
    }
    return true;
  }

  /** Words stand apart by a space, which a reader drops. */
  private static StringBuilder append(StringBuilder out, StringBuilder word) {
    byte[] bytes = word.toString().getBytes(StandardCharsets.UTF_8);
    return out.append(out.isEmpty() ? "" : " ")
        .append("=?UTF-8?B?")
        .append(Base64.getEncoder().encodeToString(bytes))
        .append("?=");
  }
}
