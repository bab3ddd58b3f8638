package io.bytebucket.admin.object;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * As what an object may be shown on the console's origin. What it says of itself is a hint, which
 * chooses from this list and is never sent: so nothing that users store is a page, a style sheet or
 * a script there. Types are matched whole, because one that only begins like an image may be SVG.
 */
final class PreviewType {
  static final String PDF = "application/pdf";
  static final String TEXT = "text/plain; charset=utf-8";

  /** Kept and not shown. */
  static final String NONE = "application/octet-stream";

  /** So many bytes say what it is that does not say so. */
  static final int SNIFFED_BYTES = 1 << 10;

  /** In UTF-8 no character is longer. */
  private static final int CHARACTER_BYTES = 4;

  private static final byte[] PDF_BEGIN = "%PDF-".getBytes(StandardCharsets.US_ASCII);
  private static final String TEXTS = "text/";

  private static final Set<String> SHOWN =
      Set.of(
          "image/png",
          "image/jpeg",
          "image/gif",
          "image/webp",
          "image/avif",
          "image/bmp",
          "image/x-icon",
          "image/svg+xml",
          "audio/mpeg",
          "audio/mp4",
          "audio/ogg",
          "audio/wav",
          "audio/flac",
          "audio/webm",
          "video/mp4",
          "video/ogg",
          "video/webm",
          PDF);

  /** What is text though its type does not begin so. */
  private static final Set<String> TEXT_LIKE =
      Set.of(
          "application/json",
          "application/ld+json",
          "application/xml",
          "application/xhtml+xml",
          "application/javascript",
          "application/yaml",
          "application/x-yaml",
          "application/toml",
          "application/sql",
          "application/x-sh",
          "application/x-ndjson");

  private static final Map<String, String> BY_ENDING =
      Map.ofEntries(
          Map.entry("png", "image/png"),
          Map.entry("jpg", "image/jpeg"),
          Map.entry("jpeg", "image/jpeg"),
          Map.entry("gif", "image/gif"),
          Map.entry("webp", "image/webp"),
          Map.entry("avif", "image/avif"),
          Map.entry("bmp", "image/bmp"),
          Map.entry("ico", "image/x-icon"),
          Map.entry("svg", "image/svg+xml"),
          Map.entry("mp3", "audio/mpeg"),
          Map.entry("m4a", "audio/mp4"),
          Map.entry("oga", "audio/ogg"),
          Map.entry("ogg", "audio/ogg"),
          Map.entry("wav", "audio/wav"),
          Map.entry("flac", "audio/flac"),
          Map.entry("mp4", "video/mp4"),
          Map.entry("webm", "video/webm"),
          Map.entry("ogv", "video/ogg"),
          Map.entry("pdf", PDF));

  private PreviewType() {}

  /** The type it is shown as where that is known without its bytes, as of images and films. */
  static Optional<String> withoutBytes(String stored, String key) {
    String said = said(stored);
    return isTextLike(said)
        ? Optional.empty()
        : wanted(said, key).filter(type -> !type.equals(PDF));
  }

  /**
   * The type it is shown as; {@link #NONE} for none.
   *
   * @param stored what was said when it was stored
   * @param begin its first {@link #SNIFFED_BYTES}, or all it has
   */
  static String of(String stored, String key, byte[] begin) {
    String said = said(stored);
    boolean isText = isText(begin);
    if (isTextLike(said)) {
      return isText ? TEXT : NONE;
    }
    String wanted = wanted(said, key).orElse(isText ? TEXT : NONE);
    return wanted.equals(PDF) && !isPdf(begin) ? (isText ? TEXT : NONE) : wanted;
  }

  private static String said(String stored) {
    return stored.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
  }

  private static boolean isTextLike(String said) {
    return said.startsWith(TEXTS) || TEXT_LIKE.contains(said);
  }

  private static Optional<String> wanted(String said, String key) {
    return SHOWN.contains(said) ? Optional.of(said) : byEnding(key);
  }

  private static Optional<String> byEnding(String key) {
    String ending = key.substring(key.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return Optional.ofNullable(BY_ENDING.get(ending));
  }

  private static boolean isPdf(byte[] begin) {
    return begin.length >= PDF_BEGIN.length
        && Arrays.equals(begin, 0, PDF_BEGIN.length, PDF_BEGIN, 0, PDF_BEGIN.length);
  }

  /** Whether it begins with UTF-8 without control characters; its last character may be cut. */
  private static boolean isText(byte[] begin) {
    for (byte b : begin) {
      boolean isBlank = b == '\t' || b == '\n' || b == '\r' || b == '\f';
      if ((b >= 0 && b < ' ' && !isBlank) || b == 0x7F) {
        return false;
      }
    }
    int cut = begin.length < SNIFFED_BYTES ? 0 : CHARACTER_BYTES - 1;
    for (int left = 0; left <= Math.min(cut, begin.length); left++) {
      if (isUtf8(ByteBuffer.wrap(begin, 0, begin.length - left))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isUtf8(ByteBuffer bytes) {
    try {
      var _ = StandardCharsets.UTF_8.newDecoder().decode(bytes);
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}
