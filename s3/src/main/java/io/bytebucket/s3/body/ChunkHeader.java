package io.bytebucket.s3.body;

import java.util.HexFormat;

/**
 * The line before a chunk's data.
 *
 * @param lengthBytes the length of the data; 0 marks the end of the body
 * @param signature the chunk's signature; empty text when the line has none
 */
record ChunkHeader(long lengthBytes, String signature) {
  /** Enough digits for the largest object. A longer number cannot be a length. */
  static final int LENGTH_LIMIT_DIGITS = 12;

  private static final String SIGNATURE = "chunk-signature=";

  /** Parses {@code length[;chunk-signature=...]}, a line that still has its carriage return. */
  static ChunkHeader parse(String line) {
    if (!line.endsWith("\r")) {
      throw WireBuffer.incomplete();
    }
    int semicolon = line.indexOf(';');
    int end = semicolon < 0 ? line.length() - 1 : semicolon;
    String extension = line.substring(end, line.length() - 1);
    return new ChunkHeader(length(line.substring(0, end)), signature(extension));
  }

  private static String signature(String extension) {
    int start = extension.indexOf(SIGNATURE);
    return start < 0 ? "" : extension.substring(start + SIGNATURE.length()).strip();
  }

  private static long length(String digits) {
    if (digits.isEmpty()
        || digits.length() > LENGTH_LIMIT_DIGITS
        || !digits.chars().allMatch(HexFormat::isHexDigit)) {
      throw WireBuffer.incomplete();
    }
    return HexFormat.fromHexDigitsToLong(digits);
  }
}
