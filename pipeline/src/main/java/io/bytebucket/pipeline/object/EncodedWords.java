package io.bytebucket.pipeline.object;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.StringTokenizer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How S3 takes and returns user metadata beyond US-ASCII: as encoded words of RFC 2047. Words in a
 * request are decoded from whatever character set they name. Words in an answer are UTF-8, with the
 * letters readable when most of the value is ASCII and in Base64 otherwise. A value that is plain
 * ASCII is sent as it is, even if it came in an encoded word.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingMetadata.html">Working
 *     with object metadata</a>
 */
public final class EncodedWords {
  /** A word has at most 75 characters, 12 of them around what is encoded. */
  private static final int ENCODED_MAX = 63;

  private static final String SPACES = " \t";

  /** The charset, without a language after it; the encoding; the text; and what follows it. */
  private static final Pattern WORD =
      Pattern.compile("=\\?([^?*]+)(?:\\*[^?]*)?\\?([BbQq])\\?([^?]*)\\?=(.*)", Pattern.DOTALL);

  private static final int CHARSET = 1;
  private static final int ENCODING = 2;
  private static final int TEXT = 3;
  private static final int REST = 4;

  private EncodedWords() {}

  /**
   * The value with its encoded words decoded. What only looks like an encoded word is left alone.
   */
  public static String decode(String value) {
    if (!value.contains("=?")) {
      return value;
    }
    StringBuilder out = new StringBuilder();
    String spaces = "";
    boolean isAfterWord = false;
    StringTokenizer tokens = new StringTokenizer(value, SPACES, true);
    while (tokens.hasMoreTokens()) {
      String token = tokens.nextToken();
      if (SPACES.contains(token)) {
        spaces += token;
        continue;
      }
      Optional<String> word = word(token);
      // The space between two words only keeps them apart.
      out.append(isAfterWord && word.isPresent() ? "" : spaces).append(word.orElse(token));
      spaces = "";
      isAfterWord = word.isPresent();
    }
    return out.append(spaces).toString();
  }

  private static Optional<String> word(String token) {
    Matcher word = WORD.matcher(token);
    if (!word.matches()) {
      return Optional.empty();
    }
    try {
      Charset charset = Charset.forName(word.group(CHARSET));
      byte[] bytes =
          word.group(ENCODING).equalsIgnoreCase("B")
              ? Base64.getDecoder().decode(word.group(TEXT))
              : unquoted(word.group(TEXT));
      return Optional.of(new String(bytes, charset) + word.group(REST));
    } catch (IllegalArgumentException unknownOrMalformed) {
      return Optional.empty();
    }
  }

  private static byte[] unquoted(String text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '=') {
        if (i + 2 >= text.length()) {
          throw new IllegalArgumentException("an escape is cut short");
        }
        out.write(Integer.parseInt(text, i + 1, i + 3, 16));
        i += 2;
      } else {
        out.writeBytes((c == '_' ? " " : String.valueOf(c)).getBytes(StandardCharsets.UTF_8));
      }
    }
    return out.toByteArray();
  }

  /** The value as it stands in the header of an answer. */
  public static String encode(String value) {
    int encoded = (int) value.chars().filter(EncodedWords::isEncoded).count();
    if (encoded == 0) {
      return value;
    }
    List<String> words = new ArrayList<>();
    addWords(value, encoded * 2 < value.length(), words);
    return String.join(" ", words);
  }

  /** Cuts a value in halves until each is short enough for a word. */
  private static void addWords(String value, boolean isReadable, List<String> words) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    String text = isReadable ? quoted(bytes) : Base64.getEncoder().encodeToString(bytes);
    int middle = value.length() / 2;
    if (middle > 0 && Character.isSurrogatePair(value.charAt(middle - 1), value.charAt(middle))) {
      middle--;
    }
    if (text.length() <= ENCODED_MAX || middle == 0) {
      words.add("=?UTF-8?" + (isReadable ? "Q?" : "B?") + text + "?=");
      return;
    }
    addWords(value.substring(0, middle), isReadable, words);
    addWords(value.substring(middle), isReadable, words);
  }

  private static String quoted(byte[] bytes) {
    StringBuilder out = new StringBuilder(bytes.length * 2);
    for (byte b : bytes) {
      char c = (char) (b & 0xFF);
      if (c == ' ') {
        out.append('_');
      } else if (isEncoded(c) || c == '=' || c == '_' || c == '?' || c == '\t') {
        out.append(String.format("=%02X", (int) c));
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }

  /** Whether a value with that character cannot be sent as it is. */
  private static boolean isEncoded(int c) {
    return c >= 0x7F || (c < ' ' && c != '\t');
  }
}
